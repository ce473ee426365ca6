import type { ClockState, Deadline, DeadlineKind, LadderKey, RungFact, Target } from '#contracts/clock';
import type { Duration } from '#contracts/duration';
import type { Step } from '#domain/calendar/reached';
import type { Unplanned } from './agenda.ts';
import type { Candidate } from './deadlines.ts';

/** Where a deadline stands. `withheld`: a person acknowledged; `held`: nobody whom it tells is at work; `frozen`: the run is paused; `skipped`: it reached nobody. */
export type DeadlineStatus = 'pending' | 'withheld' | 'held' | 'frozen' | 'fired' | 'skipped' | 'will-not-fire';

/** One reminder, warning, breach or rung: what it counts from, the arithmetic, and what came or will come of it. */
export interface DeadlineExplanation {
  kind: DeadlineKind;
  index: number;
  countedFrom: Candidate['countedFrom'] | 'acknowledgement';
  from: number;
  direction: 'before' | 'after';
  duration: Duration | null;
  /** Share of the working or elapsed time, for at risk. */
  share: number | null;
  steps: Step[];
  /** Where the policy puts it (epoch ms); null when the calendar does not reach. */
  result: number | null;
  /** Why and from when it was moved from there, with that arithmetic. */
  moved: (NonNullable<Deadline['moved']> & { steps: Step[] }) | null;
  /** When it will fire; null when it will not or already did. */
  at: number | null;
  status: DeadlineStatus;
  /** Why it will not fire. */
  reason: Exclude<Unplanned, 'fired'> | 'closed' | null;
  /** When it fired, where the clock keeps that: rungs and the breach. */
  firedAt: number | null;
  /** Whom a rung tells. */
  to: Target[];
  /** What came of a rung so far, oldest first: the stored answer to why it did or did not fire. */
  facts: RungFact[];
}

/** Why a task is due when it is: language-free, for `GET /tasks/:id/why`. Instants in epoch ms. */
export interface ClockExplanation {
  rule: 'working-time' | 'clock-time' | 'set-by-person' | 'resumed';
  /** Handbook section of the rule, and the playbook setting it came from. */
  source: string;
  setting: string | null;
  duration: Duration;
  /** Of the calendar at hand; `usedVersion` is the one the stored due time was computed with, null where none was. */
  calendar: { id: string; version: number; timeZone: string; provisional: boolean; usedVersion: number | null };
  /** What the due time counts from; null when a person set it. */
  from: number | null;
  /** Ms that were left when the run went on, for a resumed clock. */
  remainingMs: number | null;
  /** `shift`: it was moved by a length of time from an instant, together with others. */
  set: { by: string; at: number; reason: string; shift: { from: number; duration: Duration; direction: 'later' | 'earlier' } | null } | null;
  steps: Step[];
  /** What the arithmetic comes to, null when the calendar does not reach; `agrees` says whether that is the stored `dueAt`. */
  result: number | null;
  dueAt: number;
  agrees: boolean;
  needsMore: boolean;
  breach: { at: number; annulled: boolean } | null;
  ack: ClockState['ack'];
  paused: ClockState['paused'];
  stoppedAt: number | null;
  /** Which ladder is in force, and what chose it. */
  ladder: { key: LadderKey; severity: NonNullable<ClockState['severity']> | null };
  /** Everything that came of rungs, those of other ladders too. */
  facts: RungFact[];
  deadlines: DeadlineExplanation[];
}
