import { randomUUID } from 'node:crypto';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { Run } from '#contracts/run';
import type { Task } from '#contracts/task';
import type { Json } from '#contracts/text';
import type { RunView } from '#contracts/view';
import { foldRun, foldTask, touches } from '#domain/fold/index';
import { example } from '../support/scripted-team.ts';
import { Stage, type Script } from '../support/stage.ts';
import { createTimeSkipping } from '../support/time-skipping.ts';
import { until } from '../support/until.ts';

let env: TestWorkflowEnvironment;
beforeEach(async () => (env = await createTimeSkipping()), 60_000);
afterEach(() => Stage.closeAll(env));

const chain = () => Stage.open(env, 'task-chain', 'taskChain', { input: {} });
const [onePiece] = example('collaboration-loop').input['pieces'] as Json[];
const loop = () => Stage.open(env, 'collaboration-loop', 'collaborationLoop', { input: { ...example('collaboration-loop').input, pieces: [onePiece!] } as Record<string, Json>, settings: { 'turns.max': 1 } });
const one = async (stage: Stage, key: string): Promise<Task> => (await stage.openTasks(key))[0]!;
const recall = (stage: Stage, { id: taskId }: Task, actor: string) => stage.send('recallTask', actor, { taskId, reason: 'I saw a mistake' });
const keys = async (stage: Stage): Promise<string[]> => (await stage.openTasks()).map(({ key }) => key).filter((key) => !['retrospective', 'opinion'].includes(key)).sort();
/** Says yes to meetings and passes checks, and does nothing else of what `leave` names. */
const upTo = (leave: string[]): Script => (task): Record<string, Json> | null => {
  if (leave.includes(task.key) || task.key === 'retrospective') return null;
  if (task.key === 'requirement-review') return { decision: 'go' };
  return task.subject.check ? { decision: 'passed' } : {};
};
const inStep = (step: string) => (view: { run: { step: string | null } }): boolean => view.run.step === step;
const openIn = (view: RunView): Task[] => view.tasks.filter((task) => task.closedAt === null && task.step === view.run.step && !['retrospective', 'opinion'].includes(task.key));
const open = (test: (task: Task) => boolean) => (view: RunView): boolean => openIn(view).some(test);
/** Commands that change nothing, until the run continues as new; several at a time. */
async function continueAsNew(stage: Stage): Promise<void> {
  const known = await stage.send('pauseRun', 'manager', { reason: 'known' });
  const again = { id: known.id, name: 'pauseRun', actor: 'manager', asManager: true, receivedAt: await env.currentTimeMs(), seenVersion: null, bodyHash: 'hash', args: { reason: 'known' } };
  await until(async () => {
    await Promise.all(Array.from({ length: 8 }, () => stage.handle.executeUpdate('pauseRun', { updateId: randomUUID(), args: [again] }).catch(() => undefined)));
    return stage.continued();
  }, 60_000);
  await stage.send('resumeRun', 'manager', { reason: 'on' });
}

