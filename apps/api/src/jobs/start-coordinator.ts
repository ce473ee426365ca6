import type { Client } from '@temporalio/client';
import { WorkflowExecutionAlreadyStartedError, WorkflowIdConflictPolicy, WorkflowIdReusePolicy } from '@temporalio/client';
import type { Pool } from 'pg';
import type { CoordinatorInput } from '#contracts/jobs';
import { COORDINATOR_TYPE, jobWorkflowId, TASK_QUEUES } from '#contracts/names';

const DEADLINE_MS = 2_500;

/** Starts a job's coordinator and notes that it did, or could not. Safe to repeat; true when it runs. Never throws for a Temporal that is away. */
export async function startCoordinator(client: Client, pool: Pool, input: CoordinatorInput, now: () => number): Promise<boolean> {
  try {
    await client.withDeadline(Date.now() + DEADLINE_MS, () =>
      client.workflow.start(COORDINATOR_TYPE, {
        workflowId: jobWorkflowId(input.jobId),
        taskQueue: TASK_QUEUES.runs,
        args: [input],
        workflowIdConflictPolicy: WorkflowIdConflictPolicy.USE_EXISTING,
        workflowIdReusePolicy: WorkflowIdReusePolicy.REJECT_DUPLICATE,
      }),
    );
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) {
      await pool.query('UPDATE job SET tries = tries + 1, last_error = $2 WHERE id = $1', [input.jobId, String(error).slice(0, 500)]);
      return false;
    }
  }
  await pool.query('UPDATE job SET started_at = $2, last_error = NULL WHERE id = $1 AND started_at IS NULL', [input.jobId, now()]);
  return true;
}
