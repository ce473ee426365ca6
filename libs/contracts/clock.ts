import type { LayerVersion } from './calendar.ts';
import type { Duration } from './duration.ts';

/** Whom a rung or a notice is for. `lead` is the lead of the assignee's team, else the run's manager (handbook 4.3); `accountable` who is accountable for the task's step, else the run's manager. */
export type Target = { kind: 'assignee' } | { kind: 'lead' } | { kind: 'accountable' } | { kind: 'manager' } | { kind: 'admin' } | { kind: 'role'; role: string } | { kind: 'team'; team: string } | { kind: 'person'; person: string };

/** How grave a thing is: 1 is the most severe (handbook 6.3). */
export const SEVERITIES = [1, 2, 3, 4] as const;
export type Severity = (typeof SEVERITIES)[number];

/** One rung: `after` counts from the breach. */
export interface Rung {
  after: Duration;
  to: Target[];
  /** `working`: held until somebody whom it tells is at work. Absent means it is not held. */
  hold?: 'none' | 'working';
  /** Told again every so often until somebody acknowledges, at most `max` times more. */
  repeat?: { every: Duration; max: number };
}

/** A ladder as a policy holds it: its rungs, and how long an acknowledgement lasts on it. */
export interface Ladder {
  ladder: Rung[];
  acknowledgeFor: Duration;
}

/** How a clock reminds, warns and escalates: playbook data. `source` is the handbook section. */
export interface ClockPolicy {
  due: Duration;
  source: string;
  /** The playbook setting that the due time came from, shown by "why". */
  setting?: string;
  atRiskShare: number;
  remindBefore: Duration[];
  remindAtDue: boolean;
  remindAfter: { every: Duration; max: number } | null;
  /** The ladder in force. */
  ladder: Rung[];
  acknowledgeFor: Duration;
  /** Ladders by severity, and the one for all others as `default`; absent when severity makes no difference. */
  variants?: Partial<Record<LadderKey, Ladder>>;
  /** Whether pausing the run stops this clock; by default working-time clocks stop and clock-time clocks run on. */
  stopsOnPause?: boolean;
}

/** The calendar version that a due time was computed with; `layers` where it is made of several. */
export interface CalendarUsed {
  calendarVersion: number;
  layers?: LayerVersion[];
}
export type LadderKey = 'default' | `${Severity}`;

/** Why the due instant is what it is: enough to redo the arithmetic. */
export type DueBasis =
  | ({ kind: 'policy'; from: number; duration: Duration } & CalendarUsed)
  /** `shift` is set when it was moved by a length of time from `from`, together with others. */
  | { kind: 'set'; by: string; at: number; reason: string; shift?: { from: number; duration: Duration; direction: 'later' | 'earlier' } }
  /** `atRiskMs` is what was left until at risk; zero or less when that had passed. */
  | ({ kind: 'resumed'; at: number; remainingMs: number; atRiskMs: number } & CalendarUsed);

export type DeadlineKind = 'remind-before' | 'at-risk' | 'breach' | 'remind-after' | 'rung' | 'rung-repeat' | 'ack-expired';
/** One instant of a clock's agenda. `index` counts within the kind; a repeat has its rung's. */
export interface Deadline {
  kind: DeadlineKind;
  index: number;
  at: number;
  /** Set when it was moved from where the policy puts it: `ms` (working or elapsed, as its duration counts) after `from`. 'paused': frozen, and `ms` is its gap when it resumes. */
  moved?: { why: 'outage' | 'acknowledged' | 'paused' | 'resumed' | 'skipped' | 'held'; from: number; ms: number };
}

/** Something that came of rungs, kept for ever: the stored answer to "why did this (not) fire". That a closed task stopped them is `stoppedAt`. */
export interface RungFact {
  what: 'fired' | 'repeated' | 'held' | 'withheld' | 'ack-expired' | 'empty' | 'annulled' | 'due-moved' | 'paused' | 'resumed' | 'severity-changed' | 'version-changed';
  /** Epoch ms at which it came about. */
  at: number;
  /** Which rungs of which ladder, by index. */
  ladder: LadderKey;
  rungs: number[];
  epoch: number;
  /** When the rung was due (fired, repeated, held). */
  due?: number;
  /** Until when it is held back (held, withheld). */
  until?: number;
  /** Who acknowledged or moved the due time; for `held`, whose working time it waits for. */
  by?: string;
  /** Calendar of that person. */
  calendarId?: string;
  /** Which repeat, from 1, and of the rung that fired when (epoch ms). */
  round?: number;
  of?: number;
  /** Whom it told (fired). */
  to?: Target[];
}
/** A clock remembers so many facts; the oldest but those of rungs that fired give way, and the run's events keep them all. */
export const MAX_RUNG_FACTS = 80;

/** A clock as the run keeps it and as the task row shows it. All instants in epoch ms. */
export interface ClockState {
  policy: ClockPolicy;
  calendarId: string;
  /** Whose calendar that is: whoever the task opened for. Absent when it counts by the playbook's. */
  countsFor?: string;
  basis: DueBasis;
  startedAt: number;
  dueAt: number;
  atRiskAt: number;
  /** True when the computation used a year without official holiday data. */
  provisional: boolean;
  /** True when the slice at hand did not reach: re-planned as soon as the run holds more of the calendar. */
  needsMore: boolean;
  /** Raised when the due time moves, so that an old reminder can never match. */
  epoch: number;
  /** Everything that is still to come, ascending by `at`; what fires is taken out. Made whenever the clock is planned, so that looking at it costs nothing. */
  agenda: Deadline[];
  /** Reminders, at risk and breach that have fired in this epoch, as `kind:index`, and `annulled:0` once its breach was annulled; absent means none. */
  firedInEpoch?: string[];
  /** The due instant that was breached, kept for ever; null while none was. */
  breachedAt: number | null;
  breachAnnulled: boolean;
  /** Rungs that have fired or were skipped, by index, with when. Kept through due changes. */
  rungsFired: Record<string, number>;
  /** How often each rung that fired was told again, and when it was last told; absent means no rung repeats. */
  told?: Record<string, { count: number; last: number }>;
  /** What came of the rungs; absent in clocks of earlier releases. */
  rungLog?: RungFact[];
  /** Which severity chose the ladder, and whether it is the task's own or its run's; absent means none. */
  severity?: { level: Severity; of: 'run' | 'task' } | null;
  /** Set while a person has acknowledged. */
  ack: { by: string; at: number; until: number } | null;
  /** Set while stopped by a pause: remaining working (or clock) ms until due; negative when already overdue. */
  paused: { at: number; remainingMs: number } | null;
  /** Set once and for all when the task is closed. */
  stoppedAt: number | null;
}
