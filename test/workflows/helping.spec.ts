import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { Evidence, SignDecision, SignMode, Task } from '#contracts/task';
import { workingMsBetween } from '#domain/calendar/working-time';
import { factsFor, runInput } from '../support/scripted-team.ts';
import { Stage } from '../support/stage.ts';
import { createTimeSkipping } from '../support/time-skipping.ts';

let env: TestWorkflowEnvironment;
beforeEach(async () => (env = await createTimeSkipping()), 60_000);
afterEach(() => Stage.closeAll(env));

const chain = () => Stage.open(env, 'task-chain', 'taskChain', { input: {} });
/** The chain with a checklist on its first task. */
async function listed(): Promise<Stage> {
  const { definition } = await runInput('task-chain', { runId: '', now: 0, input: {} });
  const item = (key: string, evidenceRequired: boolean) => ({ key, title: { 'zh-CN': key, en: key }, mandatory: true, evidenceRequired });
  const tasks = { ...definition.tasks, 'step-1': { ...definition.tasks['step-1']!, checklist: [item('footage', false), item('licence', true)] } };
  return Stage.open(env, { ...definition, tasks }, 'taskChain', { input: {} });
}
const first = async (stage: Stage): Promise<Task> => (await stage.openTasks('step-1'))[0]!;
const answer = { documentId: null, outcome: { report: 'x' } };
const add = (stage: Stage, { id: taskId }: Task, people: string[], mode: SignMode = 'all', ratio: number | null = null) => stage.send('addSigners', 'ops', { taskId, people, mode, ratio, reason: 'four eyes' });
const sign = (stage: Stage, { id: taskId }: Task, person: string, decision: SignDecision = 'approved', reason: string | null = null) => stage.send('signTask', person, { taskId, decision, reason });
const submit = (stage: Stage, { id: taskId }: Task, documentId = 'd1') => stage.send('completeTask', 'ops', { taskId, documentId, outcome: { report: 'x' } });

describe('delegate-and-return', () => {
  test('the delegate hands back with answers, the holder completes with others, the due time stands', async () => {
    const stage = await chain();
    const task = await first(stage);
    await stage.send('delegateTask', 'ops', { taskId: task.id, to: 'copy', reason: 'she knows the brand' });
    await expect(stage.send('delegateTask', 'copy', { taskId: task.id, to: 'data', reason: 'on it goes' })).rejects.toMatchObject({ type: 'Forbidden', details: [{ rule: 'delegated', by: 'copy' }] });
    await expect(stage.send('completeTask', 'ops', { taskId: task.id, ...answer })).rejects.toMatchObject({ details: [{ rule: 'delegated' }] });
    const back = await stage.send('completeTask', 'copy', { taskId: task.id, documentId: 'd1', outcome: { report: 'hers' } });
    expect([back.outcome, (await first(stage)).delegation?.handedBack]).toEqual(['handed-back', { at: expect.any(Number), documentId: 'd1', outcome: { report: 'hers' } }]);
    expect((await first(stage)).clock?.dueAt).toBe(task.clock?.dueAt);
    expect((await stage.send('completeTask', 'ops', { taskId: task.id, documentId: 'd2', outcome: { report: 'his' } })).outcome).toBe('done');
    expect(stage.types(task.id)).toEqual(['TaskOpened', 'TaskDelegated', 'TaskHandedBack', 'TaskCompleted']);
    expect(stage.of('TaskCompleted')[0]?.data).toMatchObject({ by: 'ops', documentId: 'd2' });
    await stage.pin('task-delegated-and-handed-back');
  }, 60_000);

  test('either side ends it; the clock of a delegated task breaches all the same', async () => {
    const stage = await chain();
    const task = await first(stage);
    const delegate = () => stage.send('delegateTask', 'ops', { taskId: task.id, to: 'copy', reason: 'busy' });
    await delegate();
    await stage.send('undelegateTask', 'copy', { taskId: task.id, reason: 'so am I' });
    expect(await first(stage)).toMatchObject({ assignee: 'ops', delegation: null });
    await delegate();
    await stage.send('undelegateTask', 'ops', { taskId: task.id, reason: 'free again' });
    await delegate();
    for (let hour = 0; hour < 26; hour += 2) await env.sleep('2 hours');
    expect(stage.of('TaskBreached')).toHaveLength(1);
    await stage.send('transferTask', 'manager', { taskId: task.id, to: 'data', reason: 'both are away' });
    expect(await first(stage)).toMatchObject({ assignee: 'data', delegation: null });
  }, 60_000);
});

