import { randomUUID } from 'node:crypto';
import request from 'supertest';
import type { JobItem } from '#contracts/jobs';
import { poolOf } from '#persistence/data-source';
import { closeJob, insertJob, noteListing, noteResults, openKeys, waitingItems } from '#persistence/repositories/jobs';
import { startApiStack, type ApiStack } from '../support/api-stack.ts';
import { until } from '../support/until.ts';

let stack: ApiStack;
beforeAll(async () => {
  stack = await startApiStack();
  await stack.startWorker();
}, 120_000);
afterAll(() => stack.close(), 60_000);

async function get(who: string, path: string): Promise<request.Response> {
  return request(stack.api.app.getHttpServer()).get(`/api/v1${path}`).set('Authorization', `Bearer ${await stack.token(who)}`);
}
async function post(who: string, path: string, body: object, key: string = randomUUID()): Promise<request.Response> {
  return request(stack.api.app.getHttpServer()).post(`/api/v1${path}`).set('Authorization', `Bearer ${await stack.token(who)}`).set('Idempotency-Key', key).send(body);
}
const runOf = async (id: string) => (await get('manager', `/runs/${id}`)).body as { state: string; version: number; pause: { reason: string } | null };

async function startChains(count: number): Promise<string[]> {
  const ids = await Promise.all(Array.from({ length: count }, async () => (await post('manager', '/runs', { playbook: 'task-chain', title: 'A chain', input: {} })).body.id as string));
  await until(async () => (await Promise.all(ids.map(runOf))).every(({ state }) => state === 'running'));
  return ids;
}
const finished = (id: string) => until(async () => { const { body } = await get('manager', `/jobs/${id}`); return body.closedAt !== null && body; });

describe('a job across runs', () => {
  it('does the verb to each run once, also while the worker is away for a while, and keeps a result for each', async () => {
    const ids = await startChains(8);
    await post('manager', `/runs/${ids[0]}/cancel`, { reason: 'not needed' });
    await post('manager', `/runs/${ids[1]}/pause`, { reason: 'earlier' });
    await stack.stopWorker();
    const key = randomUUID();
    const body = { kind: 'bulk', name: 'pauseRun', runIds: ids, reason: 'studio closed' };
    const started = await post('manager', '/jobs', body, key);
    expect(started.status).toBe(201);
    expect((await post('manager', '/jobs', body, key)).body).toEqual(started.body);
    await stack.startWorker();
    const job = await finished(started.body.id as string);
    expect(job).toMatchObject({ kind: 'bulk', outcome: 'completed', items: { done: 6, refused: 1 } });
    for (const id of ids.slice(2)) expect(await runOf(id)).toMatchObject({ state: 'paused', pause: { reason: 'studio closed' }, version: 2 });
    expect((await runOf(ids[1]!)).pause).toMatchObject({ reason: 'earlier' });
    const refused = await get('manager', `/jobs/${job.id}/items?state=refused`);
    expect(refused.body.items).toEqual([expect.objectContaining({ runId: ids[1], runTitle: 'A chain', attempt: 1, refusal: expect.objectContaining({ rule: 'already-paused' }) })]);
    const pauses = await stack.api.db.query<Array<{ n: number }>>(`SELECT count(*)::integer AS n FROM run_event WHERE type = 'RunPaused' AND run_id = ANY ($1::uuid[])`, [ids.slice(2)]);
    expect(pauses[0]!.n).toBe(6);
  }, 60_000);

  it('names each run that is not the actor’s to steer, and starts nothing', async () => {
    const [mine] = await startChains(1);
    const answer = await post('manager', '/jobs', { kind: 'bulk', name: 'cancelRun', runIds: [mine, randomUUID()], reason: 'x' });
    expect([answer.status, answer.body.errors]).toEqual([422, [expect.objectContaining({ path: 'runIds.1' })]]);
    expect((await post('ops', '/jobs', { kind: 'bulk', name: 'cancelRun', runIds: [mine], reason: 'x' })).status).toBe(403);
    expect((await runOf(mine!)).state).toBe('running');
  });

  it('can be stopped while a run is out of reach; another’s job is not there for others', async () => {
    const [runId] = await startChains(1);
    await stack.stopWorker();
    const { id } = (await post('manager', '/jobs', { kind: 'bulk', name: 'pauseRun', runIds: [runId], reason: 'x' })).body as { id: string };
    expect((await post('manager', `/jobs/${id}/stop`, {})).status).toBe(200);
    await stack.startWorker();
    expect(await finished(id)).toMatchObject({ outcome: 'cancelled' });
    expect((await get('ops', `/jobs/${id}`)).status).toBe(404);
    expect((await get('admin', `/jobs/${id}`)).status).toBe(200);
  }, 60_000);
});

test('an item that is stale is listed again up to three times, then a conflict; one no longer listed is gone; what is final stays', async () => {
  const pool = poolOf(stack.api.db);
  const job = { id: randomUUID(), kind: 'bulk' as const, params: {}, requestedBy: 'ada', startsAt: null, createdAt: 1 };
  await insertJob(stack.api.db, job);
  const item = (key: string, version: number): JobItem => ({ key, runId: randomUUID(), target: { kind: 'run', id: key }, version, name: 'pauseRun', args: { reason: 'x' } });
  await noteListing(pool, job.id, [item('a', 1), item('b', 1), item('c', 1)], 2);
  await noteListing(pool, job.id, [item('a', 2)], 3);
  expect(await waitingItems(pool, job.id, ['a'])).toEqual([expect.objectContaining({ version: 1, attempt: 1 })]);
  const none = { answer: null, refusal: null };
  await noteResults(pool, job.id, [{ key: 'a', state: 'stale', ...none }, { key: 'b', state: 'stale', ...none }, { key: 'c', state: 'done', ...none }], 4);
  await noteListing(pool, job.id, [item('a', 2), item('c', 2)], 5);
  expect(await openKeys(pool, job.id)).toEqual(['a']);
  expect(await waitingItems(pool, job.id, ['a', 'b', 'c'])).toEqual([expect.objectContaining({ key: 'a', version: 2, attempt: 2 })]);
  await noteResults(pool, job.id, [{ key: 'a', state: 'conflict', ...none }, { key: 'c', state: 'refused', ...none }], 6);
  await noteListing(pool, job.id, [item('a', 3), item('b', 1)], 7);
  await closeJob(pool, job.id, 'completed', 8);
  const rows = await stack.api.db.query<Array<{ key: string; state: string }>>('SELECT key, state FROM job_item WHERE job_id = $1 ORDER BY key', [job.id]);
  expect(rows).toEqual([{ key: 'a', state: 'conflict' }, { key: 'b', state: 'gone' }, { key: 'c', state: 'done' }]);
});
