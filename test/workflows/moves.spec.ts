import path from 'node:path';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { Playbook } from '#contracts/playbook';
import type { ProcessDefinition } from '#contracts/process';
import { compilePlaybook } from '#domain/playbook/compile';
import { loadPlaybook } from '#platform/playbooks/load';
import { createTimeSkipping } from '../support/time-skipping.ts';
import { Stage } from '../support/stage.ts';

let env: TestWorkflowEnvironment;
beforeEach(async () => (env = await createTimeSkipping()), 60_000);
afterEach(() => Stage.closeAll(env));

const DAY_MS = 86_400_000;
const files = path.resolve(import.meta.dirname, '../../playbooks');
const [loop, chain] = await Promise.all(['collaboration-loop', 'task-chain'].map((slug) => loadPlaybook(path.join(files, slug, 'playbook.yaml')))) as [Playbook, Playbook];
/** The playbook's next version, with an edit. */
const next = (playbook: Playbook, edit: (copy: Playbook) => void, version = playbook.version + 1): ProcessDefinition => {
  const copy = { ...structuredClone(playbook), version };
  edit(copy);
  return compilePlaybook(copy, {});
};
const input = { pieces: [{ title: 'One', format: '60 s', account: 'Lab' }], contentType: 'tutorial' };
async function planning(): Promise<Stage> {
  const stage = await Stage.open(env, 'collaboration-loop', 'collaborationLoop', { input });
  await stage.play((task) => (task.key === 'requirement-review' ? { decision: 'go' } : null), (view) => view.tasks.filter((task) => task.step === 'planning' && task.closedAt === null && task.key !== 'retrospective').length >= 8);
  return stage;
}
const one = async (stage: Stage, key: string) => (await stage.openTasks(key))[0]!;
const moveTo = (stage: Stage, definition: ProcessDefinition, steps: Record<string, string> = {}) => stage.send('moveRun', 'manager', { definition, steps, reason: 'version 2' });

describe('moving a live run to another version of its playbook', () => {
  test('open clocks count by the new version: due times, reminders and rungs; forms and titles stay; people with another due time hear', async () => {
    const stage = await planning();
    const before = await one(stage, 'script-outline');
    const definition = next(loop, (copy) => {
      copy.settings['pre-work.due']!.default = { working: 'P5D' };
      copy.tasks['script-outline']!.title = { en: 'Outline', 'zh-CN': '大纲' };
      copy.forms['script-outline']!.version += 1;
      copy.ladders['default']!.rungs = copy.ladders['default']!.rungs.slice(0, 2);
    });
    await moveTo(stage, definition);
    const after = await one(stage, 'script-outline');
    expect((await stage.view()).run).toMatchObject({ playbook: { slug: 'collaboration-loop', version: 2 }, settings: { 'pre-work.due': { working: 'P5D' } } });
    expect(after).toMatchObject({ title: before.title, form: { key: 'script-outline', version: before.form!.version, playbook: 1 } });
    expect(after.clock!.dueAt - before.clock!.dueAt).toBeGreaterThanOrEqual(3 * DAY_MS);
    expect(stage.of('TaskDueChanged').filter((event) => event.data.taskId === after.id)).toHaveLength(1);
    await env.sleep(before.clock!.dueAt - (await env.currentTimeMs()) + 3_600_000);
    expect(stage.of('TaskBreached').map((event) => event.data.taskId)).not.toContain(after.id);
    for (let day = 0; day < 14; day += 1) await env.sleep('1 day');
    const rungs = stage.of('RungFired').filter((event) => event.data.taskId === after.id).map((event) => event.data.rung);
    expect(rungs).toEqual([0, 1]);
    expect(stage.of('TaskBreached').filter((event) => event.data.taskId === after.id)).toHaveLength(1);
    // What opens from now on is the new version's.
    await stage.send('repeatStep', 'manager', { step: null, reason: 'again' });
    await stage.play(() => null, (view) => view.tasks.some((task) => task.key === 'script-outline' && task.visit === 2));
    expect(await one(stage, 'script-outline')).toMatchObject({ title: { en: 'Outline' }, form: { version: before.form!.version + 1, playbook: 2 } });
    await stage.pin('run-moved');
  }, 60_000);

  test('a version without a place for where the run stands is refused by name; a mapping says where to', async () => {
    const stage = await planning();
    const refused = async (definition: ProcessDefinition, field: string) => expect(moveTo(stage, definition)).rejects.toMatchObject({ type: 'Invalid', details: [{ field }] });
    const without = (edit: (definition: ProcessDefinition) => void): ProcessDefinition => {
      const definition = next(loop, () => undefined);
      edit(definition);
      return definition;
    };
    await refused(without((definition) => { definition.steps = definition.steps.filter(({ key }) => key !== 'planning'); }), 'steps.planning');
    await refused(without((definition) => { delete definition.tasks['script-outline']; }), 'tasks.script-outline');
    await refused(without((definition) => { delete definition.meetings['retrospective']; }), 'meetings.retrospective');
    await refused(next(chain, () => undefined), 'to');
    await refused(next(loop, () => undefined, 0), 'to');
    await expect(moveTo(stage, next(loop, () => undefined, 1))).rejects.toMatchObject({ type: 'Forbidden', details: [{ rule: 'same-version' }] });
    expect((await stage.view()).run.playbook.version).toBe(1);
    const definition = without((one) => { one.steps = one.steps.filter(({ key }) => key !== 'planning'); delete one.tasks['script-outline']; });
    await moveTo(stage, definition, { planning: 'review' });
    await stage.play(() => null, (view) => view.tasks.some((task) => task.key === 'requirement-review' && task.closedAt === null));
    expect(stage.of('StepLeft').at(-1)?.data).toMatchObject({ step: 'planning', outcome: 'moved' });
    expect((await stage.view()).run).toMatchObject({ step: 'review', visit: 2, playbook: { version: 2 } });
    await stage.pin('run-moved-to-another-step');
  }, 60_000);

  test('a breach, its rungs and an acknowledgement stand; a paused run stays paused and goes on under the new version', async () => {
    const stage = await planning();
    const task = await one(stage, 'script-outline');
    await env.sleep(task.clock!.dueAt - (await env.currentTimeMs()) + 60_000);
    await stage.send('acknowledgeTask', 'script', { taskId: task.id });
    await stage.send('pauseRun', 'manager', { reason: 'flooded' });
    await moveTo(stage, next(loop, (copy) => { copy.settings['pre-work.due']!.default = { working: 'P1D' }; }));
    const moved = await one(stage, 'script-outline');
    expect(moved.clock).toMatchObject({ breachedAt: task.clock!.dueAt, dueAt: task.clock!.dueAt, paused: expect.anything(), ack: { by: 'script' } });
    await stage.send('resumeRun', 'manager', { reason: 'dry' });
    for (let day = 0; day < 10; day += 1) await env.sleep('1 day');
    expect(stage.of('TaskBreached').filter((event) => event.data.taskId === task.id)).toHaveLength(1);
    const rungs = stage.of('RungFired').filter((event) => event.data.taskId === task.id).map((event) => event.data.rung);
    expect(rungs).toEqual([...new Set(rungs)]);
    await stage.pin('run-moved-while-paused');
  }, 60_000);
});
