import type { CalendarSlice, WorkingDay } from '#contracts/calendar';
import { dateOf, dayNumber } from './dates.ts';

/** The instant a computation came to (epoch ms), or that the slice at hand does not reach so far. */
export type Reached = { at: number; provisional: boolean } | { needsMore: true };

/** One step of the arithmetic, language-free, for "why". Instants in epoch ms, dates local to the calendar. */
export type Step =
  /** A start outside working time moved to the next working minute (counting back: to the previous closing). */
  | { kind: 'moved-to-working-time'; from: number; to: number }
  /** A date without work that was passed over. */
  | { kind: 'day-skipped'; date: string }
  /** The n-th working day of a duration of days. */
  | { kind: 'day-counted'; date: string; n: number }
  /** The same time of day on the last of the days counted. */
  | { kind: 'same-time-of-day'; date: string; at: number }
  /** Working time counted within one interval of one day. */
  | { kind: 'time-counted'; date: string; from: number; to: number; ms: number }
  /** An instant at opening (or outside the hours of its day) became the previous closing. */
  | { kind: 'previous-closing'; from: number; to: number }
  /** Clock time: elapsed, whatever the calendar says. */
  | { kind: 'elapsed'; from: number; to: number; ms: number };

export const NEEDS_MORE: Reached = { needsMore: true };

/** An instant computed from the slice between `from` and `at`: provisional when either lies in a year without official data. */
export function reached(slice: CalendarSlice, from: number, at: number): Reached {
  return { at, provisional: slice.provisionalFrom !== null && Math.max(from, at) >= slice.provisionalFrom };
}

/** Notes the dates between two neighbouring working days of a slice, in the direction of counting. */
export function noteSkipped(steps: Step[] | undefined, before: WorkingDay, after: WorkingDay): void {
  if (!steps) return;
  const [first, last] = [dayNumber(before.date), dayNumber(after.date)];
  const stride = Math.sign(last - first);
  for (let number = first + stride; number !== last && stride !== 0; number += stride) steps.push({ kind: 'day-skipped', date: dateOf(number) });
}
