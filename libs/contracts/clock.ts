import type { LayerVersion } from './calendar.ts';
import type { Duration } from './duration.ts';

/** Whom a rung or a notice is for. `lead` is the lead of the assignee's team, else the run's manager (handbook 4.3); `accountable` who is accountable for the task's step, else the run's manager. */
export type Target = { kind: 'assignee' } | { kind: 'lead' } | { kind: 'accountable' } | { kind: 'manager' } | { kind: 'admin' } | { kind: 'role'; role: string } | { kind: 'team'; team: string } | { kind: 'person'; person: string };

/** One rung: `after` counts from the breach. */
export interface Rung {
  after: Duration;
  to: Target[];
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
  ladder: Rung[];
  acknowledgeFor: Duration;
  /** Whether pausing the run stops this clock; by default working-time clocks stop and clock-time clocks run on. */
  stopsOnPause?: boolean;
}

/** The calendar version that a due time was computed with; `layers` where it is made of several. */
export interface CalendarUsed {
  calendarVersion: number;
  layers?: LayerVersion[];
}

/** Why the due instant is what it is: enough to redo the arithmetic. */
export type DueBasis =
  | ({ kind: 'policy'; from: number; duration: Duration } & CalendarUsed)
  /** `shift` is set when it was moved by a length of time from `from`, together with others. */
  | { kind: 'set'; by: string; at: number; reason: string; shift?: { from: number; duration: Duration; direction: 'later' | 'earlier' } }
  /** `atRiskMs` is what was left until at risk; zero or less when that had passed. */
  | ({ kind: 'resumed'; at: number; remainingMs: number; atRiskMs: number } & CalendarUsed);

export type DeadlineKind = 'remind-before' | 'at-risk' | 'breach' | 'remind-after' | 'rung' | 'ack-expired';
/** One instant of a clock's agenda. `index` counts within the kind. */
export interface Deadline {
  kind: DeadlineKind;
  index: number;
  at: number;
  /** Set when it was moved from where the policy puts it: `ms` (working or elapsed, as its duration counts) after `from`. 'paused': frozen, and `ms` is its gap when it resumes. */
  moved?: { why: 'outage' | 'acknowledged' | 'paused' | 'resumed' | 'skipped'; from: number; ms: number };
}

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
  /** Set while a person has acknowledged. */
  ack: { by: string; at: number; until: number } | null;
  /** Set while stopped by a pause: remaining working (or clock) ms until due; negative when already overdue. */
  paused: { at: number; remainingMs: number } | null;
  /** Set once and for all when the task is closed. */
  stoppedAt: number | null;
}
