import type { CalendarSlice, WorkingDay } from '#contracts/calendar';
import { dayNumber } from './dates.ts';
import { DAY_MS } from './duration.ts';
import { atWall } from './zone.ts';

/** The dates of a slice by day number, those off work too. */
export interface Days {
  /** First and last whole day. */
  first: number;
  last: number;
  slice: CalendarSlice;
  isWorking(number: number): boolean;
  /** The first working day from that date on, and the last one up to it; null past the slice. */
  workingFrom(number: number): WorkingDay | null;
  workingUpTo(number: number): WorkingDay | null;
  /** The instant (epoch ms) at which the wall clock of that date first shows `wallMs` from 00:00. */
  instantAt(number: number, wallMs: number): number;
  /** The local day that an instant falls on. */
  numberAt(at: number): number;
}

/** Null for a slice without a single working day: it does not tell its own offset from UTC. */
export function daysOf(slice: CalendarSlice): Days | null {
  const [firstDay, lastDay] = [slice.days[0], slice.days.at(-1)];
  if (!firstDay || !lastDay) return null;
  const byNumber = new Map(slice.days.map((day) => [dayNumber(day.date), day]));
  const offsets: Array<[number, number]> = slice.offsets ?? [[slice.from, firstDay.offsetMs]];
  const offsetAt = (at: number): number => (offsets.findLast(([from]) => from <= at) ?? offsets[0]!)[1];
  const numberAt = (at: number): number => Math.floor((at + offsetAt(at)) / DAY_MS);
  // A slice cut by an earlier release begins at a local midnight of its first offset; rounding absorbs an hour of summer time.
  const first = Math.round((slice.from + offsetAt(slice.from)) / DAY_MS);
  return {
    first,
    last: Math.round((slice.validUntil + offsetAt(slice.validUntil)) / DAY_MS) - 1,
    slice,
    isWorking: (number) => byNumber.has(number),
    workingFrom: (number) => slice.days.find((day) => dayNumber(day.date) >= number) ?? null,
    workingUpTo: (number) => slice.days.findLast((day) => dayNumber(day.date) <= number) ?? null,
    instantAt: (number, wallMs) => atWall(byNumber.get(number) && !slice.offsets ? byNumber.get(number)! : dayOff(number, offsets), wallMs),
    numberAt,
  };
}

/** A date with the offsets that hold on it, as `atWall` reads a working day. */
function dayOff(number: number, offsets: ReadonlyArray<[number, number]>): WorkingDay {
  const midnight = (offsetMs: number): number => number * DAY_MS - offsetMs;
  const before = offsets.findLast(([from, offsetMs]) => from <= midnight(offsetMs)) ?? offsets[0]!;
  const switches = offsets.filter(([from]) => from > midnight(before[1]) && from < midnight(before[1]) + 2 * DAY_MS);
  return { date: new Date(number * DAY_MS).toISOString().slice(0, 10), offsetMs: before[1], switches, intervals: [] };
}
