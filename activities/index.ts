import type { RunActivities } from '#contracts/process';
import type { JobActivities } from '#contracts/jobs';
import type { ScheduleActivities } from '#contracts/schedule';
import type { ActivityDeps } from './deps.ts';
import { closeJobActivity } from './jobs/close-job.activity.ts';
import { driveJobItemsActivity } from './jobs/drive-job-items.activity.ts';
import { planJobActivity } from './jobs/plan-job.activity.ts';
import { loadFactsActivity } from './run/load-facts.activity.ts';
import { pickPersonActivity } from './run/pick-person.activity.ts';
import { readMetricsActivity } from './run/read-metrics.activity.ts';
import { recordEventsActivity } from './run/record-events.activity.ts';
import { loadScheduleActivity } from './schedule/load-schedule.activity.ts';
import { noteOccurrencesActivity } from './schedule/note-occurrences.activity.ts';

export type { ActivityDeps, Committed } from './deps.ts';

/** The activities that runs and coordinators call, over the given connections. */
export function createActivities(deps: ActivityDeps): RunActivities & JobActivities & ScheduleActivities {
  return {
    recordEvents: recordEventsActivity(deps),
    loadFacts: loadFactsActivity(deps),
    readMetrics: readMetricsActivity(deps),
    pickPerson: pickPersonActivity(deps),
    loadSchedule: loadScheduleActivity(deps),
    noteOccurrences: noteOccurrencesActivity(deps),
    planJob: planJobActivity(deps),
    driveJobItems: driveJobItemsActivity(deps),
    closeJob: closeJobActivity(deps),
  };
}
