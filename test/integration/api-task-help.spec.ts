import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { poolOf } from '#persistence/data-source';
import { checkRun } from '#persistence/record/repair';
import { demoId } from '#persistence/seed/demo';
import { startApiStack, type ApiStack } from '../support/api-stack.ts';
import { until } from '../support/until.ts';

let stack: ApiStack;
beforeAll(async () => {
  stack = await startApiStack();
  await stack.startWorker();
}, 120_000);
afterAll(() => stack.close(), 60_000);

const V1 = '/api/v1';
async function get(who: string, path: string): Promise<request.Response> {
  return request(stack.api.app.getHttpServer()).get(`${V1}${path}`).set('Authorization', `Bearer ${await stack.token(who)}`);
}
async function post(who: string, path: string, body: object): Promise<request.Response> {
  return request(stack.api.app.getHttpServer()).post(`${V1}${path}`).set('Authorization', `Bearer ${await stack.token(who)}`).set('Idempotency-Key', randomUUID()).send(body);
}
async function does(who: string, path: string, body: object): Promise<request.Response> {
  const answer = await post(who, path, body);
  expect([path, answer.status, answer.body.errors]).toEqual([path, 200, undefined]);
  return answer;
}
interface Card { id: string; key: string; part: string | null; turnOf: string[] }
const inbox = async (who: string, runId: string, part?: string): Promise<Card[]> => (await get(who, `/tasks?runId=${runId}${part ? `&part=${part}` : ''}`)).body.items as Card[];
async function chain(): Promise<{ runId: string; taskId: string }> {
  const { body } = await post('manager', '/runs', { playbook: 'task-chain', title: 'A chain', input: {} });
  const [task] = await until(async () => { const items = await inbox('ops', body.id as string); return items.length > 0 && items; });
  return { runId: body.id as string, taskId: task!.id };
}
const noticesOf = async (who: string, runId: string): Promise<string[]> =>
  (await stack.api.db.query('SELECT n.kind, d.state FROM notification n LEFT JOIN delivery d ON d.notification_id = n.id WHERE n.person_id = $1 AND n.run_id = $2 ORDER BY n.created_at, n.from_n', [demoId(who), runId])).map((row: { kind: string; state: string | null }) => `${row.kind}:${row.state ?? 'app'}`);

describe('delegate-and-return', () => {
  it('puts the task before the delegate, shows it as waiting to the holder, and brings the answers back', async () => {
    const { runId, taskId } = await chain();
    expect((await get('copy', `/tasks/${taskId}`)).status).toBe(404);
    await does('ops', `/tasks/${taskId}/delegate`, { to: demoId('copy'), reason: 'She knows the brand' });
    expect(await inbox('copy', runId)).toEqual([expect.objectContaining({ id: taskId, part: 'do', turnOf: [demoId('copy')] })]);
    expect(await inbox('ops', runId, 'wait')).toEqual([expect.objectContaining({ id: taskId, part: 'wait' })]);
    expect(await inbox('ops', runId, 'do')).toEqual([]);
    const early = await post('ops', `/tasks/${taskId}/complete`, { answers: {} });
    expect([early.status, early.body.rule, early.body.by]).toEqual([409, 'delegated', demoId('copy')]);
    const back = await does('copy', `/tasks/${taskId}/complete`, { answers: { report: 'hers' } });
    expect([back.body.command.outcome, back.body.task.state]).toEqual(['handed-back', 'claimed']);
    const mine = (await get('ops', `/tasks/${taskId}`)).body;
    expect(mine.delegation.handedBack.documentId).toBe(mine.documents[0].id);
    expect([mine.documents[0].author, mine.documents[0].body.answers, mine.part]).toEqual([demoId('copy'), { report: 'hers' }, 'do']);
    expect(await inbox('copy', runId)).toEqual([]);
    const done = await does('ops', `/tasks/${taskId}/complete`, { answers: { report: 'his' } });
    expect([done.body.command.outcome, done.body.task.state]).toEqual(['done', 'done']);
    expect((await get('copy', `/tasks/${taskId}`)).status).toBe(200);
    expect(await noticesOf('copy', runId)).toEqual(['task-delegated:superseded']);
    expect(await noticesOf('ops', runId)).toEqual(expect.arrayContaining(['task-handed-back:superseded']));
    expect(await checkRun(poolOf(stack.api.db), runId)).toEqual([]);
  });

  it('is a lead\'s to do and a stranger\'s not', async () => {
    const { taskId } = await chain();
    expect((await post('legal', `/tasks/${taskId}/delegate`, { to: demoId('copy'), reason: 'r' })).status).toBe(404);
    expect((await post('ops', `/tasks/${taskId}/delegate`, { to: randomUUID(), reason: 'r' })).status).toBe(422);
    expect((await post('editor', `/tasks/${taskId}/delegate`, { to: demoId('copy'), reason: 'r' })).status).toBe(404);
    await does('manager', `/tasks/${taskId}/delegate`, { to: demoId('copy'), reason: 'r' });
    await does('copy', `/tasks/${taskId}/undelegate`, { reason: 'I am away' });
    const twice = await post('copy', `/tasks/${taskId}/undelegate`, { reason: 'again' });
    expect([twice.status, twice.body.rule]).toEqual([404, 'unknown-task']);
  });
});

