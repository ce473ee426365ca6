import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { Client, WorkflowHandle } from '@temporalio/client';
import type { Pool } from 'pg';
import { createActivities } from '#activities/index';
import type { Command, CommandAnswer } from '#contracts/commands';
import { runWorkflowId, TASK_QUEUES, WORKFLOW_TYPES } from '#contracts/names';
import type { RunFacts, RunInput } from '#contracts/process';
import { compilePlaybook } from '#domain/playbook/compile';
import { demoId } from '#persistence/seed/demo';
import { createLogger } from '#platform/logger';
import { loadPlaybook } from '#platform/playbooks/load';
import type { Loop, Measured } from './load.ts';
import { TASKS } from './names.ts';
import { RunWatch } from './run-watch.ts';

const HORIZON_MS = 90 * 24 * 3_600_000;
const manager = demoId('manager');
const ops = demoId('ops');

/**
 * Plays one `taskChain` run: starts it with what the API would hand over, and completes each task by its Update as soon as the
 * read tables show it, since nobody can complete what no inbox shows. `started` hears its workflow id.
 */
export async function ourLoop({ root, client, pool }: { root: string; client: Client; pool: Pool }, started: (workflowId: string) => void): Promise<Loop> {
  const definition = compilePlaybook(await loadPlaybook(path.join(root, 'playbooks/task-chain/playbook.yaml')), {});
  const activities = createActivities({ pool, logger: createLogger('bench', 'silent') });
  const facts = await activities.loadFacts({ runId: randomUUID(), roles: ['ops'], teams: [], people: [], calendars: [definition.calendarId], until: Date.now() + HORIZON_MS });
  const watch = new RunWatch(pool);
  return async (into) => {
    const input = inputOf(definition, facts);
    const handle = await client.workflow.start(WORKFLOW_TYPES.taskChain, { workflowId: runWorkflowId(input.runId), taskQueue: TASK_QUEUES.runs, args: [input] });
    started(handle.workflowId);
    for (let task = 0; task < TASKS; task += 1) {
      const answer = await complete(handle, await watch.openTask(input.runId), into);
      const answered = performance.now();
      await watch.reached(input.runId, answer.eventNumber);
      into.readableMs.push(performance.now() - answered);
    }
  };
}

async function complete(handle: WorkflowHandle, taskId: string, into: Measured): Promise<CommandAnswer> {
  const command: Command<'completeTask'> = {
    id: randomUUID(), name: 'completeTask', actor: ops, asManager: false, receivedAt: Date.now(), seenVersion: 1, bodyHash: 'bench',
    args: { taskId, documentId: null, outcome: {} },
  };
  const sent = performance.now();
  const answer = await handle.executeUpdate<CommandAnswer, [Command]>(command.name, { updateId: command.id, args: [command] });
  into.completionMs.push(performance.now() - sent);
  return answer;
}

function inputOf(definition: RunInput['definition'], facts: RunFacts): RunInput {
  const runId = randomUUID();
  const now = Date.now();
  return {
    runId, title: 'Bench', parentId: null, rootId: runId, managerId: manager, startedBy: manager, requestedAt: now, commandId: randomUUID(), definition, input: {},
    // The API reads the directory at every start; here it is the same each time.
    facts: { ...facts, directory: { ...facts.directory, asOf: now } },
  };
}
