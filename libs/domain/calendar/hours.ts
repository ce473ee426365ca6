import type { Hours } from '#contracts/api/calendar-layer';
import { timeOfDayMs } from './dates.ts';
import { MINUTE_MS } from './duration.ts';

type Interval = Hours[number];

/** The half of a day that is worked: the parts before or after its longest break, or before or after the middle of hours without one. */
export function halfOf(hours: Hours, half: 'morning' | 'afternoon'): Hours {
  const cut = middayOf(hours);
  return hours.flatMap(([start, end]): Interval[] => {
    const part: Interval = half === 'morning' ? [start, earlier(end, cut)] : [later(start, cut), end];
    return part[0] < part[1] ? [part] : [];
  });
}

function middayOf(hours: Hours): string {
  const breaks = hours.slice(1).map(([start], index) => ({ from: hours[index]![1], ms: timeOfDayMs(start) - timeOfDayMs(hours[index]![1]) }));
  const longest = breaks.reduce<{ from: string; ms: number } | null>((best, one) => (best && best.ms >= one.ms ? best : one), null);
  if (longest && longest.ms > 0) return longest.from;
  const [first, last] = [timeOfDayMs(hours[0]![0]), timeOfDayMs(hours.at(-1)![1])];
  return timeText(Math.floor((first + last) / 2 / MINUTE_MS) * MINUTE_MS);
}

const earlier = (a: string, b: string): string => (a < b ? a : b);
const later = (a: string, b: string): string => (a > b ? a : b);
const two = (value: number): string => String(value).padStart(2, '0');

/** Ms from midnight as `HH:MM`. */
export const timeText = (ms: number): string => `${two(Math.floor(ms / (60 * MINUTE_MS)))}:${two(Math.floor(ms / MINUTE_MS) % 60)}`;

/** Working ms of a day's hours by the wall clock. */
export const hoursMs = (hours: Hours): number => hours.reduce((sum, [start, end]) => sum + timeOfDayMs(end) - timeOfDayMs(start), 0);
