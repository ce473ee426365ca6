import type { CalendarSlice } from '#contracts/calendar';
import type { ClockPolicy, ClockState, Deadline, Rung, Severity, Target } from '#contracts/clock';
import { explainClock, type DeadlineExplanation } from './explain.ts';
import { isEscalation, sameDeadline } from './deadlines.ts';
import { dueDeadlines, fire, nextDeadline } from './fire.ts';
import { holdOf, holdRung, type Hold } from './hold.ts';
import { startClock } from './plan.ts';

/** What a rehearsal needs to know: when the clock starts (epoch ms), on which calendar, and who is told and works when. */
export interface Rehearsal {
  policy: ClockPolicy;
  calendar: CalendarSlice;
  at: number;
  severity: Severity | null;
  peopleOf: (targets: readonly Target[]) => string[];
  calendarOf: (person: string) => CalendarSlice;
}

/** One thing that will come, when nobody does anything. Instants in epoch ms. */
export interface Rehearsed {
  kind: Deadline['kind'];
  index: number;
  /** Which repeat of its rung, from 1; 0 for everything else. */
  round: number;
  at: number;
  /** When it was first due, and for whose working time it waits from then on; null when nothing holds it. */
  held: (Hold & { due: number }) | null;
  to: Target[];
  people: string[];
  explained: Pick<DeadlineExplanation, 'steps' | 'countedFrom' | 'from' | 'duration'> | null;
}

/** A ladder with repeats may go on for long: more than this nobody reads. */
const MAX_LINES = 200;

/**
 * Plays a clock with the functions that a run uses, waking at each deadline's own time, while nobody acknowledges or finishes. `complete` is
 * false when the calendar did not reach, or there was more than anybody reads.
 */
export function rehearse(rehearsal: Rehearsal): { clock: ClockState; lines: Rehearsed[]; complete: boolean } {
  const { policy, calendar, at, severity } = rehearsal;
  const planned = startClock({ policy, calendar, at, severity });
  const lines: Rehearsed[] = [];
  const held = new Map<string, Hold & { due: number }>();
  let clock = planned;
  for (let next = nextDeadline(clock); next && lines.length < MAX_LINES; next = nextDeadline(clock)) {
    const deadline = dueDeadlines(clock, next.at)[0] ?? next;
    const rung = rungOf(clock, deadline);
    const hold = rung && holdOf(rung, rehearsal.peopleOf(rung.to), rehearsal.calendarOf, deadline.at);
    if (hold) {
      held.set(nameOf(deadline), { ...hold, due: deadline.at });
      clock = holdRung(clock, calendar, deadline, hold, deadline.at);
      continue;
    }
    lines.push(lineOf(clock, deadline, held.get(nameOf(deadline)) ?? null, rehearsal));
    held.delete(nameOf(deadline));
    clock = fire(clock, calendar, deadline, deadline.at);
  }
  return { clock: planned, lines, complete: !clock.needsMore && nextDeadline(clock) === null };
}

const nameOf = ({ kind, index }: Deadline): string => `${kind}/${index}`;
const rungOf = (clock: ClockState, deadline: Deadline): Rung | null => (isEscalation(deadline) ? (clock.policy.ladder[deadline.index] ?? null) : null);

function lineOf(clock: ClockState, deadline: Deadline, held: Rehearsed['held'], { calendar, peopleOf }: Rehearsal): Rehearsed {
  const { kind, index, at } = deadline;
  const to: Target[] = rungOf(clock, deadline)?.to ?? (kind === 'at-risk' || kind.startsWith('remind') || kind === 'breach' ? [{ kind: 'assignee' }] : []);
  const explained = explainClock(clock, calendar).deadlines.find((one) => sameDeadline(one, deadline)) ?? null;
  const round = kind === 'rung-repeat' ? (clock.told?.[index]?.count ?? 0) + 1 : 0;
  return { kind, index, round, at, held, to, people: peopleOf(to), explained: explained && { steps: explained.steps, countedFrom: explained.countedFrom, from: explained.from, duration: explained.duration } };
}
