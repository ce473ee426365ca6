import type { CalendarSlice, WorkingDay } from '#contracts/calendar';
import type { Duration } from '#contracts/duration';
import { parseDuration } from './duration.ts';
import { NEEDS_MORE, noteSkipped, reached } from './reached.ts';
import type { Reached, Step } from './reached.ts';
import { atWall, wallOf } from './zone.ts';

export type { Reached, Step } from './reached.ts';

/** A working instant and the index of its day in the slice. */
interface Spot {
  at: number;
  day: number;
}

/**
 * `d` after `from` (epoch ms) in working time: a start outside working time first moves to the next working minute, days keep the time of day,
 * and a result at opening is the previous closing (handbook 4.3, defaults). Durations under one minute are clock time. `steps` collects the arithmetic.
 */
export function addWorking(slice: CalendarSlice, from: number, d: Duration, steps?: Step[]): Reached {
  const { working, days, ms } = parseDuration(d);
  if (!working) return addElapsed(from, ms, steps);
  let spot = nextWorking(slice, from, steps);
  if (spot && days > 0) spot = sameTime(slice, spot, days, steps);
  if (spot && ms > 0) spot = countForward(slice, spot, ms, steps);
  const due = spot && settle(slice, spot, steps);
  return due === null ? NEEDS_MORE : reached(slice, from, due);
}

/** `d` before `from`, the mirror of {@link addWorking}: a start outside working time first moves back to the previous closing. */
export function subtractWorking(slice: CalendarSlice, from: number, d: Duration, steps?: Step[]): Reached {
  const { working, days, ms } = parseDuration(d);
  if (!working) return addElapsed(from, -ms, steps);
  let spot = previousWorking(slice, from, steps);
  if (spot && days > 0) {
    spot = sameTime(slice, spot, -days, steps);
    const at = spot && settle(slice, spot, steps);
    spot = at === null ? null : { at, day: lastDayBefore(slice, at) };
  }
  if (spot && ms > 0) spot = countBack(slice, spot, ms, steps);
  return spot ? reached(slice, from, spot.at) : NEEDS_MORE;
}

/** `d` after `from`, in working or in clock time as the duration says. Clock time needs no calendar: it is never provisional and always reached. */
export function addDuration(slice: CalendarSlice, from: number, d: Duration, steps?: Step[]): Reached {
  return 'working' in d ? addWorking(slice, from, d, steps) : addElapsed(from, parseDuration(d).ms, steps);
}

/** `d` before `from`, in working or in clock time as the duration says. */
export function subtractDuration(slice: CalendarSlice, from: number, d: Duration, steps?: Step[]): Reached {
  return 'working' in d ? subtractWorking(slice, from, d, steps) : addElapsed(from, -parseDuration(d).ms, steps);
}

/** `ms` of working time after `from`; zero or less is `from` itself. */
export function addWorkingMs(slice: CalendarSlice, from: number, ms: number, steps?: Step[]): Reached {
  if (ms <= 0) return { at: from, provisional: false };
  const start = nextWorking(slice, from, steps);
  const end = start && countForward(slice, start, ms, steps);
  return end ? reached(slice, from, end.at) : NEEDS_MORE;
}

/** Working ms in [a, b), as far as the slice covers it; negative when b lies before a. */
export function workingMsBetween(slice: CalendarSlice, a: number, b: number): number {
  if (b < a) return -workingMsBetween(slice, b, a);
  let sum = 0;
  for (const day of slice.days) for (const [start, end] of day.intervals) sum += Math.max(0, Math.min(end, b) - Math.max(start, a));
  return sum;
}

/** `ms` of elapsed time after (or, negative, before) `from`. */
export function addElapsed(from: number, ms: number, steps?: Step[]): Reached {
  steps?.push({ kind: 'elapsed', from, to: from + ms, ms });
  return { at: from + ms, provisional: false };
}

/** The first working instant at or after `from` (epoch ms); null when the slice has none. */
export const nextWorkingInstant = (slice: CalendarSlice, from: number): number | null => nextWorking(slice, from)?.at ?? null;

