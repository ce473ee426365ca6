import type { CalendarSlice } from '#contracts/calendar';
import type { ClockPolicy, ClockState, DueBasis } from '#contracts/clock';
import { planAgenda, planFromBasis } from './agenda.ts';
import { hasFired } from './deadlines.ts';
import { canRecompute, computeAtRisk, dueKnown } from './due.ts';
import { countsWorking, freeze, gapBetween } from './gap.ts';
import { note } from './rung-log.ts';
import { ontoLadder, policyFor } from './severity.ts';

/** Who put the clock under another policy, and why; kept where the due time can no longer follow from a policy. */
export interface Mover {
  by: string;
  reason: string;
}

/**
 * A live clock under another policy, as of `now` (epoch ms): a run has moved to another version of its playbook. What fired stays fired and fires
 * no second time; whoever a rung told stays told, on whichever rung of the new ladder. What the new policy still has to come is planned, at once
 * where its time has passed. A due time that is breached, or that people set, stands; one that would move from ahead into the past stands too, for
 * nobody can keep a promise made backwards. What was left after a pause is kept as it was. The same object when nothing changes.
 */
export function repolicyClock(clock: ClockState, given: ClockPolicy, calendar: CalendarSlice, now: number, mover: Mover): ClockState {
  const policy = policyFor(given, clock.severity?.level ?? null);
  if (clock.stoppedAt !== null || JSON.stringify(policy) === JSON.stringify(clock.policy)) return clock;
  const timed = retimed(clock, { ...policy, ladder: clock.policy.ladder }, calendar, now, mover);
  return ontoLadder(timed, policy, calendar, { what: 'version-changed', at: now });
}

/** Due time, warnings and reminders of the policy; its ladder is another matter. */
function retimed(clock: ClockState, policy: ClockPolicy, calendar: CalendarSlice, now: number, mover: Mover): ClockState {
  if (!clock.paused) return repolicyLive(clock, policy, calendar, now, mover);
  const { at, remainingMs } = clock.paused;
  const planned = repolicyLive({ ...clock, paused: null }, policy, calendar, at, mover);
  const stands = (planned.dueAt === clock.dueAt && sameKind(clock.policy, policy)) || !dueKnown(planned);
  return { ...freeze(planned, calendar, at), paused: { at, remainingMs: stands ? remainingMs : gapBetween(calendar, policy.due, at, planned.dueAt) } };
}

const sameKind = (a: ClockPolicy, b: ClockPolicy): boolean => countsWorking(a.due) === countsWorking(b.due);

function repolicyLive(clock: ClockState, policy: ClockPolicy, calendar: CalendarSlice, now: number, mover: Mover): ClockState {
  const { basis } = clock;
  const under: ClockState = { ...clock, policy };
  if (basis.kind !== 'policy' || hasFired(clock, 'breach', 0)) return standing(under, standingBasis(clock, policy, now, mover), calendar, now);
  const renewed: ClockState = { ...under, basis: { ...basis, duration: policy.due } };
  if (!canRecompute(renewed, calendar)) return standing(under, basis, calendar, now);
  const planned = planFromBasis(renewed, calendar, now, clock.agenda);
  if (planned.dueAt === clock.dueAt && dueKnown(planned)) return planned;
  if (dueKnown(planned) && planned.dueAt <= now && clock.dueAt > now) return standing(under, basis, calendar, now);
  return planFromBasis({ ...note(renewed, { what: 'due-moved', at: now, by: mover.by }), epoch: clock.epoch + 1, firedInEpoch: [] }, calendar, now, clock.agenda.filter(({ kind }) => kind === 'ack-expired'));
}

/** A rest of time counts as the policy's due time does: where that changes between working and elapsed time, the instant itself is what was promised. */
function standingBasis({ basis, policy: old }: ClockState, policy: ClockPolicy, now: number, { by, reason }: Mover): DueBasis {
  return basis.kind === 'resumed' && !sameKind(old, policy) ? { kind: 'set', by, at: now, reason } : basis;
}

/** The due time stays where it is; warnings, reminders and rungs are the new policy's. */
function standing(clock: ClockState, basis: DueBasis, calendar: CalendarSlice, now: number): ClockState {
  const kept = { ...clock, basis };
  if (!dueKnown(clock)) return planFromBasis(kept, calendar, now, clock.agenda);
  const atRisk = computeAtRisk(kept, calendar, clock.dueAt);
  const atRiskAt = basis.kind === 'resumed' || !('at' in atRisk) ? clock.atRiskAt : Math.min(atRisk.at, clock.dueAt);
  return planAgenda({ ...kept, atRiskAt }, calendar, now, clock.agenda);
}