describe('recall within a step', () => {
  test('the task opens again, what followed untouched is cancelled and opens anew in its turn', async () => {
    const stage = await chain();
    const task = await one(stage, 'step-1');
    await stage.complete(task);
    const untouched = await one(stage, 'step-2');
    await expect(recall(stage, task, 'manager')).rejects.toMatchObject({ details: [{ rule: 'not-yours', by: 'ops' }] });
    await recall(stage, task, 'ops');
    expect(await one(stage, 'step-1')).toMatchObject({ id: task.id, state: 'claimed', assignee: 'ops', closedAt: null, clock: { dueAt: task.clock!.dueAt, stoppedAt: null } });
    expect(await keys(stage)).toEqual(['step-1']);
    expect(stage.of('TaskCancelled').map(({ data }) => data)).toEqual([{ taskId: untouched.id, reason: 'I saw a mistake' }]);
    await stage.complete(task);
    const next = await one(stage, 'step-2');
    expect(next.id).not.toBe(untouched.id);
    await stage.send('acknowledgeTask', 'ops', { taskId: next.id });
    await expect(recall(stage, task, 'ops')).rejects.toMatchObject({ type: 'Forbidden', details: [{ rule: 'recall-followed', by: 'ops' }] });
    await stage.complete(next);
    await expect(recall(stage, task, 'ops')).rejects.toMatchObject({ details: [{ rule: 'recall-followed' }] });
    await stage.play(() => ({}), (view) => view.run.closedAt !== null);
    expect(stage.of('TaskCompleted')).toHaveLength(6);
    expect((await stage.view()).run.visit).toBe(1);
    await stage.pin('task-recalled');
  }, 60_000);

  test('a clock goes on where it was: what came due meanwhile is a breach', async () => {
    const stage = await chain();
    const task = await one(stage, 'step-1');
    await stage.complete(task);
    for (let hour = 0; hour < 26; hour += 2) await env.sleep('2 hours');
    expect(stage.of('TaskBreached').map(({ data }) => data.taskId)).not.toContain(task.id);
    await stage.send('completeTask', 'ops', { taskId: (await one(stage, 'step-2')).id, documentId: null, outcome: {} });
    const second = await one(stage, 'step-3');
    await stage.complete(second);
    await recall(stage, second, 'ops');
    for (let hour = 0; hour < 26; hour += 2) await env.sleep('2 hours');
    expect(stage.of('TaskBreached').filter(({ data }) => data.taskId === second.id).map(({ data }) => data.deadline.at)).toEqual([second.clock!.dueAt]);
  }, 60_000);

  test('what was handed in for signatures is taken back until somebody signs', async () => {
    const stage = await chain();
    const task = await one(stage, 'step-1');
    await expect(recall(stage, task, 'ops')).rejects.toMatchObject({ details: [{ rule: 'not-completed' }] });
    await stage.send('addSigners', 'ops', { taskId: task.id, people: ['host', 'data'], mode: null, ratio: null, reason: 'four eyes' });
    await stage.complete(task);
    await recall(stage, task, 'ops');
    expect((await one(stage, 'step-1')).signing?.submitted).toBeNull();
    await stage.complete(task);
    await stage.send('signTask', 'host', { taskId: task.id, decision: 'approved', reason: null });
    await expect(recall(stage, task, 'ops')).rejects.toMatchObject({ details: [{ rule: 'already-signed', by: 'host' }] });
  }, 60_000);
});

describe('recall of a piece\'s work', () => {
  test('production goes back to producing; a check, a meeting and a published piece are not taken back', async () => {
    const stage = await loop();
    await stage.play(upTo(['shooting', 'editing', 'daily-check', 'weekly-check', 'final-check']), open(({ key }) => key === 'editing'));
    const meeting = stage.of('TaskOpened').find(({ data }) => data.task.key === 'requirement-review')!.data.task;
    await expect(recall(stage, meeting, 'manager')).rejects.toMatchObject({ details: [{ rule: 'recall-too-late' }] });
    await stage.complete(await one(stage, 'shooting'));
    const editing = await one(stage, 'editing');
    await stage.complete(editing);
    const [check] = (await stage.openTasks()).filter(({ subject }) => subject.check);
    expect(check).toBeDefined();
    await recall(stage, editing, 'editor');
    expect(await keys(stage)).toEqual(['editing']);
    const piece = () => stage.view().then(({ pieces }) => pieces[0]!);
    expect((await piece()).state).toBe('producing');
    await stage.complete(editing);
    const [again] = (await stage.openTasks()).filter(({ subject }) => subject.check);
    expect([again!.key, again!.id === check!.id]).toEqual([check!.key, false]);
    await stage.complete(again!, { decision: 'passed' });
    await expect(recall(stage, again!, again!.assignee!)).rejects.toMatchObject({ details: [{ rule: 'recall-check' }] });
    await expect(recall(stage, editing, 'editor')).rejects.toMatchObject({ details: [{ rule: 'recall-followed' }] });
    await stage.pin('task-recalled-in-production');
  }, 60_000);

  test('a rework taken back is waited for again and counted once', async () => {
    const stage = await loop();
    await stage.play(upTo(['daily-check', 'weekly-check', 'final-check']), open(({ subject }) => subject.check !== undefined));
    const check = (await stage.openTasks()).find(({ subject }) => subject.check)!;
    await stage.complete(check, { decision: 'failed', defects: [{ code: 'hook', note: 'slow' }] });
    const rework = await one(stage, 'rework');
    await stage.complete(rework);
    expect((await stage.openTasks()).filter(({ subject }) => subject.check)).toHaveLength(1);
    await recall(stage, rework, rework.assignee!);
    expect(await keys(stage)).toEqual(['rework']);
    expect((await stage.view()).pieces[0]).toMatchObject({ state: 'rework', reworks: 1 });
    await stage.complete(rework);
    expect((await keys(stage)).filter((key) => key.endsWith('check'))).toHaveLength(1);
    expect(stage.of('ReworkAsked')).toHaveLength(1);
  }, 60_000);
});

