import { randomUUID } from 'node:crypto';
import request from 'supertest';
import type { Preview } from '#contracts/api/preview';
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
interface Card { id: string; version: number; dueAt: number }
const openTask = (runId: string) => until(async () => ((await get('ops', `/tasks?runId=${runId}`)).body.items as Card[])[0]);
const startChain = async (): Promise<string> => (await post('manager', '/runs', { playbook: 'task-chain', title: 'A chain', input: {} })).body.id as string;
const TABLES = ['command', 'document', 'run_event', 'notification', 'delivery', 'activity_log', 'idempotency_key', 'task', 'run'];
const stored = () => stack.api.db.query(`SELECT ${TABLES.map((table) => `(SELECT count(*) FROM ${table}) AS ${table}`).join(', ')}, (SELECT sum(last_event) FROM run) AS events`);

describe('a preview', () => {
  it('says what moves and who would be told what in both languages, and writes nothing', async () => {
    const runId = await startChain();
    const task = await openTask(runId);
    const before = await stored();
    const asked = await post('manager', `/tasks/${task.id}/preview`, { verb: 'due', args: { dueAt: task.dueAt + 3_600_000, reason: 'the client asked' } });
    expect([asked.status, asked.body]).toEqual([200, expect.objectContaining({ preview: true, command: 'changeTaskDue', outcome: 'due-changed', waiting: 0 })]);
    const { moves, told } = asked.body as Preview;
    expect(moves.tasks).toEqual([expect.objectContaining({ taskId: task.id, closes: false, before: expect.objectContaining({ dueAt: task.dueAt }), after: expect.objectContaining({ dueAt: task.dueAt + 3_600_000 }) })]);
    expect(moves.tasks[0]!.after.next!.at).toBeGreaterThan(moves.tasks[0]!.before!.next!.at);
    expect(told.map(({ kind, email, subject }) => [kind, email, subject.en, subject['zh-CN']])).toEqual([['task-due-changed', true, 'New due time: Step 1', expect.stringMatching(/第一步/)]]);
    const cancel = await post('manager', `/runs/${runId}/preview`, { verb: 'cancel', args: { reason: 'not needed' } });
    expect((cancel.body as Preview).moves).toMatchObject({ run: { before: { state: 'running' }, after: { state: 'cancelled' } }, tasks: [{ taskId: task.id, closes: true }] });
    const whole = await post('ops', `/tasks/${task.id}/preview`, { verb: 'complete', args: { answers: { report: 'done' } } });
    expect([whole.status, whole.body.moves.tasks[0].after.state]).toEqual([200, 'done']);
    expect(await stored()).toEqual(before);
    // What was asked then happens as it was told.
    await post('manager', `/tasks/${task.id}/due`, { dueAt: task.dueAt + 3_600_000, reason: 'the client asked' });
    expect((await get('ops', '/notices')).body.items[0].kind).toBe('task-due-changed');
  });

  it('is refused as the verb would be: permission, rule, version, field', async () => {
    const runId = await startChain();
    const task = await openTask(runId);
    // Logging in is an activity too.
    await stack.token('legal');
    const before = await stored();
    const cases: Array<[who: string, path: string, body: object, status: number, field?: string]> = [
      ['ops', `/runs/${runId}/preview`, { verb: 'cancel', args: { reason: 'mine?' } }, 403],
      ['legal', `/tasks/${task.id}/preview`, { verb: 'claim' }, 404],
      ['manager', `/runs/${runId}/preview`, { verb: 'resume', args: { reason: 'x' } }, 409],
      ['manager', `/runs/${runId}/preview`, { verb: 'pause', args: { reason: 'x', version: 99 } }, 409],
      ['manager', `/runs/${runId}/preview`, { verb: 'pause', args: {} }, 400, 'reason'],
      ['manager', `/runs/${runId}/preview`, { verb: 'explode', args: {} }, 422, 'verb'],
      ['manager', `/tasks/${task.id}/preview`, { verb: 'comments', args: { text: 'x' } }, 422, 'verb'],
      ['manager', `/runs/${runId}/preview`, { verb: 7 }, 400, 'verb'],
      ['manager', `/runs/none/preview`, { verb: 'pause', args: { reason: 'x' } }, 400, 'id'],
      ['ops', `/tasks/${task.id}/preview`, { verb: 'complete', args: { answers: { report: 7 } } }, 422, 'answers.report'],
    ];
    for (const [who, path, body, status, field] of cases) {
      const answer = await post(who, path, body);
      expect([body, answer.status, answer.headers['content-type']]).toEqual([body, status, expect.stringContaining('problem+json')]);
      if (field) expect(answer.body.errors.map((issue: { path: string }) => issue.path)).toContain(field);
    }
    expect(await stored()).toEqual(before);
  });

  it('draws nothing from the run: a worker that only has the history comes to the same ids', async () => {
    const runId = await startChain();
    const first = await openTask(runId);
    const ask = async () => (await post('manager', `/runs/${runId}/preview`, { verb: 'cancel', args: { reason: 'asked' } })).body as Preview;
    for (let n = 0; n < 3; n += 1) expect((await ask()).moves.tasks.map(({ taskId }) => taskId)).toEqual([first.id]);
    await post('ops', `/tasks/${first.id}/complete`, { answers: {} });
    const second = await openTask(runId);
    await ask();
    await stack.stopWorker();
    await stack.startWorker();
    // Task ids are seeded random numbers: one drawn for a preview would have shifted those that the new worker comes to.
    const replayed = await until(async () => { const { moves } = await ask(); return moves && moves.tasks; });
    expect(replayed.map(({ taskId }) => taskId)).toEqual([second.id]);
  }, 30_000);

  it('without a worker answers 503 and says why', async () => {
    const runId = await startChain();
    await openTask(runId);
    await stack.stopWorker();
    const answer = await post('manager', `/runs/${runId}/preview`, { verb: 'pause', args: { reason: 'x' } });
    expect([answer.status, answer.body.rule, answer.body.detail]).toEqual([503, 'no-worker', expect.stringMatching(/at hand/)]);
    await stack.startWorker();
    await until(async () => (await post('manager', `/runs/${runId}/preview`, { verb: 'pause', args: { reason: 'x' } })).status === 200);
  }, 30_000);
});
