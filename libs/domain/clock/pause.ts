import type { CalendarSlice } from '#contracts/calendar';
import type { ClockState, Deadline } from '#contracts/clock';
import { planFromBasis } from './agenda.ts';
import { inOrder } from './deadlines.ts';
import { dueKnown } from './due.ts';
import { durationOf, gapBetween, moveDeadline, nominalMs, stopsOnPause } from './gap.ts';

/** The run paused at `at`. Clock-time clocks run on unless their policy says otherwise; the agenda of a stopped one is frozen and nothing of it is pending. */
export function pauseClock(clock: ClockState, calendar: CalendarSlice, at: number): ClockState {
  if (clock.stoppedAt !== null || clock.paused || !stopsOnPause(clock.policy)) return clock;
  return { ...clock, paused: { at, remainingMs: remaining(clock, calendar, at) } };
}

function remaining(clock: ClockState, calendar: CalendarSlice, at: number): number {
  const { policy, basis } = clock;
  if (dueKnown(clock) || basis.kind === 'set') return gapBetween(calendar, policy.due, at, clock.dueAt);
  const [from, total] = basis.kind === 'policy' ? [basis.from, nominalMs(calendar, basis.duration)] : [basis.at, basis.remainingMs];
  return total - gapBetween(calendar, policy.due, from, at);
}

/**
 * The run goes on at `at`. What was left of the time runs from now and makes a new due time; a clock that was overdue stays overdue, and what was
 * left of the gap to each further reminder and rung runs from now.
 */
export function resumeClock(clock: ClockState, calendar: CalendarSlice, at: number): ClockState {
  if (clock.stoppedAt !== null || !clock.paused) return clock;
  const pausedAt = clock.paused.at;
  const shifted = clock.agenda.map((deadline) => shift(clock, calendar, deadline, pausedAt, at));
  const agenda = shifted.map(({ deadline }) => deadline).sort(inOrder);
  const until = agenda.find(({ kind }) => kind === 'ack-expired')?.at;
  const resumed: ClockState = { ...clock, paused: null, ack: clock.ack && { ...clock.ack, until: until ?? clock.ack.until } };
  const needsMore = clock.needsMore || shifted.some((one) => one.needsMore);
  if (clock.dueAt <= pausedAt) return { ...resumed, agenda, needsMore };

  const atRiskMs = atRiskGap(clock, calendar, pausedAt);
  const basis: ClockState['basis'] = { kind: 'resumed', at, remainingMs: clock.paused.remainingMs, atRiskMs, calendarVersion: calendar.version };
  return planFromBasis({ ...resumed, basis, epoch: clock.epoch + 1, firedInEpoch: [] }, calendar, at, agenda.filter(({ kind }) => kind === 'ack-expired'));
}

/** What was left until at risk; of a due time not yet computed, its share of what was left. */
function atRiskGap(clock: ClockState, calendar: CalendarSlice, pausedAt: number): number {
  const { policy } = clock;
  if (dueKnown(clock)) return gapBetween(calendar, policy.due, pausedAt, clock.atRiskAt);
  return Math.round(clock.paused!.remainingMs - (1 - policy.atRiskShare) * nominalMs(calendar, policy.due));
}

/** A deadline that was already late when the run paused stays so; the gap of the others goes on. */
function shift(clock: ClockState, calendar: CalendarSlice, deadline: Deadline, pausedAt: number, at: number): { deadline: Deadline; needsMore: boolean } {
  if (deadline.at <= pausedAt) return { deadline, needsMore: false };
  const ms = gapBetween(calendar, durationOf(clock.policy, deadline), pausedAt, deadline.at);
  return moveDeadline(clock, calendar, deadline, { why: 'resumed', from: at, ms });
}
