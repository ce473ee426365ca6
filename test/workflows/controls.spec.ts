import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { addWorking } from '#domain/calendar/working-time';
import { factsFor } from '../support/scripted-team.ts';
import { createTimeSkipping } from '../support/time-skipping.ts';
import { Stage } from '../support/stage.ts';

let env: TestWorkflowEnvironment;
beforeEach(async () => (env = await createTimeSkipping()), 60_000);
afterEach(() => Stage.closeAll(env));

const input = { pieces: [{ title: 'One', format: '60 s', account: 'Lab' }], contentType: 'tutorial' };
/** A loop with its eight pieces of pre-work open. */
async function planning(): Promise<Stage> {
  const stage = await Stage.open(env, 'collaboration-loop', 'collaborationLoop', { input });
  await stage.play((task) => (task.key === 'requirement-review' ? { decision: 'go' } : null), (view) => view.tasks.filter((task) => task.step === 'planning' && task.closedAt === null && task.key !== 'retrospective').length >= 8);
  return stage;
}
const one = async (stage: Stage, key: string) => (await stage.openTasks(key))[0]!;
async function pass(days: number): Promise<void> {
  for (let day = 0; day < days; day += 1) await env.sleep('1 day');
}

describe('controls of a live run', () => {
  test('pauses of task, step and run are kept apart, and a paused step hands out nothing', async () => {
    const stage = await planning();
    const { id: taskId } = await one(stage, 'copy-and-title');
    const other = await one(stage, 'script-outline');
    await stage.send('pauseTask', 'manager', { taskId, reason: 'waits for the client' });
    await expect(stage.send('pauseTask', 'manager', { taskId, reason: 'again' })).rejects.toMatchObject({ type: 'Forbidden', details: [{ rule: 'already-paused', by: 'manager' }] });
    await stage.send('pauseRun', 'manager', { reason: 'flooded' });
    await stage.send('pauseStep', 'manager', { reason: 'no plan yet' });
    await pass(10);
    await stage.send('resumeRun', 'manager', { reason: 'dry' });
    expect((await one(stage, 'script-outline')).clock?.paused).not.toBeNull();
    await stage.send('resumeStep', 'manager', { reason: 'planned' });
    const resumed = await one(stage, 'script-outline');
    expect([resumed.clock?.paused, (resumed.clock?.dueAt ?? 0) > other.clock!.dueAt]).toEqual([null, true]);
    expect(await one(stage, 'copy-and-title')).toMatchObject({ pause: { by: 'manager', reason: 'waits for the client' }, clock: { paused: expect.anything() } });
    await pass(6);
    expect(stage.of('TaskBreached').map((event) => event.data.taskId)).not.toContain(taskId);
    expect(stage.of('TaskBreached').map((event) => event.data.taskId)).toContain(resumed.id);
    await stage.send('resumeTask', 'manager', { taskId, reason: 'the client agreed' });
    expect(await one(stage, 'copy-and-title')).toMatchObject({ pause: null, clock: { paused: null, basis: { kind: 'resumed' } } });
    await stage.pin('controls-pauses');
  }, 60_000);

  test('a step paused in the middle of its chain opens nothing until it goes on', async () => {
    const stage = await Stage.open(env, 'task-chain', 'taskChain', { input: {} });
    await stage.send('pauseStep', 'manager', { reason: 'wait' });
    await stage.complete(await one(stage, 'step-1'));
    await pass(1);
    expect(await stage.openTasks()).toEqual([]);
    await stage.send('resumeStep', 'manager', { reason: 'go' });
    await env.sleep('1 second');
    expect((await stage.openTasks()).map(({ key }) => key)).toEqual(['step-2']);
    await stage.play(() => ({}), (view) => view.run.closedAt !== null);
    expect((await stage.view()).run.stepPause).toBeNull();
  }, 60_000);

  test('one task is skipped where the playbook allows it, by a manager; what decides is not', async () => {
    const stage = await planning();
    const outline = await one(stage, 'script-outline');
    await expect(stage.send('skipTask', 'script', { taskId: outline.id, reason: 'mine' })).rejects.toMatchObject({ type: 'Forbidden', details: [{ rule: 'not-yours' }] });
    await stage.send('skipTask', 'manager', { taskId: outline.id, reason: 'we have one' });
    const retrospective = (await stage.openTasks()).find((task) => task.subject.meetingId);
    await expect(stage.send('skipTask', 'manager', { taskId: retrospective!.id, reason: 'x' })).rejects.toMatchObject({ type: 'Forbidden', details: [{ rule: 'not-skippable' }] });
    await stage.play((task) => (task.step === 'planning' && !task.subject.meetingId ? {} : null), (view) => view.run.step === 'production');
    const shooting = await one(stage, 'shooting');
    await stage.send('skipTask', 'manager', { taskId: shooting.id, reason: 'stock footage' });
    await stage.play((task) => (task.key === 'editing' ? {} : null), (view) => view.pieces.some((piece) => piece.state === 'checking'));
    // Who skips a task has not made the piece.
    expect((await stage.view()).pieces[0]!.authors).toEqual(['editor']);
    await stage.pin('controls-task-skipped');
  }, 60_000);

  test('a step is entered again with another visit; an earlier one too', async () => {
    const stage = await planning();
    await stage.complete(await one(stage, 'script-outline'));
    await stage.send('repeatStep', 'manager', { step: null, reason: 'the brief changed' });
    await stage.play(() => null, (view) => view.run.visit === 2 && view.tasks.filter((task) => task.block.startsWith('planning/2/')).length === 8);
    expect(stage.of('StepLeft').at(-1)?.data).toMatchObject({ step: 'planning', visit: 1, outcome: 'repeated', by: 'manager', reason: 'the brief changed' });
    await expect(stage.send('repeatStep', 'manager', { step: 'monitoring', reason: 'x' })).rejects.toMatchObject({ type: 'Invalid', details: [{ field: 'step' }] });
    await stage.send('repeatStep', 'manager', { step: 'review', reason: 'from the start' });
    await stage.play(() => null, (view) => view.tasks.some((task) => task.key === 'requirement-review' && task.closedAt === null));
    expect((await stage.view()).run).toMatchObject({ step: 'review', visit: 2 });
    await stage.pin('controls-step-repeated');
  }, 60_000);

  test('a shift moves every open clock and the meetings ahead on the calendar, and nothing fires at the old time', async () => {
    const stage = await planning();
    const before = await stage.view();
    const meeting = before.meetings.find(({ state }) => state === 'scheduled')!;
    await expect(stage.send('shiftDates', 'manager', { duration: { working: 'P9D' }, direction: 'earlier', taskIds: null, meetingIds: null, reason: 'x' })).rejects.toMatchObject({ type: 'Invalid', details: [{ field: 'duration' }] });
    await expect(stage.send('shiftDates', 'manager', { duration: { working: 'P1D' }, direction: 'later', taskIds: ['none'], meetingIds: null, reason: 'x' })).rejects.toMatchObject({ type: 'Invalid', details: [{ field: 'taskIds/0' }] });
    await stage.send('shiftDates', 'manager', { duration: { working: 'P3D' }, direction: 'later', taskIds: null, meetingIds: null, reason: 'the host is ill' });
    const after = await stage.view();
    const calendar = factsFor(before.run.startedAt).calendars.org!;
    const later = (at: number) => { const reached = addWorking(calendar, at, { working: 'P3D' }); return 'at' in reached ? reached.at : null; };
    for (const task of before.tasks.filter(({ closedAt }) => closedAt === null)) expect(after.tasks.find(({ id }) => id === task.id)?.clock?.dueAt).toBe(later(task.clock!.dueAt));
    expect(after.meetings.find(({ id }) => id === meeting.id)).toMatchObject({ startsAt: later(meeting.startsAt), sequence: meeting.sequence + 1 });
    const { clock } = before.tasks.find(({ key }) => key === 'script-outline')!;
    await env.sleep(clock!.dueAt - (await env.currentTimeMs()) + 60_000);
    expect(stage.of('TaskBreached')).toEqual([]);
    await pass(7);
    expect(stage.of('TaskBreached').map((event) => event.data.deadline.at)).toContain(later(clock!.dueAt));
    await stage.pin('controls-dates-shifted');
  }, 60_000);

  test('all open work of a person goes to another, once; then there is none', async () => {
    const stage = await planning();
    await stage.send('reassignPerson', 'manager', { from: 'ops', to: 'copy', reason: 'on leave' });
    expect((await stage.openTasks()).filter((task) => task.assignee === 'copy').map(({ key }) => key).sort()).toEqual(['copy-and-title', 'publishing-plan', 'resources-and-budget']);
    expect(stage.of('WorkReassigned')[0]?.data).toMatchObject({ from: 'ops', to: 'copy', tasks: [expect.any(String), expect.any(String)] });
    await expect(stage.send('reassignPerson', 'manager', { from: 'ops', to: 'copy', reason: 'again' })).rejects.toMatchObject({ type: 'Forbidden', details: [{ rule: 'no-such-work' }] });
    await stage.complete(await one(stage, 'script-outline'));
    await stage.send('cancelRun', 'manager', { reason: 'not needed' });
    expect(stage.of('RunCancelled')[0]?.data.concerned).toEqual(expect.arrayContaining(['script', 'copy']));
    await stage.handle.result();
    await stage.pin('controls-work-reassigned');
  }, 60_000);
});
