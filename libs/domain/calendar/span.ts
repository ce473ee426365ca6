import type { CalendarSlice } from '#contracts/calendar';
import { DAY_MS } from './duration.ts';
import { addDuration, workingMsBetween } from './working-time.ts';

/** A length of time as people say it: whole days first, what is left in ms. `past` when `to` lies before `from`. */
export interface Span {
  days: number;
  ms: number;
  past: boolean;
}
/** Longest span that is told apart in days; a slice holds no more. */
const MOST_DAYS = 400;

/**
 * Working time between two instants (epoch ms), the inverse of adding a duration: as many working days as fit, each the same time of day later (handbook 4.3),
 * and the working ms that are left. Null when the slice does not reach both.
 */
export function workingSpan(slice: CalendarSlice, from: number, to: number): Span | null {
  if (Math.min(from, to) < slice.from || Math.max(from, to) > slice.validUntil) return null;
  if (to < from) return { ...countUp(slice, to, from), past: true };
  return { ...countUp(slice, from, to), past: false };
}

function countUp(slice: CalendarSlice, from: number, to: number): Omit<Span, 'past'> {
  const after = (days: number): number | null => {
    const reached = addDuration(slice, from, { working: `P${days}D` });
    return 'at' in reached ? reached.at : null;
  };
  let days = 0;
  for (let at = after(1); at !== null && at <= to && days < MOST_DAYS; at = after(days + 1)) days += 1;
  return { days, ms: workingMsBetween(slice, days === 0 ? from : after(days)!, to) };
}

/** Elapsed time between two instants (epoch ms), likewise. */
export function elapsedSpan(from: number, to: number): Span {
  const ms = Math.abs(to - from);
  return { days: Math.floor(ms / DAY_MS), ms: ms % DAY_MS, past: to < from };
}
