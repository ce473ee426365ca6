import path from 'node:path';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import type { ClockPolicy } from '#contracts/clock';
import type { Directory, ProcessDefinition } from '#contracts/process';
import type { Assignment, Task } from '#contracts/task';
import { example } from '../support/scripted-team.ts';
import type { Json } from '#contracts/text';
import { Stage } from '../support/stage.ts';
import { createTimeSkipping } from '../support/time-skipping.ts';

const text = { 'zh-CN': '任务', en: 'Task' };
const policy: ClockPolicy = { due: { working: 'P1D' }, source: '4.3', atRiskShare: 0.8, remindBefore: [], remindAtDue: false, remindAfter: null, ladder: [], acknowledgeFor: { working: 'P1D' } };
const task = (key: string, assign: Assignment, lapses = false) => ({ key, title: text, description: text, source: '4.3', assign, form: null, checklist: [], policy, ...(lapses ? { lapses } : {}) });
const raci = (accountable: { role: string } | { manager: true }) => ({ source: '4.1', accountable, signOff: { task: 'sign-off' }, responsible: [{ role: 'ops' }], consulted: [{ role: 'data' }, { role: 'copy' }], opinion: 'opinion', informed: [] });
/** Two steps of one task each, both signed off; the first by whoever holds `host`. */
const definition: ProcessDefinition = {
  slug: 'signed', version: 1, process: 'signed', calendarId: 'org',
  steps: [{ key: 'make', title: text, raci: raci({ role: 'host' }) }, { key: 'ship', title: text, raci: raci({ manager: true }) }, { key: 'done', title: text }],
  tasks: { make: task('make', { role: 'ops' }), ship: task('ship', { role: 'ops' }), 'sign-off': task('sign-off', { manager: true }), opinion: task('opinion', { manager: true }, true) },
  groups: {}, meetings: {}, gates: {}, checkpoints: {}, settings: {},
};

let env: TestWorkflowEnvironment;
let bundle: string;
beforeAll(async () => {
  const { code } = await bundleWorkflowCode({
    workflowsPath: path.join(import.meta.dirname, 'fixtures/signed.workflow.ts'),
    logger: new DefaultLogger('ERROR'),
    webpackConfigHook: (config) => ({ ...config, resolve: { ...config.resolve, conditionNames: ['source', 'import', 'default'] } }),
  });
  bundle = path.join(await mkdtemp(path.join(tmpdir(), 'callsheet-signed-')), 'bundle.js');
  await writeFile(bundle, code);
}, 60_000);
beforeEach(async () => (env = await createTimeSkipping()), 60_000);
afterEach(() => Stage.closeAll(env));

const open = (directory?: (team: Directory) => Directory) => Stage.open(env, definition, 'signed', { input: {}, bundle, ...(directory ? { directory } : {}) });
const only = async (stage: Stage, key: string): Promise<Task> => {
  const [one, ...more] = await stage.openTasks(key);
  expect([one?.key, more]).toEqual([key, []]);
  return one!;
};