/** `from` when it is a working minute, else the next opening. Null outside the slice. */
function nextWorking(slice: CalendarSlice, from: number, steps?: Step[]): Spot | null {
  if (from < slice.from) return null;
  const day = firstDay(slice, ({ intervals }) => intervals.at(-1)![1] > from);
  const interval = slice.days[day]?.intervals.find(([, end]) => end > from);
  return interval ? moved(from, { at: Math.max(from, interval[0]), day }, steps) : null;
}

/** Index of the first day for which `reached` holds, which then holds for all days after it; the number of days when it never does. */
function firstDay({ days }: CalendarSlice, reached: (day: WorkingDay) => boolean): number {
  let [low, high] = [0, days.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (reached(days[middle]!)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** `from` when it closes or lies within a working interval, else the previous closing. Null outside the slice. */
function previousWorking(slice: CalendarSlice, from: number, steps?: Step[]): Spot | null {
  if (from > slice.validUntil) return null;
  const day = lastDayBefore(slice, from);
  const interval = slice.days[day]?.intervals.findLast(([start]) => start < from);
  return interval ? moved(from, { at: Math.min(from, interval[1]), day }, steps) : null;
}

function moved(from: number, spot: Spot, steps?: Step[]): Spot {
  if (spot.at !== from) steps?.push({ kind: 'moved-to-working-time', from, to: spot.at });
  return spot;
}

/** Index of the last day with working time before `at`, or -1. */
const lastDayBefore = (slice: CalendarSlice, at: number): number => firstDay(slice, ({ intervals }) => intervals[0]![0] >= at) - 1;

/** The same wall-clock time `count` working days on (or back, when negative): by each day's own wall clock, so that summer time moves nothing. */
function sameTime(slice: CalendarSlice, spot: Spot, count: number, steps?: Step[]): Spot | null {
  const target = slice.days[spot.day + count];
  if (!target) return null;
  const stride = Math.sign(count);
  for (let n = 1; n <= Math.abs(count); n += 1) {
    const [before, day] = [slice.days[spot.day + (n - 1) * stride]!, slice.days[spot.day + n * stride]!];
    noteSkipped(steps, before, day);
    steps?.push({ kind: 'day-counted', date: day.date, n });
  }
  const at = atWall(target, wallOf(slice.days[spot.day]!, spot.at));
  steps?.push({ kind: 'same-time-of-day', date: target.date, at });
  return { at, day: spot.day + count };
}

/** A due time lies within working time or closes it: one at opening, or outside its day's hours, becomes the previous closing. */
function settle(slice: CalendarSlice, spot: Spot, steps?: Step[]): number | null {
  const interval = slice.days[lastDayBefore(slice, spot.at)]?.intervals.findLast(([start]) => start < spot.at);
  if (!interval) return null;
  const at = Math.min(spot.at, interval[1]);
  if (at !== spot.at) steps?.push({ kind: 'previous-closing', from: spot.at, to: at });
  return at;
}

function countForward(slice: CalendarSlice, spot: Spot, ms: number, steps?: Step[]): Spot | null {
  let left = ms;
  for (let day = spot.day; day < slice.days.length; day += 1) {
    if (day > spot.day) noteSkipped(steps, slice.days[day - 1]!, slice.days[day]!);
    for (const [start, end] of slice.days[day]!.intervals) {
      if (end <= spot.at) continue;
      const from = Math.max(start, spot.at);
      const to = Math.min(end, from + left);
      steps?.push({ kind: 'time-counted', date: slice.days[day]!.date, from, to, ms: to - from });
      left -= to - from;
      if (left <= 0) return { at: to, day };
    }
  }
  return null;
}

function countBack(slice: CalendarSlice, spot: Spot, ms: number, steps?: Step[]): Spot | null {
  let left = ms;
  for (let day = spot.day; day >= 0; day -= 1) {
    if (day < spot.day) noteSkipped(steps, slice.days[day + 1]!, slice.days[day]!);
    for (const [start, end] of slice.days[day]!.intervals.toReversed()) {
      if (start >= spot.at) continue;
      const to = Math.min(end, spot.at);
      const from = Math.max(start, to - left);
      steps?.push({ kind: 'time-counted', date: slice.days[day]!.date, from, to, ms: to - from });
      left -= to - from;
      if (left <= 0) return { at: from, day };
    }
  }
  return null;
}