describe('co-signers', () => {
  test('all must approve: what the holder completes counts with the last signature, in the holder\'s name', async () => {
    const stage = await chain();
    const task = await first(stage);
    await add(stage, task, ['host', 'data']);
    await expect(sign(stage, task, 'host')).rejects.toMatchObject({ details: [{ rule: 'not-submitted' }] });
    expect((await submit(stage, task)).outcome).toBe('submitted');
    await sign(stage, task, 'data');
    expect((await first(stage)).closedAt).toBeNull();
    const last = await sign(stage, task, 'host');
    const [completed] = stage.of('TaskCompleted');
    expect([completed?.data, completed?.cause]).toEqual([{ taskId: task.id, by: 'ops', documentId: 'd1', outcome: { report: 'x' } }, { kind: 'command', id: last.id, actor: 'host' }]);
    expect((await stage.openTasks()).map(({ key }) => key)).toEqual(['step-2']);
    await stage.pin('task-signed-by-all');
  }, 60_000);

  test('in sequence: a rejection sends it back with its reason, and the next round begins with the first', async () => {
    const stage = await chain();
    const task = await first(stage);
    await add(stage, task, ['host', 'data'], 'sequence');
    await submit(stage, task);
    await expect(sign(stage, task, 'data')).rejects.toMatchObject({ details: [{ rule: 'not-your-turn', by: 'host' }] });
    await sign(stage, task, 'host');
    await sign(stage, task, 'data', 'rejected', 'the figure is wrong');
    expect(stage.of('SubmissionRejected')[0]?.data).toEqual({ taskId: task.id, by: 'data', reason: 'the figure is wrong' });
    const { signing } = await first(stage);
    expect([signing?.submitted, signing?.signers.map(({ decision }) => decision)]).toEqual([null, [null, null]]);
    await submit(stage, task, 'd2');
    await sign(stage, task, 'host');
    await sign(stage, task, 'data');
    expect(stage.of('TaskSigned')).toHaveLength(4);
    expect(stage.of('TaskCompleted')[0]?.data.documentId).toBe('d2');
    await stage.pin('task-signed-in-sequence');
  }, 60_000);

  test('any and ratio settle as soon as they can; removing the last needed signer completes', async () => {
    const stage = await chain();
    const one = await first(stage);
    await add(stage, one, ['host', 'data'], 'any');
    await submit(stage, one);
    await sign(stage, one, 'host', 'rejected', 'not I');
    expect(stage.of('SubmissionRejected')).toEqual([]);
    await sign(stage, one, 'data');
    const two = (await stage.openTasks('step-2'))[0]!;
    await add(stage, two, ['host', 'data', 'copy'], 'ratio', 0.6);
    await submit(stage, two);
    await sign(stage, two, 'host');
    await sign(stage, two, 'copy');
    const three = (await stage.openTasks('step-3'))[0]!;
    await add(stage, three, ['host', 'data']);
    await submit(stage, three);
    await sign(stage, three, 'host');
    await stage.send('removeSigner', 'ops', { taskId: three.id, person: 'data', reason: 'on leave' });
    expect(stage.of('TaskCompleted').map(({ data }) => data.taskId)).toEqual([one.id, two.id, three.id]);
    await stage.pin('task-signed-any-ratio-removed');
  }, 60_000);

  test('the clock runs on until the last signature: one that was sent before the due time annuls the breach', async () => {
    const stage = await chain();
    const task = await first(stage);
    await add(stage, task, ['host']);
    await submit(stage, task);
    const before = await env.currentTimeMs();
    for (let hour = 0; hour < 26; hour += 2) await env.sleep('2 hours');
    expect(stage.of('TaskBreached')).toHaveLength(1);
    await stage.send('signTask', 'host', { taskId: task.id, decision: 'approved', reason: null }, { receivedAt: before });
    expect(stage.types(task.id).slice(-3)).toEqual(['TaskSigned', 'BreachAnnulled', 'TaskCompleted']);
  }, 60_000);

  test('a meeting is not decided past the co-signers of its task', async () => {
    const stage = await Stage.open(env, 'collaboration-loop', 'collaborationLoop', { input: { pieces: [], contentType: 'tutorial' } });
    const task = (await stage.openTasks('requirement-review'))[0]!;
    await stage.send('addSigners', 'manager', { taskId: task.id, people: ['host'], mode: null, ratio: null, reason: 'the host decides with me' });
    const decide = { meetingId: task.subject.meetingId!, decision: 'go', documentId: null, outcome: { decision: 'go' } };
    await expect(stage.send('recordDecision', 'manager', decide)).rejects.toMatchObject({ details: [{ rule: 'meeting-task' }] });
    await stage.complete(task, { decision: 'go' });
    await sign(stage, task, 'host');
    expect(stage.of('MeetingDecided').map(({ data }) => [data.by, data.decision])).toEqual([['manager', 'go']]);
    expect((await stage.view()).run.step).toBe('planning');
  }, 60_000);
});

