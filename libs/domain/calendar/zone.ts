import type { WorkingDay } from '#contracts/calendar';
import { dayNumber } from './dates.ts';
import { DAY_MS, HOUR_MS } from './duration.ts';

/** A time zone as the arithmetic needs it: its offset from UTC in ms at an instant (epoch ms). Made outside workflows: time-zone data differs between Node versions. */
export interface Zone {
  timeZone: string;
  offsetAt(at: number): number;
}
/** A stretch of time with one offset: [from, until) in epoch ms. */
export interface Stretch {
  from: number;
  until: number;
  offsetMs: number;
}

/** No wall clock is further than this from UTC. */
export const WIDEST_OFFSET_MS = 15 * HOUR_MS;

/** The stretches of [from, until), ascending. Looked at once a day: no zone changes its offset twice in one. */
export function stretchesOf(zone: Zone, from: number, until: number): Stretch[] {
  const stretches: Stretch[] = [{ from, until, offsetMs: zone.offsetAt(from) }];
  for (let at = from; at < until; at += DAY_MS) {
    const next = Math.min(at + DAY_MS, until - 1);
    const last = stretches.at(-1)!;
    const offsetMs = zone.offsetAt(next);
    if (offsetMs === last.offsetMs) continue;
    const change = firstAt(zone, offsetMs, at, next);
    last.until = change;
    stretches.push({ from: change, until, offsetMs });
  }
  return stretches;
}

/** The first instant in (low, high] at which the offset is `offsetMs`. */
function firstAt(zone: Zone, offsetMs: number, low: number, high: number): number {
  let [before, after] = [low, high];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (zone.offsetAt(middle) === offsetMs) after = middle;
    else before = middle;
  }
  return after;
}

/** What the wall clock of a working day shows at `at`, in ms from its 00:00. */
export function wallOf(day: WorkingDay, at: number): number {
  const offsetMs = day.switches?.findLast(([from]) => from <= at)?.[1] ?? day.offsetMs;
  return at + offsetMs - dayNumber(day.date) * DAY_MS;
}

/** The instant at which the wall clock of a working day first shows `wallMs` from 00:00; a time that is skipped is the instant of the skip. */
export function atWall(day: WorkingDay, wallMs: number): number {
  const utc = dayNumber(day.date) * DAY_MS + wallMs;
  const stretches: Array<[number, number]> = [[Number.NEGATIVE_INFINITY, day.offsetMs], ...(day.switches ?? [])];
  const index = stretches.findIndex(([, offsetMs], n) => utc - offsetMs < (stretches[n + 1]?.[0] ?? Number.POSITIVE_INFINITY));
  const [from, offsetMs] = stretches[index]!;
  return Math.max(from, utc - offsetMs);
}
