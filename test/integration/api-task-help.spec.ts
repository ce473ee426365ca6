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
    // Operations belong to the production team, which the manager leads; the editor is its member.
    expect((await post('editor', `/tasks/${taskId}/delegate`, { to: demoId('copy'), reason: 'r' })).status).toBe(403);
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
