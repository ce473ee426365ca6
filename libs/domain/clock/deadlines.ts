import type { CalendarSlice } from '#contracts/calendar';
import type { ClockPolicy, ClockState, Deadline, DeadlineKind } from '#contracts/clock';
import type { Duration } from '#contracts/duration';
import type { Reached, Step } from '#domain/calendar/reached';
import { addDuration, subtractDuration } from '#domain/calendar/working-time';

/** A deadline as the policy puts it, before anything that has happened is looked at. */
export interface Candidate {
  kind: DeadlineKind;
  index: number;
  countedFrom: 'start' | 'due' | 'breach' | 'previous-reminder' | 'last-told';
  from: number;
  direction: 'before' | 'after';
  /** Null for the instants that are no duration away: at risk (a share), the breach, the reminder at due. */
  duration: Duration | null;
  reached: Reached;
  steps: Step[];
}

/** Order of deadlines that share an instant: a breach comes before what counts from it. */
const RANK: Record<DeadlineKind, number> = { 'remind-before': 0, 'at-risk': 1, breach: 2, 'remind-after': 3, 'ack-expired': 4, rung: 5, 'rung-repeat': 6 };
export const inOrder = (a: Deadline, b: Deadline): number => a.at - b.at || RANK[a.kind] - RANK[b.kind] || a.index - b.index;

export const sameDeadline = (a: Pick<Deadline, 'kind' | 'index'>, b: Pick<Deadline, 'kind' | 'index'>): boolean => a.kind === b.kind && a.index === b.index;

/** Rungs and their repeats: what an acknowledgement withholds. */
export const isEscalation = ({ kind }: Pick<Deadline, 'kind'>): boolean => kind === 'rung' || kind === 'rung-repeat';

/** Whether a reminder, at risk or the breach fired in this epoch; rungs and their repeats have a memory of their own, kept through due changes. */
export function hasFired(clock: ClockState, kind: DeadlineKind, index: number): boolean {
  if (kind === 'rung') return String(index) in clock.rungsFired;
  if (kind === 'rung-repeat') return (clock.told?.[index]?.count ?? 0) >= (clock.policy.ladder[index]?.repeat?.max ?? 0);
  return (clock.firedInEpoch ?? []).includes(`${kind}:${index}`);
}

const ANNULLED = 'annulled:0';
/** Whether the breach of this epoch was annulled: what was to follow it does not come back. */
export const isAnnulled = (clock: ClockState): boolean => (clock.firedInEpoch ?? []).includes(ANNULLED);
export const markAnnulled = (clock: ClockState): ClockState => ({ ...clock, firedInEpoch: [...(clock.firedInEpoch ?? []), ANNULLED] });

/** Every deadline of the policy for these instants, with its arithmetic when `explained`. Acknowledgements are no policy's and are not here. */
export function candidates(clock: Pick<ClockState, 'policy' | 'startedAt' | 'dueAt' | 'atRiskAt' | 'told'>, calendar: CalendarSlice, explained = false): Candidate[] {
  const { policy, startedAt, dueAt, atRiskAt } = clock;
  const fixed = (at: number): Reached => ({ at, provisional: false });
  const sink = (): Step[] | undefined => (explained ? [] : undefined);
  const make = (candidate: Omit<Candidate, 'reached' | 'steps'>, compute: (steps?: Step[]) => Reached): Candidate => {
    const steps = sink();
    const reached = compute(steps);
    return { ...candidate, reached, steps: steps ?? [] };
  };
  return [
    ...policy.remindBefore.map((duration, index) =>
      make({ kind: 'remind-before', index, countedFrom: 'due', from: dueAt, direction: 'before', duration }, (steps) =>
        subtractDuration(calendar, dueAt, duration, steps),
      ),
    ),
    make({ kind: 'at-risk', index: 0, countedFrom: 'start', from: startedAt, direction: 'after', duration: null }, () => fixed(atRiskAt)),
    make({ kind: 'breach', index: 0, countedFrom: 'due', from: dueAt, direction: 'after', duration: null }, () => fixed(dueAt)),
    ...(policy.remindAtDue ? [make({ kind: 'remind-after', index: 0, countedFrom: 'due', from: dueAt, direction: 'after', duration: null }, () => fixed(dueAt))] : []),
    ...overdueReminders(policy, dueAt, calendar, explained),
    ...policy.ladder.map(({ after: duration }, index) =>
      make({ kind: 'rung', index, countedFrom: 'breach', from: dueAt, direction: 'after', duration }, (steps) => addDuration(calendar, dueAt, duration, steps)),
    ),
    ...repeats(clock, calendar, explained),
  ];
}

/** The next repeat of each rung that fired: counted from when it was last told, or from a due time that has moved past that. */
export function repeats({ policy, told, dueAt }: Pick<ClockState, 'policy' | 'dueAt' | 'told'>, calendar: CalendarSlice, explained = false): Candidate[] {
  return Object.entries(told ?? {}).flatMap(([key, { count, last }]) => {
    const repeat = policy.ladder[Number(key)]?.repeat;
    if (!repeat || count >= repeat.max) return [];
    const steps: Step[] = [];
    const from = Math.max(last, dueAt);
    const reached = addDuration(calendar, from, repeat.every, explained ? steps : undefined);
    return [{ kind: 'rung-repeat', index: Number(key), countedFrom: from === last ? 'last-told' : 'due', from, direction: 'after', duration: repeat.every, reached, steps } satisfies Candidate];
  });
}

/** The overdue reminders, 1 to max, each counted from the one before (the first from the due time). */
function overdueReminders({ remindAfter }: ClockPolicy, dueAt: number, calendar: CalendarSlice, explained: boolean): Candidate[] {
  if (!remindAfter) return [];
  const reminders: Candidate[] = [];
  let from: Reached = { at: dueAt, provisional: false };
  for (let index = 1; index <= remindAfter.max && 'at' in from; index += 1) {
    const steps: Step[] = [];
    const reached: Reached = addDuration(calendar, from.at, remindAfter.every, explained ? steps : undefined);
    const countedFrom = index === 1 ? 'due' : 'previous-reminder';
    reminders.push({ kind: 'remind-after', index, countedFrom, from: from.at, direction: 'after', duration: remindAfter.every, reached, steps });
    from = reached;
  }
  return reminders;
}
