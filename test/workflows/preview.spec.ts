import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { RunEvent } from '#contracts/events';
import { createTimeSkipping } from '../support/time-skipping.ts';
import { Stage } from '../support/stage.ts';

let env: TestWorkflowEnvironment;
beforeEach(async () => (env = await createTimeSkipping()), 60_000);
afterEach(() => Stage.closeAll(env));

const DAY_MS = 86_400_000;
const loop = () => Stage.open(env, 'collaboration-loop', 'collaborationLoop', { input: { pieces: [{ title: 'One', format: '60 s', account: 'Lab' }], contentType: 'tutorial' } });
const untilPlanning = async (stage: Stage) => stage.play((task) => (task.key === 'requirement-review' ? { decision: 'go' } : null), (view) => view.run.step === 'planning' && view.tasks.filter((task) => task.closedAt === null).length >= 8);
/** What an event says, without what only its happening gives it: its time, which deadlines carry too, and its command. */
const gist = ({ n, type, data }: RunEvent) => ({ n, type, ...('taskId' in data ? { taskId: data.taskId } : {}), ...('clock' in data ? { dueAt: data.clock?.dueAt } : {}) });

describe('a preview of a command', () => {
  test('answers the events that the command then causes, and changes nothing by itself', async () => {
    const stage = await loop();
    await untilPlanning(stage);
    const [task] = await stage.openTasks('script-outline');
    const taskId = task!.id;
    const before = await stage.view();
    const steps: Array<[Parameters<Stage['send']>[0], Record<string, unknown>]> = [
      ['changeTaskDue', { taskId, dueAt: task!.clock!.dueAt + DAY_MS, reason: 'later' }],
      ['transferTask', { taskId, to: 'copy', reason: 'ill' }],
      ['pauseRun', { reason: 'flooded' }],
      ['resumeRun', { reason: 'dry' }],
      ['skipStep', { reason: 'no time' }],
    ];
    await stage.preview('cancelRun', 'manager', { reason: 'only asked' });
    expect(await stage.view()).toEqual(before);
    for (const [name, args] of steps) {
      const known = (await stage.view()).run.lastEvent;
      const asked = await stage.preview(name, 'manager', args as never);
      expect((await stage.view()).run.lastEvent).toBe(known);
      const answer = await stage.send(name, 'manager', args as never);
      const happened = stage.events.filter((event) => event.n > known && event.n <= Math.max(answer.eventNumber, known + asked.events.length));
      expect([name, asked.outcome, asked.events.map(gist)]).toEqual([name, answer.outcome, happened.map(gist)]);
    }
    // Skipping ends planning: the step that the run then enters is part of what was asked.
    expect((await stage.view()).run.step).toBe('production');
    await stage.pin('run-previewed');
  }, 60_000);

  test('refuses as the command would be refused, and says so without events', async () => {
    const stage = await loop();
    await untilPlanning(stage);
    const [task] = await stage.openTasks('script-outline');
    const foreign = await stage.preview('completeTask', 'host', { taskId: task!.id, documentId: null, outcome: {} });
    expect([foreign.refusal?.type, foreign.refusal?.detail.rule, foreign.events]).toEqual(['Forbidden', 'not-yours', []]);
    expect((await stage.preview('pauseRun', 'manager', { reason: 'x' }, { seenVersion: 99 })).refusal?.type).toBe('Stale');
    expect((await stage.preview('claimTask', 'host', { taskId: 'none' })).refusal?.type).toBe('Unknown');
  }, 60_000);
});
