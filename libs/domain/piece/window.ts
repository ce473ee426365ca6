import { timeOfDayMs } from '../calendar/dates.ts';
import { localDay } from '../calendar/build.ts';
import { midnight } from '../calendar/weeks.ts';
import type { Zone } from '../calendar/zone.ts';

/** The time of day at which a piece is best published (handbook 2.1), local `HH:MM`; one that ends before it begins goes past midnight. */
export interface PublishingWindow {
  from: string;
  until: string;
}
const DAY_MS = 86_400_000;

/** The first window that has not closed by `at` (epoch ms): [from, until) in epoch ms. Wall-clock times are counted from each day's midnight. */
export function windowAfter(at: number, window: PublishingWindow, zone: Zone): { from: number; until: number } {
  const [opens, closes] = [timeOfDayMs(window.from), timeOfDayMs(window.until)];
  const length = closes > opens ? closes - opens : closes - opens + DAY_MS;
  for (let day = localDay(at, zone) - 1; ; day += 1) {
    const from = midnight(day, zone) + opens;
    if (from + length > at) return { from, until: from + length };
  }
}

/** Whether an instant lies within the window of its day. */
export function windowVerdict(at: number, window: PublishingWindow, zone: Zone): 'inside' | 'outside' {
  return windowAfter(at, window, zone).from <= at ? 'inside' : 'outside';
}
