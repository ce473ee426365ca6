import type { CalendarData, CalendarSlice, WorkingDay } from '#contracts/calendar';
import { dateOf, dayNumber, timeOfDayMs, weekdayOf } from './dates.ts';
import { DAY_MS } from './duration.ts';

/** What a slice is cut by: the instants it must cover (epoch ms) and the zone's offset from UTC in ms on a local date, at its working hours. */
export interface SliceRequest {
  calendarId: string;
  version: number;
  from: number;
  until: number;
  offsetAt: (localDate: string) => number;
}

/** The working days of a calendar from the local day of `from` through the local day of `until`, both whole (architecture.md, calendars). */
export function buildSlice(data: CalendarData, { calendarId, version, from, until, offsetAt }: SliceRequest): CalendarSlice {
  const midnight = (number: number): number => number * DAY_MS - offsetAt(dateOf(number));
  const first = localDay(from, offsetAt);
  const last = localDay(until, offsetAt);
  const numbers = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
  const provisional = numbers.find((number) => !data.officialYears.includes(Number(dateOf(number).slice(0, 4))));
  return {
    calendarId,
    version,
    timeZone: data.timeZone,
    from: midnight(first),
    validUntil: midnight(last + 1),
    provisionalFrom: provisional === undefined ? null : midnight(provisional),
    days: numbers.filter((number) => isWorkingDay(data, number)).map((number) => workingDay(data, number, offsetAt)),
  };
}

/** A single date's own entry wins over its weekday: holidays and make-up days 调休. */
function isWorkingDay(data: CalendarData, number: number): boolean {
  const entry = data.days[dateOf(number)];
  return entry ? entry === 'work' : data.weekdays.includes(weekdayOf(number));
}

function workingDay(data: CalendarData, number: number, offsetAt: SliceRequest['offsetAt']): WorkingDay {
  const date = dateOf(number);
  const offsetMs = offsetAt(date);
  const midnight = dayNumber(date) * DAY_MS - offsetMs;
  return { date, offsetMs, intervals: data.hours.map(([start, end]) => [midnight + timeOfDayMs(start), midnight + timeOfDayMs(end)]) };
}

/** Number of the local day that an instant falls on, give or take the hour of a summer-time switch. */
function localDay(at: number, offsetAt: SliceRequest['offsetAt']): number {
  const utcDay = Math.floor(at / DAY_MS);
  return Math.floor((at + offsetAt(dateOf(utcDay))) / DAY_MS);
}
