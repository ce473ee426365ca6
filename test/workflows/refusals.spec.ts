import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import { randomUUID } from 'node:crypto';
import type { Task } from '#contracts/task';
import type { Json } from '#contracts/text';
import { createOnClock, workflowBundle } from '../support/time-skipping.ts';
import { example } from '../support/scripted-team.ts';
import { Stage } from '../support/stage.ts';

/** A refused command leaves nothing in a history, so nothing of the run may go on by it: not even what it had slept for. */
let env: TestWorkflowEnvironment;
beforeAll(async () => (env = await createOnClock()), 60_000);
afterAll(() => Stage.closeAll(env));

const diligent = (task: Task): Record<string, Json> | null => {
  if (task.key === 'retrospective') return null;
  if (task.key === 'requirement-review') return { decision: 'go' };
  return task.subject.check ? { decision: 'passed' } : {};
};
const nodes = Object.fromEntries(['24h', '48h', '72h', '7d'].map((key, index) => [`monitoring.nodes.${key}`, { clock: `PT${index + 1}S` }]));

test('a run that is refused commands while it waits for an instant replays all the same', async () => {
  const stage = await Stage.open(env, 'collaboration-loop', 'collaborationLoop', { input: example('collaboration-loop').input as Record<string, Json>, settings: { 'turns.max': 1, 'checks.daily.every': { clock: 'PT1S' }, 'checks.weekly.every': { clock: 'PT1S' }, ...nodes } });
  const over = { yet: false };
  const strangers = Array.from({ length: 6 }, async () => {
    while (!over.yet) await stage.send('completeTask', 'ops', { taskId: randomUUID(), documentId: null, outcome: {} }).catch(() => undefined);
  });
  await stage.play(diligent, (view) => view.run.step === 'retrospective', { step: '50 ms' });
  over.yet = true;
  await Promise.all(strangers);
  expect(stage.of('CheckpointEvaluated').length).toBeGreaterThanOrEqual(4);
  await stage.pin('loop-refused-while-it-waits');
  await Worker.runReplayHistory({ workflowBundle: workflowBundle() }, await stage.handle.fetchHistory(), stage.handle.workflowId);
}, 90_000);
