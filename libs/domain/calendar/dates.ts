import { DAY_MS, MINUTE_MS } from './duration.ts';

/** Days since 1970-01-01 of a date `YYYY-MM-DD`. Dates are counted as UTC days, so no time zone data is needed. */
export function dayNumber(date: string): number {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  return Date.UTC(year, month - 1, day) / DAY_MS;
}

/** The date `YYYY-MM-DD` of a day number. */
export const dateOf = (number: number): string => new Date(number * DAY_MS).toISOString().slice(0, 10);

/** Monday = 1 … Sunday = 7. */
export const weekdayOf = (number: number): number => ((((number + 3) % 7) + 7) % 7) + 1;

/** Local time `HH:MM` in ms from midnight. */
export function timeOfDayMs(time: string): number {
  const [hours, minutes] = time.split(':').map(Number) as [number, number];
  return (hours * 60 + minutes) * MINUTE_MS;
}
