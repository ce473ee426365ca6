import { ApplicationFailure } from '@temporalio/activity';
import type { EventBatch, RecordResult } from '#contracts/events';
import { RecordError } from '#persistence/record/failures';
import { recordBatch } from '#persistence/record/record-batch';
import type { ActivityDeps } from '../deps.ts';
import { runAfterCommit } from './after-commit.ts';

/**
 * The one activity a run speaks through. A gap or another cause under a known number is an alarm and a retryable failure of
 * that type: the run waits, an operator repairs (docs/runbook.md, "Events do not fit"; `npm run repair -- <run>`).
 */
export function recordEventsActivity(deps: ActivityDeps): (batch: EventBatch) => Promise<RecordResult> {
  const now = deps.now ?? Date.now;
  return async (batch) => {
    try {
      const { result, deliveryIds } = await recordBatch(deps.pool, batch, now);
      await runAfterCommit(deps, { runId: batch.runId, deliveryIds });
      return result;
    } catch (error) {
      if (!(error instanceof RecordError)) throw error;
      deps.logger.error({ alarm: error.type !== 'RecordContention', err: error, runId: error.runId, n: error.n }, 'events do not fit what is stored');
      throw ApplicationFailure.create({ type: error.type, message: error.message, cause: error, nonRetryable: false });
    }
  };
}