describe('recall across the step boundary', () => {
  test('goes back into the step as it was, also across continue-as-new, until somebody touches the next one', async () => {
    const stage = await loop();
    await stage.play(upTo(['sign-off', 'shooting', 'editing']), (view) => view.run.step === 'planning' && open(({ key }) => key === 'sign-off')(view));
    const last = await one(stage, 'sign-off');
    const accountable = last.assignee!;
    await stage.complete(last);
    expect(await keys(stage)).toEqual(['editing', 'shooting']);
    await continueAsNew(stage);
    await recall(stage, last, accountable);
    expect((await stage.view()).run).toMatchObject({ step: 'planning', visit: 1 });
    expect(await keys(stage)).toEqual(['sign-off']);
    expect(stage.of('StepRecalled').map(({ data }) => [data.step, data.from, data.visit])).toEqual([['planning', 'production', 1]]);
    await stage.complete(last);
    expect((await stage.view()).run).toMatchObject({ step: 'production', visit: 2 });
    expect(await keys(stage)).toEqual(['editing', 'shooting']);
    await stage.send('tickChecklist', 'camera', { taskId: (await one(stage, 'shooting')).id, item: 'footage-backed-up', done: true, evidence: null });
    await expect(recall(stage, last, accountable)).rejects.toMatchObject({ details: [{ rule: 'recall-too-late' }] });
    const { run, tasks } = await stage.view();
    expect(stage.events.reduce<Run | null>((row, event) => foldRun(row, event), null)).toEqual(run);
    for (const task of tasks) expect(stage.events.reduce<Task | null>((row, event) => (touches(event).tasks.includes(task.id) ? foldTask(row, event) : row), null)).toEqual(task);
    await stage.pin('step-recalled');
  }, 90_000);
});

describe('sent back, to come straight back', () => {
  test('the earlier step is done again, the steps between are not, and what stood here stands', async () => {
    const stage = await loop();
    await stage.play(upTo(['shooting', 'editing']), inStep('production'));
    await stage.complete(await one(stage, 'shooting'));
    const editing = await one(stage, 'editing');
    await stage.send('transferTask', 'editor', { taskId: editing.id, to: 'copy', reason: 'she cuts this one' });
    await stage.send('returnTask', 'copy', { taskId: editing.id, toStep: 'review', reason: 'the objective changed', then: 'straight-back' });
    expect((await stage.view()).run).toMatchObject({ step: 'review', visit: 2 });
    await stage.play(upTo(['shooting', 'editing', 'daily-check', 'weekly-check']), inStep('production'));
    expect((await stage.view()).run).toMatchObject({ step: 'production', visit: 1 });
    expect(stage.of('StepEntered').map(({ data }) => [data.step, data.visit, data.resumed ?? false])).toEqual([['review', 1, false], ['planning', 1, false], ['production', 1, false], ['review', 2, false], ['production', 1, true]]);
    expect(await keys(stage)).toEqual(['editing']);
    expect(await one(stage, 'editing')).toMatchObject({ assignee: 'copy', visit: 1 });
    await stage.complete(await one(stage, 'editing'), {}, 'copy');
    await stage.play(upTo(['retrospective']), inStep('monitoring'));
    expect(stage.of('TaskCompleted').filter(({ data }) => data.taskId === editing.id)).toEqual([]);
    await stage.pin('step-straight-back');
  }, 60_000);
});