describe('co-signers', () => {
  it('get what was handed in, in turn, and the last approval completes it for the holder', async () => {
    const { runId, taskId } = await chain();
    const [legal, host] = [demoId('legal'), demoId('host')];
    await does('ops', `/tasks/${taskId}/signers`, { people: [legal, host], mode: 'sequence', reason: 'Claims' });
    expect(await inbox('legal', runId)).toEqual([]);
    const submitted = await does('ops', `/tasks/${taskId}/complete`, { answers: { report: 'x' } });
    expect([submitted.body.command.outcome, submitted.body.task.part, submitted.body.task.turnOf]).toEqual(['submitted', 'wait', [legal]]);
    expect(await inbox('legal', runId, 'sign')).toHaveLength(1);
    const early = await post('host', `/tasks/${taskId}/sign`, { decision: 'approved' });
    expect([early.status, early.body.rule]).toEqual([403, 'not-your-turn']);
    const mute = await post('legal', `/tasks/${taskId}/sign`, { decision: 'rejected' });
    expect([mute.status, mute.body.errors[0].path]).toEqual([400, 'comment']);
    await does('legal', `/tasks/${taskId}/sign`, { decision: 'rejected', comment: 'No source for the claim' });
    const back = (await get('ops', `/tasks/${taskId}`)).body;
    expect([back.part, back.signing.submitted, back.version]).toEqual(['do', null, expect.any(Number)]);
    await does('ops', `/tasks/${taskId}/complete`, { answers: { report: 'with source' } });
    await does('legal', `/tasks/${taskId}/sign`, { decision: 'approved' });
    const last = await does('host', `/tasks/${taskId}/sign`, { decision: 'approved', comment: 'Good' });
    expect([last.body.command.outcome, last.body.task.state, last.body.task.closedBy]).toEqual(['signed', 'done', demoId('ops')]);
    expect(await noticesOf('legal', runId)).toEqual(['signers-changed:app', 'task-to-sign:superseded', 'task-to-sign:superseded']);
    expect((await noticesOf('ops', runId)).filter((kind) => /submission|approved|signed/.test(kind))).toEqual(['submission-rejected:superseded', 'task-signed:app', 'task-approved:pending']);
    const rejected = (await stack.api.db.query(`SELECT data FROM notification WHERE kind = 'submission-rejected' AND run_id = $1`, [runId])) as Array<{ data: { items: Array<{ reason: string }> } }>;
    expect(rejected[0]!.data.items[0]!.reason).toBe('No source for the claim');
    expect(await checkRun(poolOf(stack.api.db), runId)).toEqual([]);
  });

  it('are refused twice, and as judges of their own work; the last one removed completes', async () => {
    const { runId, taskId } = await chain();
    const add = (people: string[], more: object = {}) => post('ops', `/tasks/${taskId}/signers`, { people, reason: 'r', ...more });
    const own = await add([demoId('ops')]);
    expect([own.status, own.body.errors[0].path, own.body.rule]).toEqual([422, 'people.0', 'own-signature']);
    expect((await add([demoId('legal')], { ratio: 0.5 })).body.errors[0].path).toBe('ratio');
    await does('ops', `/tasks/${taskId}/signers`, { people: [demoId('legal')], mode: 'ratio', ratio: 0.5, reason: 'r' });
    expect((await add([demoId('legal')])).body.rule).toBe('already-signer');
    await does('ops', `/tasks/${taskId}/complete`, { answers: {} });
    await does('manager', `/tasks/${taskId}/remove-signer`, { person: demoId('legal'), reason: 'Not needed' });
    expect((await get('manager', `/tasks/${taskId}`)).body).toMatchObject({ state: 'done', closedBy: demoId('ops') });
    expect(await checkRun(poolOf(stack.api.db), runId)).toEqual([]);
  });
});

