import path from 'node:path';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { withLayer } from '#domain/calendar/book';
import { workingMsBetween } from '#domain/calendar/working-time';
import { compilePlaybook } from '#domain/playbook/compile';
import { loadPlaybook } from '#platform/playbooks/load';
import { createTimeSkipping } from '../support/time-skipping.ts';
import { factsFor, orgBook, sliceAt } from '../support/scripted-team.ts';
import { Stage } from '../support/stage.ts';

let env: TestWorkflowEnvironment;
beforeEach(async () => (env = await createTimeSkipping()), 60_000);
afterEach(() => Stage.closeAll(env));

const DAY_MS = 86_400_000;
const chain = (settings = {}) => Stage.open(env, 'task-chain', 'taskChain', { input: {}, settings });
const review = () => Stage.open(env, 'collaboration-loop', 'collaborationLoop', { input: { pieces: [], contentType: 'tutorial' }, settings: { 'review.recurrence': { clock: 'PT5S' }, 'review.duration': { clock: 'PT5S' } } });
/** Sleeps in steps, so that each deadline is met by its own wake. */
async function pass(days: number): Promise<void> {
  for (let day = 0; day < days; day += 1) await env.sleep('1 day');
}

describe('clocks and ladders of a live run', () => {
  test('nobody acts: reminders, at risk, breach and each rung exactly once, in order, at working times', async () => {
    const stage = await review();
    await pass(12);
    const [task] = await stage.openTasks('requirement-review');
    const types = stage.types(task?.id).filter((type) => type.startsWith('Task') || type.startsWith('Rung'));
    expect(types.filter((type) => type === 'TaskBreached')).toHaveLength(1);
    expect(stage.of('RungFired').map((event) => event.data.rung)).toEqual([0, 1, 2]);
    expect(types.indexOf('TaskAtRisk')).toBeLessThan(types.indexOf('TaskBreached'));
    const [breach] = stage.of('TaskBreached');
    const [first, second, third] = stage.of('RungFired').map((event) => event.data.deadline.at);
    const calendar = factsFor(breach?.at ?? 0).calendars.org!;
    expect(first).toBe(breach?.data.deadline.at);
    expect(workingMsBetween(calendar, first ?? 0, second ?? 0)).toBe(4 * 3_600_000);
    expect(workingMsBetween(calendar, first ?? 0, third ?? 0)).toBe(8 * 3_600_000);
    expect(stage.of('TaskReminded').length).toBeLessThanOrEqual(5);
    await stage.pin('clock-nobody-acts');
  }, 60_000);

  test('an empty rung is skipped at once; acknowledging stops the ladder and expires', async () => {
    const stage = await review();
    stage.emptyRungs.add(1);
    await pass(9);
    const fired = stage.of('RungFired').map((event) => event.data);
    expect(stage.of('RungSkipped').map((event) => event.data.rung)).toEqual([1]);
    expect(fired.map(({ rung }) => rung)).toEqual([0, 1, 2]);
    expect((stage.of('RungFired')[2]?.at ?? 0) - (stage.of('RungFired')[1]?.at ?? 0)).toBeLessThan(60_000);
    await stage.pin('clock-empty-rung');

    const held = await review();
    for (let day = 0; day < 9 && held.of('TaskBreached').length === 0; day += 1) await env.sleep('2 hours').then(() => (day -= 0.9));
    const [task] = await held.openTasks('requirement-review');
    await held.send('acknowledgeTask', 'manager', { taskId: task?.id ?? '' });
    const before = held.of('RungFired').length;
    await env.sleep('1 hour');
    expect(held.of('RungFired')).toHaveLength(before);
    await pass(6);
    expect(held.of('AcknowledgementExpired')).toHaveLength(1);
    expect(held.of('RungFired').length).toBeGreaterThan(before);
    expect(held.of('RungFired').slice(before).every((event) => event.at >= (held.of('AcknowledgementExpired')[0]?.at ?? Infinity))).toBe(true);
    await held.pin('clock-acknowledged-and-expired');
  }, 60_000);

  test('a pause stops working-time clocks and hands out nothing; clock-time clocks run on; people may still finish', async () => {
    const stage = await Stage.open(env, 'collaboration-loop', 'collaborationLoop', { input: { pieces: [], contentType: 'tutorial' } });
    await stage.play((task) => (task.key === 'requirement-review' ? { decision: 'go' } : null), (view) => view.run.step === 'planning');
    const [task] = await stage.openTasks('copy-and-title');
    await stage.send('pauseRun', 'manager', { reason: 'the studio is flooded' });
    await pass(14);
    expect(stage.of('TaskBreached').filter((event) => event.data.taskId === task?.id)).toEqual([]);
    await stage.complete((await stage.openTasks('topic-selection'))[0]!);
    await stage.send('resumeRun', 'manager', { reason: 'dry again' });
    const [resumed] = await stage.openTasks('copy-and-title');
    expect(resumed?.clock?.basis.kind).toBe('resumed');
    expect((resumed?.clock?.dueAt ?? 0) - (task?.clock?.dueAt ?? 0)).toBeGreaterThan(10 * DAY_MS);
    await stage.pin('run-paused-and-resumed');

    const clockTime = await chain();
    await clockTime.send('pauseRun', 'manager', { reason: 'holiday' });
    await pass(2);
    expect(clockTime.of('TaskBreached')).toHaveLength(1);
  }, 60_000);

  test('a breach recorded before an earlier completion arrives is annulled, and both stay', async () => {
    const stage = await chain();
    const receivedAt = await env.currentTimeMs();
    const [task] = await stage.openTasks('step-1');
    await pass(2);
    expect(stage.of('TaskBreached')).toHaveLength(1);
    await stage.send('completeTask', 'ops', { taskId: task?.id ?? '', documentId: null, outcome: {} }, { receivedAt });
    expect(stage.types(task?.id).slice(-2)).toEqual(['BreachAnnulled', 'TaskCompleted']);
    await stage.pin('clock-breach-annulled');
  }, 60_000);

  test('a changed due time moves the clock; the old one can never fire', async () => {
    const stage = await chain();
    const [task] = await stage.openTasks('step-1');
    const dueAt = (task?.clock?.dueAt ?? 0) + 5 * DAY_MS;
    await stage.send('changeTaskDue', 'manager', { taskId: task?.id ?? '', dueAt, reason: 'the host is ill' });
    await pass(4);
    expect(stage.of('TaskBreached')).toEqual([]);
    await pass(3);
    expect(stage.of('TaskBreached').map((event) => event.data.deadline.at)).toEqual([dueAt]);
    await stage.pin('clock-due-changed');
  }, 60_000);
});

