import type { CalendarSlice } from '#contracts/calendar';
import type { ClockState, Deadline, RungFact } from '#contracts/clock';
import { addDuration } from '#domain/calendar/working-time';
import type { Reached, Step } from '#domain/calendar/reached';
import { unplanned } from './agenda.ts';
import type { Candidate } from './deadlines.ts';
import { candidates, isEscalation, sameDeadline } from './deadlines.ts';
import { computeAtRisk, computeDue } from './due.ts';
import type { ClockExplanation, DeadlineExplanation, DeadlineStatus } from './explanation.ts';
import { addGap, countsWorking, durationOf } from './gap.ts';
import { ladderKeyOf } from './rung-log.ts';

export type { ClockExplanation, DeadlineExplanation } from './explanation.ts';

/**
 * Does the clock's arithmetic again, with the functions that planned it, and notes each step. The slice must begin no later than the clock started;
 * on another version of the calendar than the stored one the result may differ, and `agrees` says so.
 */
export function explainClock(clock: ClockState, calendar: CalendarSlice): ClockExplanation {
  const { basis, policy } = clock;
  const steps: Step[] = [];
  const result = instant(computeDue(clock, calendar, steps));
  return {
    rule: ruleOf(clock),
    source: policy.source,
    setting: policy.setting ?? null,
    duration: basis.kind === 'policy' ? basis.duration : policy.due,
    calendar: {
      id: clock.calendarId,
      version: calendar.version,
      timeZone: calendar.timeZone,
      provisional: clock.provisional,
      usedVersion: basis.kind === 'set' ? null : basis.calendarVersion,
    },
    from: basis.kind === 'policy' ? basis.from : basis.kind === 'resumed' ? basis.at : null,
    remainingMs: basis.kind === 'resumed' ? basis.remainingMs : null,
    set: basis.kind === 'set' ? { by: basis.by, at: basis.at, reason: basis.reason, shift: basis.shift ?? null } : null,
    steps,
    result,
    dueAt: clock.dueAt,
    agrees: result === clock.dueAt,
    needsMore: clock.needsMore,
    breach: clock.breachedAt === null ? null : { at: clock.breachedAt, annulled: clock.breachAnnulled },
    ack: clock.ack,
    paused: clock.paused,
    stoppedAt: clock.stoppedAt,
    ladder: { key: ladderKeyOf(clock), severity: clock.severity ?? null },
    facts: clock.rungLog ?? [],
    deadlines: [...candidates(clock, calendar, true).map((candidate) => explainDeadline(clock, calendar, candidate)), ...explainAcknowledgement(clock, calendar)],
  };
}

const instant = (reached: Reached): number | null => ('at' in reached ? reached.at : null);

function ruleOf({ basis, policy }: ClockState): ClockExplanation['rule'] {
  if (basis.kind === 'set') return 'set-by-person';
  if (basis.kind === 'resumed') return 'resumed';
  return countsWorking(policy.due) ? 'working-time' : 'clock-time';
}

function explainDeadline(clock: ClockState, calendar: CalendarSlice, candidate: Candidate): DeadlineExplanation {
  const { kind, index } = candidate;
  const pending = clock.agenda.find((deadline) => sameDeadline(deadline, candidate));
  const steps = [...candidate.steps];
  if (kind === 'at-risk') computeAtRisk(clock, calendar, clock.dueAt, steps);
  const { status, reason } = standing(clock, calendar, candidate, pending);
  return {
    kind,
    index,
    countedFrom: candidate.countedFrom,
    from: candidate.from,
    direction: candidate.direction,
    duration: candidate.duration,
    share: kind === 'at-risk' ? clock.policy.atRiskShare : null,
    steps,
    result: instant(candidate.reached),
    moved: pending?.moved ? { ...pending.moved, steps: movedSteps(clock, calendar, pending) } : null,
    at: pending?.at ?? null,
    status,
    reason,
    firedAt: firedAt(clock, candidate, status),
    to: isEscalation(candidate) ? (clock.policy.ladder[index]?.to ?? []) : [],
    facts: kind === 'rung' ? factsOf(clock, index) : [],
  };
}

/** What came of a rung of the ladder in force; a telling on another ladder that stands for it is one of its facts. */
function factsOf(clock: ClockState, index: number): RungFact[] {
  const key = ladderKeyOf(clock);
  return (clock.rungLog ?? []).filter(({ what, ladder, rungs, at }) => (ladder === key && rungs.includes(index)) || (what === 'fired' && at === clock.rungsFired[index]));
}

type Standing = Pick<DeadlineExplanation, 'status' | 'reason'>;
function standing(clock: ClockState, calendar: CalendarSlice, candidate: Candidate, pending: Deadline | undefined): Standing {
  if (pending) return { status: statusOf(clock, pending), reason: null };
  // Judged as if long ago, so that what nothing forbade but is not on the agenda shows as planned too late.
  const obstacle = unplanned(clock, calendar, candidate, Number.NEGATIVE_INFINITY, []);
  if (obstacle === 'fired') return { status: wasEmpty(clock, candidate) ? 'skipped' : 'fired', reason: null };
  if (clock.stoppedAt !== null) return { status: 'will-not-fire', reason: 'closed' };
  return { status: 'will-not-fire', reason: obstacle ?? 'already-past' };
}

const wasEmpty = (clock: ClockState, { kind, index }: Candidate): boolean => kind === 'rung' && factsOf(clock, index).some(({ what }) => what === 'empty');

function statusOf(clock: ClockState, pending: Deadline): DeadlineStatus {
  if (clock.paused) return 'frozen';
  if (isEscalation(pending) && clock.ack) return 'withheld';
  return pending.moved?.why === 'held' && pending.moved.ms === 0 ? 'held' : 'pending';
}

function movedSteps(clock: ClockState, calendar: CalendarSlice, { moved, ...deadline }: Deadline): Step[] {
  const steps: Step[] = [];
  if (moved) addGap(calendar, durationOf(clock.policy, deadline), moved.from, moved.ms, steps);
  return steps;
}

function firedAt(clock: ClockState, { kind, index }: Candidate, status: DeadlineStatus): number | null {
  if (status !== 'fired' && status !== 'skipped') return null;
  if (kind === 'rung') return clock.rungsFired[index] ?? null;
  return kind === 'breach' ? clock.breachedAt : null;
}

/** The end of the acknowledgement in force. */
function explainAcknowledgement(clock: ClockState, calendar: CalendarSlice): DeadlineExplanation[] {
  const pending = clock.agenda.find(({ kind }) => kind === 'ack-expired');
  if (!clock.ack || !pending) return [];
  const steps: Step[] = [];
  const result = instant(addDuration(calendar, clock.ack.at, clock.policy.acknowledgeFor, steps));
  const moved = pending.moved ? { ...pending.moved, steps: movedSteps(clock, calendar, pending) } : null;
  const status = statusOf(clock, pending);
  const counted = { countedFrom: 'acknowledgement', from: clock.ack.at, direction: 'after', duration: clock.policy.acknowledgeFor, share: null } as const;
  return [{ kind: 'ack-expired', index: 0, ...counted, steps, result, moved, at: pending.at, status, reason: null, firedAt: null, to: [], facts: [] }];
}
