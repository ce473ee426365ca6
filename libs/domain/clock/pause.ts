import type { CalendarSlice } from '#contracts/calendar';
import type { ClockState, Deadline } from '#contracts/clock';
import { planFromBasis } from './agenda.ts';
import { inOrder } from './deadlines.ts';
import { dueKnown, usedOf } from './due.ts';
import { freeze, gapBetween, moveDeadline, nominalMs, stopsOnPause } from './gap.ts';
import type { Moved } from './gap.ts';
import { note } from './rung-log.ts';

/**
 * Run or step paused at `at`. Clock-time clocks run on unless their policy says otherwise; the agenda of a stopped one is frozen and nothing of it is
 * pending. A pause of the task itself (`own`) stops any clock.
 */
export function pauseClock(clock: ClockState, calendar: CalendarSlice, at: number, own = false): ClockState {
  if (clock.stoppedAt !== null || clock.paused || !(own || stopsOnPause(clock.policy))) return clock;
  return { ...note(freeze(clock, calendar, at), { what: 'paused', at }), paused: { at, remainingMs: remaining(clock, calendar, at) } };
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
  return clock.stoppedAt !== null || !clock.paused ? clock : note(resumed(clock, calendar, at), { what: 'resumed', at });
}

function resumed(clock: ClockState, calendar: CalendarSlice, at: number): ClockState {
  const { paused } = clock;
  if (!paused) return clock;
  const pausedAt = paused.at;
  const thawed = clock.agenda.map((deadline) => thaw(clock, calendar, deadline, at));
  const agenda = thawed.map(({ deadline }) => deadline).sort(inOrder);
  const until = agenda.find(({ kind }) => kind === 'ack-expired')?.at;
  const running: ClockState = { ...clock, paused: null, ack: clock.ack && { ...clock.ack, until: until ?? clock.ack.until } };
  const needsMore = clock.needsMore || thawed.some((one) => one.needsMore);
  if (clock.dueAt <= pausedAt) return { ...running, agenda, needsMore };

  const atRiskMs = atRiskGap(clock, calendar);
  const basis: ClockState['basis'] = { kind: 'resumed', at, remainingMs: paused.remainingMs, atRiskMs, ...usedOf(calendar) };
  return planFromBasis({ ...running, basis, epoch: clock.epoch + 1, firedInEpoch: [] }, calendar, at, agenda.filter(({ kind }) => kind === 'ack-expired'));
}

/** What was left until at risk, 0 when it had passed; of a due time not yet computed, its share of what was left. */
function atRiskGap(clock: ClockState, calendar: CalendarSlice): number {
  const { policy } = clock;
  if (dueKnown(clock)) return clock.agenda.find(({ kind }) => kind === 'at-risk')?.moved?.ms ?? 0;
  return Math.round(clock.paused!.remainingMs - (1 - policy.atRiskShare) * nominalMs(calendar, policy.due));
}

/** A deadline that was already late when the run paused stays so; the gap of the others goes on from `at`. */
function thaw(clock: ClockState, calendar: CalendarSlice, deadline: Deadline, at: number): Moved {
  if (deadline.moved?.why !== 'paused') return { deadline, needsMore: false };
  return moveDeadline(clock, calendar, deadline, { why: 'resumed', from: at, ms: deadline.moved.ms });
}