describe('a step with RACI', () => {
  test('is left only once the accountable has signed it off; their tasks carry who that is', async () => {
    const stage = await open();
    const make = await only(stage, 'make');
    expect([make.accountable, make.assignee]).toEqual(['host', 'ops']);
    await stage.complete(make);
    const signOff = await only(stage, 'sign-off');
    expect(signOff).toMatchObject({ assignee: 'host', accountable: 'host', step: 'make', subject: { signOff: true } });
    expect(stage.of('StepLeft')).toEqual([]);
    await expect(stage.complete(signOff, {}, 'ops')).rejects.toMatchObject({ details: [{ rule: 'not-yours' }] });
    await stage.complete(signOff);
    expect(stage.of('StepLeft').map(({ data }) => [data.step, data.outcome])).toEqual([['make', 'completed']]);
    await stage.complete(await only(stage, 'ship'));
    expect((await only(stage, 'sign-off')).assignee).toBe('manager');
    await stage.complete(await only(stage, 'sign-off'));
    expect(stage.types().at(-1)).toBe('RunClosed');
  }, 60_000);

  test('is done again, or an earlier one is, when the accountable sends it back with a reason', async () => {
    const stage = await open();
    await stage.complete(await only(stage, 'make'));
    const first = await only(stage, 'sign-off');
    await expect(stage.send('returnTask', 'host', { taskId: first.id, toStep: 'ship', reason: 'no' })).rejects.toMatchObject({ details: [{ field: 'toStep' }] });
    await stage.send('returnTask', 'host', { taskId: first.id, toStep: 'make', reason: 'the ending drags' });
    expect(await only(stage, 'make')).toMatchObject({ visit: 2 });
    await stage.complete(await only(stage, 'make'));
    await stage.complete(await only(stage, 'sign-off'));
    const ship = await only(stage, 'ship');
    await expect(stage.send('returnTask', 'ops', { taskId: ship.id, toStep: 'ship', reason: 'no' })).rejects.toMatchObject({ details: [{ field: 'toStep' }] });
    await stage.complete(ship);
    await stage.send('returnTask', 'manager', { taskId: (await only(stage, 'sign-off')).id, toStep: 'make', reason: 'from the start' });
    expect(stage.of('StepEntered').map(({ data }) => [data.step, data.visit])).toEqual([['make', 1], ['make', 2], ['ship', 1], ['make', 3]]);
    // A step entered again asks nobody twice while the first request is open.
    expect((await stage.openTasks('opinion')).map(({ step, assignee }) => `${step} ${assignee}`)).toEqual(['make data', 'make copy', 'ship data', 'ship copy']);
  }, 60_000);

  test('asks the consulted when it begins; a request closes by itself at its end, and nobody waits for it', async () => {
    const stage = await open();
    const asked = await stage.openTasks('opinion');
    expect(asked.map(({ assignee, subject }) => [assignee, subject.opinion])).toEqual([['data', true], ['copy', true]]);
    await stage.complete(asked[0]!, {}, 'data');
    await stage.complete(await only(stage, 'make'));
    await stage.complete(await only(stage, 'sign-off'));
    expect((await stage.view()).run.step).toBe('ship');
    expect((await stage.openTasks('opinion')).map(({ id }) => id)).toContain(asked[1]!.id);
    for (let day = 0; day < 4; day += 1) await env.sleep('1 day');
    expect(await stage.openTasks('opinion')).toEqual([]);
    const lapsed = stage.of('TaskLapsed');
    expect(lapsed.map(({ data }) => data.taskId)).toContain(asked[1]!.id);
    expect(lapsed).toHaveLength(3);
    expect(lapsed.find(({ data }) => data.taskId === asked[1]!.id)!.at - asked[1]!.clock!.dueAt).toBeLessThan(1_000);
    expect(stage.of('TaskBreached').filter(({ data }) => lapsed.some((event) => event.data.taskId === data.taskId))).toEqual([]);
  }, 60_000);

  test('goes to the manager when several hold the role, and to whoever stands in when the accountable is away', async () => {
    const stage = await open((team) => ({ ...team, roles: { ...team.roles, host: ['host', 'script'] }, people: { ...team.people, manager: { calendarId: 'org', lead: null, cover: { deputy: 'visual', absenceId: 'leave', until: Number.MAX_SAFE_INTEGER } } } }));
    await stage.complete(await only(stage, 'make'));
    expect(await only(stage, 'sign-off')).toMatchObject({ accountable: 'manager', assignee: 'visual', cover: { for: 'manager' } });
  }, 60_000);
});

describe('the collaboration loop', () => {
  test('opens its sign-off after the pre-work, and goes on once the manager has signed', async () => {
    const stage = await Stage.open(env, 'collaboration-loop', 'collaborationLoop', { input: example('collaboration-loop').input as Record<string, Json>, settings: { 'turns.max': 1 } });
    const preWork = (one: Task): Record<string, Json> | null => (one.step === 'planning' && !['retrospective', 'sign-off', 'opinion'].includes(one.key) ? {} : null);
    await stage.play((one) => (one.key === 'requirement-review' ? { decision: 'go' } : preWork(one)), (view) => view.tasks.some((one) => one.key === 'sign-off' && one.closedAt === null));
    expect(await only(stage, 'sign-off')).toMatchObject({ assignee: 'manager', accountable: 'manager', step: 'planning' });
    expect((await stage.openTasks('opinion')).map(({ assignee }) => assignee)).toEqual(['editor']);
    await stage.complete(await only(stage, 'sign-off'));
    expect((await stage.view()).run.step).toBe('production');
    await stage.pin('raci-loop-signed-off');
  }, 60_000);
});