describe('checklist items and nudges', () => {
  test('an item has an owner and evidence, and completing names every one that is missing', async () => {
    const stage = await listed();
    const task = await first(stage);
    const tick = (actor: string, item: string, evidence: Evidence | null = null, done = true) => stage.send('tickChecklist', actor, { taskId: task.id, item, done, evidence });
    await expect(stage.send('completeTask', 'ops', { taskId: task.id, ...answer })).rejects.toMatchObject({ type: 'Invalid', details: [{ rule: 'checklist', fields: ['checklist/footage', 'checklist/licence'] }] });
    await stage.send('assignItem', 'ops', { taskId: task.id, item: 'licence', owner: 'copy' });
    await expect(tick('ops', 'licence')).rejects.toMatchObject({ details: [{ rule: 'not-yours', by: 'copy' }] });
    await expect(tick('copy', 'licence')).rejects.toMatchObject({ details: [{ field: 'evidence' }] });
    const evidence = { link: 'https://x.test/licence', attachmentId: null, documentId: null };
    await tick('copy', 'licence', evidence);
    await tick('ops', 'footage');
    expect((await first(stage)).checklist.map(({ by, owner, evidence: shown }) => [by, owner, shown])).toEqual([['ops', null, null], ['copy', 'copy', evidence]]);
    await tick('copy', 'licence', null, false);
    expect((await first(stage)).checklist[1]).toMatchObject({ done: false, by: null, evidence: null });
    await tick('manager', 'licence', evidence);
    expect((await stage.send('completeTask', 'ops', { taskId: task.id, ...answer })).outcome).toBe('done');
    await stage.pin('task-checklist-owned');
  }, 60_000);

  test('a nudge waits for its cool-down and makes nobody\'s version stale', async () => {
    const stage = await chain();
    const task = await first(stage);
    const nudge = (receivedAt: number) => stage.send('nudgeTask', 'manager', { taskId: task.id }, { receivedAt });
    const now = await env.currentTimeMs();
    await nudge(now);
    expect(await first(stage)).toMatchObject({ version: task.version, nudged: { by: 'manager', at: now, count: 1 } });
    const refused = await nudge(now + 60_000).then(() => null, (error: { details: Array<{ rule: string; at: number }> }) => error.details[0]!);
    const slice = factsFor(now).calendars.org!;
    expect([refused?.rule, workingMsBetween(slice, now, refused?.at ?? 0)]).toEqual(['nudge-cool-down', 4 * 3_600_000]);
    await nudge(refused!.at);
    expect(stage.of('TaskNudged').map(({ data }) => data.count)).toEqual([1, 2]);
    await stage.pin('task-nudged');
  }, 60_000);
});
