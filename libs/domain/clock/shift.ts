import type { CalendarSlice } from '#contracts/calendar';
import type { ClockState } from '#contracts/clock';
import type { Shift } from '#contracts/commands';
import { addDuration, subtractDuration } from '../calendar/working-time.ts';
import { dueKnown } from './due.ts';
import { freeze, gapBetween } from './gap.ts';
import { setDue } from './plan.ts';

/** The instant (epoch ms) that a shift moves another to; null when the calendar at hand does not reach. */
export function shifted(at: number, calendar: CalendarSlice, { duration, direction }: Shift): number | null {
  const reached = direction === 'later' ? addDuration(calendar, at, duration) : subtractDuration(calendar, at, duration);
  return 'at' in reached ? reached.at : null;
}

/**
 * A clock whose due time moves by a length of time, together with others (`at`, `by`, `reason`: when, who, why). The move is kept in its basis, so that
 * "why" can tell it. A stopped clock moves as of its pause and stays stopped, with as much more or less left. Null when the calendar does not reach.
 */
export function shiftClock(clock: ClockState, calendar: CalendarSlice, { by, at, shift, reason }: { by: string; at: number; shift: Shift; reason: string }): ClockState | null {
  const dueAt = dueKnown(clock) ? shifted(clock.dueAt, calendar, shift) : null;
  if (dueAt === null) return null;
  const basis: ClockState['basis'] = { kind: 'set', by, at, reason, shift: { from: clock.dueAt, ...shift } };
  if (!clock.paused) return { ...setDue(clock, calendar, { by, at, dueAt, reason }), basis };
  const { paused } = clock;
  const planned = setDue({ ...clock, paused: null }, calendar, { by, at: paused.at, dueAt, reason });
  return { ...freeze(planned, calendar, paused.at), basis, paused: { at: paused.at, remainingMs: paused.remainingMs + gapBetween(calendar, clock.policy.due, clock.dueAt, dueAt) } };
}
