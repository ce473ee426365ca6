import { dateOf, weekdayOf } from './dates.ts';
import { localDay } from './build.ts';
import { DAY_MS } from './duration.ts';
import { stretchesOf, WIDEST_OFFSET_MS, type Zone } from './zone.ts';

export interface Week {
  /** Date of its Monday. */
  date: string;
  /** Monday 00:00 local time and the next one, epoch ms. */
  from: number;
  until: number;
}
const WEEK_DAYS = 7;

/** The weeks, Monday to Sunday in the zone, that [from, until) (epoch ms) touches, in order. */
export function weeksOf({ from, until }: { from: number; until: number }, zone: Zone): Week[] {
  const first = localDay(from, zone) - weekdayOf(localDay(from, zone)) + 1;
  const count = Math.max(0, Math.floor((localDay(until - 1, zone) - first) / WEEK_DAYS) + 1);
  return Array.from({ length: count }, (_, index) => {
    const monday = first + index * WEEK_DAYS;
    return { date: dateOf(monday), from: midnight(monday, zone), until: midnight(monday + WEEK_DAYS, zone) };
  });
}

/** The first instant of a local day. */
export function midnight(number: number, zone: Zone): number {
  const utc = number * DAY_MS;
  const stretch = stretchesOf(zone, utc - WIDEST_OFFSET_MS - DAY_MS, utc + WIDEST_OFFSET_MS + DAY_MS).find(({ until, offsetMs }) => utc - offsetMs < until)!;
  return Math.max(stretch.from, utc - stretch.offsetMs);
}
