import { WorkflowIdConflictPolicy, WorkflowIdReusePolicy, WorkflowNotFoundError, type Client } from '@temporalio/client';
import type { Pool } from 'pg';
import { SCHEDULE_TYPE, scheduleWorkflowId, TASK_QUEUES } from '#contracts/names';
import { CHANGED_SIGNAL, type ScheduleInput } from '#contracts/schedule';
import { findSchedule } from '#persistence/repositories/schedules';
import { settledUpTo } from '#persistence/repositories/schedule-occurrences';

const DEADLINE_MS = 2_500;

/**
 * Brings a schedule's change to its series workflow, starting one where there is none, and notes that it did. Safe to repeat. True when it is told; false
 * for a Temporal that is away, whatever the reason: the sweep tries again.
 */
export async function tellSeries(client: Client, pool: Pool, id: string): Promise<boolean> {
  const schedule = await findSchedule(pool, id);
  if (!schedule) return true;
  try {
    if (schedule.state === 'deleted') await signal(client, id);
    else await startOrSignal(client, id, await settledUpTo(pool, id));
  } catch {
    return false;
  }
  await pool.query('UPDATE schedule SET told_revision = $2 WHERE id = $1 AND told_revision < $2', [id, schedule.revision]);
  return true;
}

function startOrSignal(client: Client, scheduleId: string, after: number): Promise<unknown> {
  const input: ScheduleInput = { scheduleId, after };
  return client.withDeadline(Date.now() + DEADLINE_MS, () =>
    client.workflow.signalWithStart(SCHEDULE_TYPE, {
      workflowId: scheduleWorkflowId(scheduleId),
      taskQueue: TASK_QUEUES.runs,
      args: [input],
      signal: CHANGED_SIGNAL,
      workflowIdConflictPolicy: WorkflowIdConflictPolicy.USE_EXISTING,
      workflowIdReusePolicy: WorkflowIdReusePolicy.ALLOW_DUPLICATE,
    }),
  );
}

/** The series of a deleted schedule ends by reading that; one that is gone has ended. */
async function signal(client: Client, scheduleId: string): Promise<void> {
  try {
    await client.withDeadline(Date.now() + DEADLINE_MS, () => client.workflow.getHandle(scheduleWorkflowId(scheduleId)).signal(CHANGED_SIGNAL));
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
  }
}

/** Whether the series workflow is there and open. @throws when Temporal is away */
export async function seriesRuns(client: Client, scheduleId: string): Promise<boolean> {
  try {
    const { status } = await client.withDeadline(Date.now() + DEADLINE_MS, () => client.workflow.getHandle(scheduleWorkflowId(scheduleId)).describe());
    return status.name === 'RUNNING';
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}
