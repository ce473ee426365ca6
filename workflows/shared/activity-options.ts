import { proxyActivities } from '@temporalio/workflow';
import type { RunActivities } from '#contracts/process';

/**
 * Retried without end: an outage of the stores delays a run and never fails it (architecture.md, sentence 3). Retries add no
 * history, so an outage of days costs nothing.
 */
const retry = { initialInterval: '200 milliseconds', backoffCoefficient: 2, maximumInterval: '60 seconds' } as const;

/** One load and one statement, under a second even when busy: a worker that dies with it in hand holds up the lists for no longer than this. */
export const { recordEvents } = proxyActivities<RunActivities>({ startToCloseTimeout: '10 seconds', retry });
export const { loadFacts, readMetrics, pickPerson } = proxyActivities<RunActivities>({ startToCloseTimeout: '30 seconds', retry });
