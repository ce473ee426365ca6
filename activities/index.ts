import type { RunActivities } from '#contracts/process';
import type { ActivityDeps } from './deps.ts';
import { loadFactsActivity } from './run/load-facts.activity.ts';
import { readMetricsActivity } from './run/read-metrics.activity.ts';
import { recordEventsActivity } from './run/record-events.activity.ts';

export type { ActivityDeps, Committed } from './deps.ts';

/** The activities that runs call, over the given connections. */
export function createActivities(deps: ActivityDeps): RunActivities {
  return { recordEvents: recordEventsActivity(deps), loadFacts: loadFactsActivity(deps), readMetrics: readMetricsActivity(deps) };
}