describe('checklist items and nudges', () => {
  /** The chain in a version of its own, whose first task has a checklist. */
  beforeAll(async () => {
    const [row] = (await stack.api.db.query(`SELECT data FROM playbook WHERE slug = 'task-chain' ORDER BY version DESC LIMIT 1`)) as Array<{ data: { version: number; tasks: Record<string, object> } }>;
    const item = (key: string, evidenceRequired: boolean) => ({ key, title: { 'zh-CN': key, en: key }, mandatory: true, evidenceRequired });
    const data = { ...row!.data, version: 90, tasks: { ...row!.data.tasks, 'step-1': { ...row!.data.tasks['step-1'], checklist: [item('footage', false), item('licence', true)] } } };
    await stack.api.db.query(`INSERT INTO playbook (slug, version, data, status) VALUES ('task-chain', 90, $1, 'published')`, [JSON.stringify(data)]);
  });

  it('an item goes to its owner\'s inbox and asks for evidence; what is missing is named', async () => {
    const { runId, taskId } = await chain();
    const missing = await post('ops', `/tasks/${taskId}/complete`, { answers: {} });
    expect([missing.status, missing.body.errors.map(({ path }: { path: string }) => path)]).toEqual([409, ['checklist.footage', 'checklist.licence']]);
    await does('ops', `/tasks/${taskId}/assign-item`, { item: 'licence', owner: demoId('copy') });
    expect(await inbox('copy', runId, 'item')).toEqual([expect.objectContaining({ id: taskId, part: 'item' })]);
    const tick = (evidence?: object) => post('copy', `/tasks/${taskId}/checklist`, { item: 'licence', done: true, ...(evidence && { evidence }) });
    const bare = await tick();
    expect([bare.status, bare.body.rule]).toEqual([422, 'evidence']);
    expect((await tick({ documentId: randomUUID() })).body.errors[0].path).toBe('evidence.documentId');
    expect((await tick({ attachmentId: randomUUID() })).body.errors[0].path).toBe('evidence.attachmentId');
    expect((await tick({ link: 'https://x.test/a', documentId: randomUUID() })).status).toBe(400);
    const attached = await post('copy', `/tasks/${taskId}/attachments`, { url: 'https://x.test/licence', title: 'Licence' });
    const ticked = await tick({ attachmentId: attached.body.attachment.id });
    expect([ticked.status, ticked.body.task.checklist[1]]).toEqual([200, expect.objectContaining({ done: true, by: demoId('copy'), evidence: { link: null, documentId: null, attachmentId: attached.body.attachment.id } })]);
    expect(await inbox('copy', runId)).toEqual([]);
    await does('ops', `/tasks/${taskId}/checklist`, { item: 'footage', done: true });
    expect((await does('ops', `/tasks/${taskId}/complete`, { answers: {} })).body.task.state).toBe('done');
    expect(await noticesOf('copy', runId)).toEqual(['item-assigned:superseded']);
    expect(await checkRun(poolOf(stack.api.db), runId)).toEqual([]);
  });

  it('a nudge is told by mail, and once in a while only', async () => {
    const { runId, taskId } = await chain();
    expect((await post('ops', `/tasks/${taskId}/nudge`, {})).body.rule).toBe('own-turn');
    await does('ops', `/tasks/${taskId}/signers`, { people: [demoId('legal')], reason: 'Claims' });
    expect((await post('legal', `/tasks/${taskId}/nudge`, {})).body.rule).toBe('not-waiting');
    const nudged = await does('manager', `/tasks/${taskId}/nudge`, {});
    expect(nudged.body.task.nudged).toMatchObject({ by: demoId('manager'), count: 1 });
    const again = await post('manager', `/tasks/${taskId}/nudge`, {});
    expect([again.status, again.body.rule, again.body.at]).toEqual([409, 'nudge-cool-down', expect.any(Number)]);
    expect(again.body.at).toBeGreaterThan(Date.now());
    expect(await noticesOf('ops', runId)).toContain('task-nudged:pending');
  });

  it('why names who changed the due time', async () => {
    const { taskId } = await chain();
    await does('manager', `/tasks/${taskId}/due`, { due: { working: 'P1D' }, reason: 'The client is late' });
    const { body } = await get('ops', `/tasks/${taskId}/why`);
    expect(JSON.stringify(body.sentences)).toContain('孟曼 Meng Man set it at');
  });
});