describe('commands of a live run', () => {
  test('a repeat with the same id gets the same answer; stale, foreign and second completions are refused by type', async () => {
    const stage = await chain();
    const [task] = await stage.openTasks('step-1');
    const taskId = task?.id ?? '';
    const args = { taskId, documentId: null, outcome: {} };
    await expect(stage.send('completeTask', 'ops', args, { seenVersion: 99 })).rejects.toMatchObject({ type: 'Stale' });
    await expect(stage.send('completeTask', 'host', args)).rejects.toMatchObject({ type: 'Forbidden', details: [{ rule: 'not-yours', by: 'ops' }] });
    await expect(stage.send('returnTask', 'ops', { taskId, toStep: 'nowhere', reason: 'x' })).rejects.toMatchObject({ type: 'Invalid', details: [{ field: 'toStep' }] });
    const answer = await stage.send('completeTask', 'ops', args, { id: 'same' });
    expect(await stage.send('completeTask', 'ops', args, { id: 'same' })).toEqual(answer);
    await expect(stage.send('completeTask', 'ops', args)).rejects.toMatchObject({ type: 'Closed', details: [{ by: 'ops' }] });
    expect(stage.of('TaskCompleted')).toHaveLength(1);
  }, 60_000);

  test('cancelling closes every task and the run', async () => {
    const stage = await chain();
    await stage.send('cancelRun', 'manager', { reason: 'not needed' });
    await stage.handle.result();
    expect(stage.types().slice(-2)).toEqual(['TaskCancelled', 'RunCancelled']);
    await stage.pin('run-cancelled');
    await expect(stage.send('pauseRun', 'manager', { reason: 'too late' })).rejects.toBeDefined();
  }, 60_000);

  test('continue-as-new in mid-step keeps events, answers, open tasks, the agenda, calendars and the version of the playbook', async () => {
    const book = withLayer(orgBook(), { id: 'person/ops', version: 1, data: { format: 2, hours: [['10:00', '12:00']] } });
    const stage = await Stage.open(env, 'task-chain', 'taskChain', { input: {}, settings: { 'step.due': { working: 'P3D' } }, book });
    const playbook = await loadPlaybook(path.resolve(import.meta.dirname, '../../playbooks/task-chain/playbook.yaml'));
    const named = { ...playbook, version: 2, tasks: { ...playbook.tasks, 'step-2': { ...playbook.tasks['step-2']!, title: { en: 'Second', 'zh-CN': '其二' } } } };
    await stage.send('moveRun', 'manager', { definition: compilePlaybook(named, { 'step.due': { working: 'P3D' } }), steps: {}, reason: 'a better name' });
    let last = await stage.send('pauseRun', 'manager', { reason: 'round 0' }, { id: 'round-0' });
    for (let round = 1; round < 900 && !(await stage.continued()); round += 1) {
      last = await stage.send(round % 2 ? 'resumeRun' : 'pauseRun', 'manager', { reason: `round ${round}` }, { id: `round-${round}` });
    }
    expect(await stage.continued()).toBe(true);
    const repeated = (await stage.view()).run.pause ? 'pauseRun' : 'resumeRun';
    expect(await stage.send(repeated, 'manager', { reason: 'the same again' }, { id: last.id })).toEqual(last);
    if (repeated === 'pauseRun') await stage.send('resumeRun', 'manager', { reason: 'at last' });
    expect(stage.events.map((event) => event.n)).toEqual(stage.events.map((_, index) => index + 1));
    const shorter = withLayer(book, { id: 'person/ops', version: 2, data: { format: 2, hours: [['10:00', '11:00']] } });
    await stage.send('replanRun', 'admin', { slices: { 'person/ops': sliceAt(shorter, 'person/ops', await env.currentTimeMs()) }, people: {}, reason: 'half the time' });
    expect(stage.of('ClockReplanned').at(-1)!.data.clock).toMatchObject({ calendarId: 'person/ops', basis: { layers: [{ id: 'org', version: 1 }, { id: 'person/ops', version: 2 }] } });
    await stage.play(() => ({}), (view) => view.run.closedAt !== null);
    expect(stage.of('TaskCompleted')).toHaveLength(5);
    expect(stage.of('TaskOpened')).toHaveLength(5);
    expect(stage.of('TaskOpened').map((event) => event.data.task.title.en)).toEqual(['Step 1', 'Second', 'Step 3', 'Step 4', 'Step 5']);
    await stage.pin('run-moved-and-continued');
  }, 90_000);
});
