import type { CalendarSlice } from './calendar.ts';
import type { Recurrence } from './playbook.ts';

/** A schedule starts runs of a playbook on a recurrence. Its series workflow says when; the API starts, by the same path as a person's start (docs/adr/0020). */
export const SCHEDULE_STATES = ['active', 'paused', 'deleted'] as const;
export type ScheduleState = (typeof SCHEDULE_STATES)[number];

/** When the run before is still open: skip this occurrence, keep one for when it has closed, start beside it, or cancel it first. */
export const OVERLAP_POLICIES = ['skip', 'buffer-one', 'allow', 'cancel-earlier'] as const;
export type OverlapPolicy = (typeof OVERLAP_POLICIES)[number];

/** Which of the occurrences that an outage missed are started afterwards: all or the latest of those no older than the window, or none. */
export const CATCH_UP_POLICIES = ['all', 'latest', 'none'] as const;
export interface CatchUp {
  policy: (typeof CATCH_UP_POLICIES)[number];
  windowMs: number;
}

/**
 * What became of an occurrence. `due`: its run is to be started; `buffered`: it waits for the run before; `started`; `skipped` because that run was
 * open; `missed` in an outage and not caught up; `failed`: the start was refused.
 */
export const OCCURRENCE_STATES = ['due', 'buffered', 'started', 'skipped', 'missed', 'failed'] as const;
export type OccurrenceState = (typeof OCCURRENCE_STATES)[number];

/** What the series workflow needs of its schedule. Instants in epoch ms. */
export interface ScheduleFacts {
  state: ScheduleState;
  revision: number;
  recurrence: Recurrence;
  catchUp: CatchUp;
  /** Occurrences up to this instant are none of its business: it was made, resumed or changed then. */
  countsFrom: number;
  calendar: CalendarSlice;
}
/** What the series workflow says of an occurrence. */
export interface JudgedOccurrence {
  at: number;
  state: 'due' | 'missed';
}

/** The activities of series workflows. They write no read table: occurrences are the schedule's own rows. */
export interface ScheduleActivities {
  /** The schedule as it is now; a calendar from before `after` through `until`. A schedule that is not there answers as deleted. */
  loadSchedule(request: { scheduleId: string; after: number; until: number }): Promise<ScheduleFacts>;
  /** Notes occurrences, each once, and when the next one comes (null: none in sight). Safe to repeat. */
  noteOccurrences(request: { scheduleId: string; revision: number; countsFrom: number; occurrences: JudgedOccurrence[]; next: number | null }): Promise<void>;
}

/** Argument of a series workflow: a new one, or one carried over. Occurrences up to `after` (epoch ms) are settled. */
export interface ScheduleInput {
  scheduleId: string;
  after: number;
}
/** The schedule or its calendar has changed: the series reads it again. */
export const CHANGED_SIGNAL = 'changed';
