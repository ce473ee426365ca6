import type { CalendarSlice } from '#contracts/calendar';
import type { ClockPolicy, ClockState, DueBasis, Severity } from '#contracts/clock';
import { planAgenda, planFromBasis, renewAcknowledgement } from './agenda.ts';
import { hasFired, inOrder } from './deadlines.ts';
import { canRecompute, dueKnown, usedOf } from './due.ts';
import { acknowledgedUntil, freeze, gapBetween } from './gap.ts';
import { note } from './rung-log.ts';
import { policyFor } from './severity.ts';

export { pauseClock, resumeClock } from './pause.ts';
export { changeSeverity, followsRun, policyFor } from './severity.ts';

/** A new clock, started at `at` (epoch ms), on the ladder of its run's severity. With a calendar that does not reach the due time, `dueAt` is its end and `needsMore` is set. */
export function startClock({ policy, calendar, at, severity = null }: { policy: ClockPolicy; calendar: CalendarSlice; at: number; severity?: Severity | null }): ClockState {
  const clock: ClockState = {
    policy: policyFor(policy, severity),
    calendarId: calendar.calendarId,
    basis: { kind: 'policy', from: at, duration: policy.due, ...usedOf(calendar) },
    startedAt: at,
    dueAt: at,
    atRiskAt: at,
    provisional: false,
    needsMore: false,
    epoch: 1,
    agenda: [],
    firedInEpoch: [],
    breachedAt: null,
    breachAnnulled: false,
    rungsFired: {},
    ack: null,
    paused: null,
    stoppedAt: null,
    ...(severity === null ? {} : { severity: { level: severity, of: 'run' as const } }),
  };
  return planFromBasis(clock, calendar, at, []);
}

/**
 * The clock on more of its calendar, or on another version of it. What fired stays fired; a due time that was breached stays where it was, and one
 * that moves raises the epoch. A paused clock is planned as of its pause and stays frozen. Answers the same object when nothing changes.
 */
export function replanClock(clock: ClockState, calendar: CalendarSlice, now: number): ClockState {
  if (clock.stoppedAt !== null) return clock;
  const planned = clock.paused ? replanPaused(clock, calendar, clock.paused) : renewAcknowledgement(replanDue(clock, calendar, now), calendar);
  return JSON.stringify(planned) === JSON.stringify(clock) ? clock : planned;
}

function replanPaused(clock: ClockState, calendar: CalendarSlice, { at, remainingMs }: NonNullable<ClockState['paused']>): ClockState {
  const planned = replanDue({ ...clock, paused: null }, calendar, at);
  const dueStands = dueKnown(clock) && planned.dueAt === clock.dueAt;
  const left = dueStands || !dueKnown(planned) ? remainingMs : gapBetween(calendar, clock.policy.due, at, planned.dueAt);
  return { ...freeze(planned, calendar, at), paused: { at, remainingMs: left } };
}

function replanDue(clock: ClockState, calendar: CalendarSlice, now: number): ClockState {
  const known = dueKnown(clock);
  if (hasFired(clock, 'breach', 0) || (known && !canRecompute(clock, calendar))) return planAgenda(clock, calendar, now, clock.agenda);
  const basis = rebased(clock.basis, calendar);
  const planned = planFromBasis({ ...clock, basis }, calendar, now, clock.agenda);
  // A due time that more calendar was needed for cannot come to be unknown again: the old one stands.
  if (known && !dueKnown(planned)) return { ...clock, needsMore: true };
  if (!known || planned.dueAt === clock.dueAt) return planned;
  // Nobody can keep a promise that a calendar change moves into the past: what lay ahead stands.
  if (planned.dueAt <= now && clock.dueAt > now) return planAgenda(clock, calendar, now, clock.agenda);
  return planFromBasis({ ...clock, basis, epoch: clock.epoch + 1, firedInEpoch: [] }, calendar, now, []);
}

function rebased(basis: DueBasis, calendar: CalendarSlice): DueBasis {
  if (basis.kind === 'set') return basis;
  const { layers: _earlier, ...rest } = basis;
  return { ...rest, ...usedOf(calendar) };
}

/**
 * A person moved the due time at `at`. Reminders, breach and the rungs that have not fired are planned anew from it. A first breach is kept for ever,
 * and only a due time in the future is a new deadline that can be breached again.
 */
export function setDue(clock: ClockState, calendar: CalendarSlice, { by, at, dueAt, reason }: { by: string; at: number; dueAt: number; reason: string }): ClockState {
  if (clock.stoppedAt !== null) return clock;
  const breached = clock.breachedAt !== null && !clock.breachAnnulled;
  const moved: ClockState = {
    ...note(clock, { what: 'due-moved', at, by }),
    basis: { kind: 'set', by, at, reason },
    dueAt,
    epoch: clock.epoch + 1,
    firedInEpoch: breached && dueAt <= at ? ['breach:0'] : [],
    paused: clock.paused && { at, remainingMs: gapBetween(calendar, clock.policy.due, at, dueAt) },
  };
  const planned = planFromBasis(moved, calendar, at, clock.agenda.filter(({ kind }) => kind === 'ack-expired'));
  return planned.paused ? freeze(planned, calendar, at) : planned;
}

/** The task is closed: nothing more will fire. What happened stays. */
export function stopClock(clock: ClockState, at: number): ClockState {
  return clock.stoppedAt === null ? { ...clock, agenda: [], stoppedAt: at } : clock;
}

/** The closed task is open again at `now` (epoch ms): its due time stands, what fired stays fired, and a due time that has passed meanwhile is a breach at once. */
export function restartClock(clock: ClockState, calendar: CalendarSlice, now: number): ClockState {
  return clock.stoppedAt === null ? clock : planAgenda({ ...clock, stoppedAt: null, paused: null, ack: null }, calendar, now, []);
}

/** A person acknowledged at `at`: rungs are withheld until the acknowledgement ends. A second one begins anew. */
export function acknowledge(clock: ClockState, calendar: CalendarSlice, { by, at }: { by: string; at: number }): ClockState {
  if (clock.stoppedAt !== null) return clock;
  const { until, needsMore } = acknowledgedUntil(clock.policy, calendar, at);
  const others = clock.agenda.filter(({ kind }) => kind !== 'ack-expired');
  const agenda = [...others, { kind: 'ack-expired' as const, index: 0, at: until }].sort(inOrder);
  const noted = note(clock, { what: 'withheld', at, by, until });
  const acknowledged: ClockState = { ...noted, ack: { by, at, until }, agenda, needsMore: clock.needsMore || needsMore };
  return clock.paused ? freeze(acknowledged, calendar, at) : acknowledged;
}
