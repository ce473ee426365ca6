import { proxyActivities } from '@temporalio/workflow';
import type { RunActivities } from '#contracts/process';

/**
 * Retried without end: an outage of the stores delays a run and never fails it (architecture.md, sentence 3). Retries add no
 * history, so an outage of days costs nothing.
 */
export const { recordEvents, loadFacts, readMetrics } = proxyActivities<RunActivities>({
  startToCloseTimeout: '30 seconds',
  retry: { initialInterval: '200 milliseconds', backoffCoefficient: 2, maximumInterval: '60 seconds' },
});
