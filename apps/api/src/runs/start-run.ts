import type { Client } from '@temporalio/client';
import { WorkflowExecutionAlreadyStartedError, WorkflowIdConflictPolicy, WorkflowIdReusePolicy } from '@temporalio/client';
import type { Pool } from 'pg';
import { runWorkflowId, TASK_QUEUES, WORKFLOW_TYPES } from '#contracts/names';
import type { RunInput } from '#contracts/process';

const DEADLINE_MS = 2_500;

/** Workflow type of a playbook's process, or null when this release has none of that name. */
export function workflowTypeOf(process: string): string | null {
  return Object.values<string>(WORKFLOW_TYPES).includes(process) ? process : null;
}

/**
 * Starts the run's workflow and notes that it did, or that it could not. Safe to repeat: "already started" is success.
 * True when it is started; never throws for a Temporal that is away.
 */
export async function startRun(client: Client, pool: Pool, input: RunInput, now: () => number): Promise<boolean> {
  try {
    await client.withDeadline(Date.now() + DEADLINE_MS, () =>
      client.workflow.start(workflowTypeOf(input.definition.process)!, {
        workflowId: runWorkflowId(input.runId),
        taskQueue: TASK_QUEUES.runs,
        args: [input],
        workflowIdConflictPolicy: WorkflowIdConflictPolicy.USE_EXISTING,
        workflowIdReusePolicy: WorkflowIdReusePolicy.REJECT_DUPLICATE,
      }),
    );
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) {
      await pool.query('UPDATE run_start SET tries = tries + 1, last_error = $2 WHERE run_id = $1', [input.runId, String(error).slice(0, 500)]);
      return false;
    }
  }
  await pool.query('UPDATE run_start SET started_at = $2, last_error = NULL WHERE run_id = $1 AND started_at IS NULL', [input.runId, now()]);
  return true;
}
