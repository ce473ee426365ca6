import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { ClockPolicy } from '#contracts/clock';
import type { Directory, ProcessDefinition } from '#contracts/process';
import type { Assignment } from '#contracts/task';
import { Stage } from '../support/stage.ts';
import { createTimeSkipping } from '../support/time-skipping.ts';

const text = { 'zh-CN': '任务', en: 'Task' };
const policy: ClockPolicy = { due: { working: 'P2D' }, source: '4.3', atRiskShare: 0.8, remindBefore: [], remindAtDue: true, remindAfter: null, ladder: [], acknowledgeFor: { working: 'P1D' } };

/** A chain of tasks of these assignments, one after the other. */
function chainOf(assigns: Record<string, Assignment>): ProcessDefinition {
  const tasks = Object.fromEntries(Object.entries(assigns).map(([key, assign]) => [key, { key, title: text, description: text, source: '4.3', assign, form: null, checklist: [], policy }]));
  return { slug: 'chain', version: 1, process: 'taskChain', calendarId: 'org', steps: [{ key: 'chain', title: text }], tasks, groups: { chain: Object.keys(assigns) }, meetings: {}, gates: {}, checkpoints: {}, settings: {} };
}
const crew = (team: Directory): Directory => ({
  ...team,
  roles: { ...team.roles, camera: ['camera', 'editor'] },
  people: { ...team.people, editor: { calendarId: 'org', lead: 'visual', cover: null } },
});

let env: TestWorkflowEnvironment;
beforeEach(async () => (env = await createTimeSkipping()), 60_000);
afterEach(() => Stage.closeAll(env));

test('each in turn, whoever did it, their manager, and the manager of the run for a role that nobody holds', async () => {
  const turn: Assignment = { role: 'camera', pick: 'round-robin' };
  const stage = await Stage.open(env, chainOf({ shot: turn, reshot: turn, cut: { stepActor: 'reshot' }, judge: { managerOf: { stepActor: 'cut' } }, again: { stepActor: 'judge' }, orphan: { role: 'stuntman' } }), 'taskChain', { input: {}, directory: crew });
  await stage.play(() => ({}), (view) => view.run.closedAt !== null);
  const opened = stage.of('TaskOpened').map(({ data: { task } }) => [task.key, task.assignee, task.fellToManager]);
  expect(opened).toEqual([['shot', 'camera', false], ['reshot', 'editor', false], ['cut', 'editor', false], ['judge', 'visual', false], ['again', 'visual', false], ['orphan', 'manager', true]]);
  expect([...stage.picks.keys()]).toEqual([expect.stringMatching(/\/chain\/1\/shot$/), expect.stringMatching(/\/chain\/1\/reshot$/)]);
  await stage.pin('assignment-picked-and-followed');
}, 60_000);

test('work of somebody away opens for the deputy and goes back; open work is covered by command, its due time stands, and its own person may still do it', async () => {
  const away = (team: Directory): Directory => ({ ...team, people: { ...team.people, ops: { calendarId: 'org', lead: null, cover: { deputy: 'copy', absenceId: 'leave', until: Number.MAX_SAFE_INTEGER } } } });
  const stage = await Stage.open(env, chainOf({ first: { role: 'ops' }, second: { role: 'ops' }, third: { role: 'ops' } }), 'taskChain', { input: {} });
  const [first] = await stage.openTasks('first');
  const cover = { taskId: first!.id, for: 'ops', to: 'copy', absenceId: 'leave' };
  await stage.send('coverTask', 'admin', cover);
  const covered = (await stage.openTasks('first'))[0]!;
  expect(covered).toMatchObject({ assignee: 'copy', cover: { for: 'ops', absenceId: 'leave' }, version: 2, clock: { dueAt: first!.clock!.dueAt } });
  await expect(stage.send('uncoverTask', 'admin', { taskId: first!.id, for: 'ops', from: 'copy', absenceId: 'another' })).rejects.toMatchObject({ type: 'Forbidden', details: [{ rule: 'not-covered' }] });
  await expect(stage.send('coverTask', 'admin', { ...cover, absenceId: 'another' })).rejects.toMatchObject({ details: [{ rule: 'not-theirs' }] });
  stage.directory = away;
  await env.sleep('2 minutes');
  await stage.complete(covered, {}, 'ops');
  const [second] = await stage.openTasks('second');
  expect(second).toMatchObject({ assignee: 'copy', cover: { for: 'ops', absenceId: 'leave' } });
  await stage.send('uncoverTask', 'admin', { taskId: second!.id, for: 'ops', from: 'copy', absenceId: 'leave' });
  expect((await stage.openTasks('second'))[0]).toMatchObject({ assignee: 'ops', cover: null });
  await stage.complete(second!, {}, 'ops');
  // Handed on by whoever stands in, it is nobody's to give back.
  const [third] = await stage.openTasks('third');
  await stage.send('transferTask', 'copy', { taskId: third!.id, to: 'data', reason: 'knows it' });
  await expect(stage.send('uncoverTask', 'admin', { taskId: third!.id, for: 'ops', from: 'copy', absenceId: 'leave' })).rejects.toMatchObject({ details: [{ rule: 'not-covered' }] });
  await stage.complete(third!, {}, 'data');
  expect(stage.types().at(-1)).toBe('RunClosed');
  await stage.pin('absence-covered-and-back');
}, 60_000);
