import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import type { ClockPolicy } from '#contracts/clock';
import type { ProcessDefinition } from '#contracts/process';
import { withLayer } from '#domain/calendar/book';
import { orgBook, sliceAt } from '../support/scripted-team.ts';
import { Stage } from '../support/stage.ts';
import { createTimeSkipping } from '../support/time-skipping.ts';

const text = { 'zh-CN': '关口', en: 'Gate' };
const policy: ClockPolicy = { due: { working: 'P2D' }, source: '10.1', atRiskShare: 0.8, remindBefore: [], remindAtDue: true, remindAfter: null, ladder: [], acknowledgeFor: { working: 'P1D' } };
const task = (key: string) => ({ key, title: text, description: text, source: '10.1', assign: { role: 'ops' }, form: null, checklist: [], policy });
const definition: ProcessDefinition = {
  slug: 'gated', version: 1, process: 'gated', calendarId: 'org', steps: [{ key: 'entry', title: text }, { key: 'work', title: text }],
  tasks: { evidence: task('evidence'), work: task('work') }, groups: {}, meetings: {}, checkpoints: {}, gates: { resources: { title: text, source: '10.1', task: 'evidence' } }, settings: {},
};

let env: TestWorkflowEnvironment;
let bundle: string;
beforeAll(async () => {
  const { code } = await bundleWorkflowCode({
    workflowsPath: path.join(import.meta.dirname, 'fixtures/gated.workflow.ts'),
    logger: new DefaultLogger('ERROR'),
    webpackConfigHook: (config) => ({ ...config, resolve: { ...config.resolve, conditionNames: ['source', 'import', 'default'] } }),
  });
  bundle = path.join(await mkdtemp(path.join(tmpdir(), 'callsheet-gated-')), 'bundle.js');
  await writeFile(bundle, code);
}, 60_000);
beforeEach(async () => (env = await createTimeSkipping()), 60_000);
afterEach(() => Stage.closeAll(env));

const open = () => Stage.open(env, definition, 'gated', { input: {}, bundle });
const dateIn = async (days: number): Promise<string> => new Date((await env.currentTimeMs()) + days * 86_400_000).toISOString().slice(0, 10);

describe('a gate', () => {
  test('lets the step wait until its evidence is there', async () => {
    const stage = await open();
    const [evidence] = await stage.openTasks();
    expect(evidence?.subject.gate).toBe('resources');
    await stage.complete(evidence!, { decision: 'met' });
    expect(stage.of('GateMet').map((event) => event.data.by)).toEqual(['ops']);
    await stage.play(() => ({}), (view) => view.run.closedAt !== null);
    expect(stage.of('StepEntered').map((event) => event.data.step)).toEqual(['entry', 'work']);
  }, 60_000);

  test('waived by a named person with reason and expiry, asks again when the waiver runs out, while the work goes on', async () => {
    const stage = await open();
    const [evidence] = await stage.openTasks();
    await expect(stage.complete(evidence!, { decision: 'waived', until: await dateIn(7) })).rejects.toMatchObject({ type: 'Invalid', details: [{ field: 'reason' }] });
    await expect(stage.complete(evidence!, { decision: 'waived', reason: 'ordered', until: await dateIn(-3) })).rejects.toMatchObject({ details: [{ field: 'until' }] });
    await stage.complete(evidence!, { decision: 'waived', reason: 'ordered', until: await dateIn(7) });
    expect((await stage.openTasks()).map((open) => open.key)).toEqual(['work']);
    for (let day = 0; day < 9; day += 1) await env.sleep('1 day');
    expect(stage.of('GateReopened')).toHaveLength(1);
    expect((await stage.openTasks()).map((open) => open.key).sort()).toEqual(['evidence', 'work']);
    expect((stage.of('GateReopened')[0]?.at ?? 0) >= (stage.of('GateWaived')[0]?.data.until ?? Infinity)).toBe(true);
    await stage.complete((await stage.openTasks()).find((open) => open.key === 'evidence')!, { decision: 'met' });
    expect(stage.of('GateMet')).toHaveLength(1);
  }, 60_000);

  test('a waiver whose last day becomes a day off ends with the closing of the working day before it', async () => {
    const stage = await open();
    const [evidence] = await stage.openTasks();
    const now = await env.currentTimeMs();
    const [first, second] = sliceAt(orgBook(), 'org', now).days.filter(({ intervals }) => intervals[0]![0] > now);
    await stage.complete(evidence!, { decision: 'waived', reason: 'ordered', until: second!.date });
    const org = orgBook().layers.org!;
    const closed = withLayer(orgBook(), { ...org, version: 2, data: { ...org.data, days: { ...org.data.days, [second!.date]: { isWorkday: false, reason: 'company', source: 'hand' } } } });
    await stage.send('replanRun', 'admin', { slices: { org: sliceAt(closed, 'org', now) }, people: {}, reason: 'closed' });
    expect(stage.of('WaiverMoved')[0]!.data).toMatchObject({ gate: 'resources', was: second!.intervals.at(-1)![1], until: first!.intervals.at(-1)![1] });
    await env.sleep(first!.intervals.at(-1)![1] - (await env.currentTimeMs()) + 60_000);
    expect(stage.of('GateReopened')).toHaveLength(1);
  }, 60_000);
});