describe('recall and sending back', () => {
  it('takes back what one completed while the next task is untouched', async () => {
    const { runId, taskId } = await chain();
    await does('ops', `/tasks/${taskId}/assign-item`, { item: 'licence', owner: demoId('copy') });
    await does('copy', `/tasks/${taskId}/checklist`, { item: 'licence', done: true, evidence: { link: 'https://x.test/a' } });
    await does('ops', `/tasks/${taskId}/checklist`, { item: 'footage', done: true });
    const done = await does('ops', `/tasks/${taskId}/complete`, { answers: { report: 'first' } });
    expect((await post('copy', `/tasks/${taskId}/recall`, { reason: 'r' })).body.rule).toBe('not-yours');
    const next = await until(async () => (await inbox('ops', runId)).find(({ id }) => id !== taskId));
    const back = await does('ops', `/tasks/${taskId}/recall`, { reason: 'A wrong figure', version: done.body.task.version });
    expect([back.body.command.outcome, back.body.task]).toEqual(['recalled', expect.objectContaining({ state: 'claimed', closedAt: null, documentId: done.body.task.documentId, part: 'do' })]);
    expect((await inbox('ops', runId)).map(({ id }) => id)).toEqual([taskId]);
    expect((await get('ops', `/tasks/${next.id}`)).body).toMatchObject({ state: 'cancelled', reason: 'A wrong figure' });
    await does('ops', `/tasks/${taskId}/complete`, { answers: { report: 'second' } });
    const again = await until(async () => (await inbox('ops', runId)).find(({ id }) => ![taskId, next.id].includes(id)));
    await does('manager', `/tasks/${again.id}/transfer`, { to: demoId('copy'), reason: 'r' });
    const late = await post('ops', `/tasks/${taskId}/recall`, { reason: 'Once more' });
    expect([late.status, late.body.rule, late.body.by]).toEqual([409, 'recall-followed', demoId('copy')]);
    expect(await noticesOf('manager', runId)).toContain('task-recalled:app');
    expect(await checkRun(poolOf(stack.api.db), runId)).toEqual([]);
  });

  it('knows the first step and the one before by these words', async () => {
    const { taskId } = await chain();
    for (const toStep of ['previous', 'first', 'nowhere']) {
      const answer = await post('ops', `/tasks/${taskId}/return`, { toStep, reason: 'r' });
      expect([toStep, answer.status, answer.body.errors?.[0]?.path]).toEqual([toStep, 422, 'toStep']);
    }
  });
});

describe('many tasks at once', () => {
  it('does the verb to each, answers each, and a refused one stops no other', async () => {
    const tasks = await Promise.all([chain(), chain(), chain()]);
    const nobody = randomUUID();
    const items = [...tasks.map(({ taskId }) => ({ id: taskId })), { id: nobody }];
    const body = { verb: 'transfer', args: { to: demoId('copy'), reason: 'On leave' }, items };
    const preview = await does('ops', '/tasks/bulk', { ...body, preview: true });
    expect(preview.body.results.map(({ status }: { status: string }) => status)).toEqual(['previewed', 'previewed', 'previewed', 'refused']);
    expect(preview.body.results[0].preview.told.map(({ kind }: { kind: string }) => kind)).toEqual(['task-assigned']);
    expect((await get('ops', `/tasks/${tasks[0]!.taskId}`)).body.assignee).toBe(demoId('ops'));
    const key = randomUUID();
    const send = async () => request(stack.api.app.getHttpServer()).post(`${V1}/tasks/bulk`).set('Authorization', `Bearer ${await stack.token('ops')}`).set('Idempotency-Key', key).send(body);
    const first = await send();
    expect(first.body.results.map(({ id, status, outcome }: { id: string; status: string; outcome: string | null }) => [id, status, outcome])).toEqual([...tasks.map(({ taskId }) => [taskId, 'done', 'transferred']), [nobody, 'refused', null]]);
    expect(first.body.results[3].problem).toMatchObject({ status: 404, rule: 'unknown-task' });
    expect((await send()).body.results.slice(0, 3)).toEqual(first.body.results.slice(0, 3));
    const stale = await does('copy', '/tasks/bulk', { verb: 'complete', args: { answers: {} }, items: [{ id: tasks[0]!.taskId, version: 99 }, { id: tasks[1]!.taskId }] });
    expect(stale.body.results.map(({ status, problem }: { status: string; problem: { status: number } | null }) => [status, problem?.status ?? null])).toEqual([['refused', 409], ['refused', 409]]);
  });

  it('refuses arguments that the verb does not take, and a task named twice', async () => {
    const id = randomUUID();
    const bad = await post('ops', '/tasks/bulk', { verb: 'transfer', args: { to: 'x', reason: 'r' }, items: [{ id }] });
    expect([bad.status, bad.body.errors.map(({ path }: { path: string }) => path)]).toEqual([400, ['args.to']]);
    expect((await post('ops', '/tasks/bulk', { verb: 'claim', items: [{ id }, { id }] })).body.errors[0].path).toBe('items');
    expect((await post('ops', '/tasks/bulk', { verb: 'erase', items: [{ id }] })).body.errors[0].path).toBe('verb');
  });
});
