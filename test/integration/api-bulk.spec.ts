import { randomUUID } from 'node:crypto';
import path from 'node:path';
import request from 'supertest';
import type { JobPreview } from '#contracts/api/job';
import { poolOf } from '#persistence/data-source';
import { checkRun } from '#persistence/record/repair';
import { demoId } from '#persistence/seed/demo';
import { loadPlaybook } from '#platform/playbooks/load';
import { startApiStack, type ApiStack } from '../support/api-stack.ts';
import { until } from '../support/until.ts';

const V1 = '/api/v1';
let stack: ApiStack;
beforeAll(async () => {
  stack = await startApiStack();
  await stack.startWorker();
}, 120_000);
afterAll(() => stack.close(), 60_000);

async function get(who: string, address: string): Promise<request.Response> {
  return request(stack.api.app.getHttpServer()).get(`${V1}${address}`).set('Authorization', `Bearer ${await stack.token(who)}`);
}
async function post(who: string, address: string, body: object): Promise<request.Response> {
  return request(stack.api.app.getHttpServer()).post(`${V1}${address}`).set('Authorization', `Bearer ${await stack.token(who)}`).set('Idempotency-Key', randomUUID()).send(body);
}
/** Runs whose first task is open. */
async function chains(count: number): Promise<string[]> {
  const ids = await Promise.all(Array.from({ length: count }, async () => (await post('manager', '/runs', { playbook: 'task-chain', title: 'A chain', input: {} })).body.id as string));
  await until(async () => (await Promise.all(ids.map((id) => get('manager', `/tasks?scope=all&runId=${id}`)))).every(({ body }) => body.items.length === 1));
  return ids;
}
const finished = (id: string) => until(async () => { const { body } = await get('manager', `/jobs/${id}`); return body.closedAt !== null && body; }, 40_000);
const tables = () => stack.api.db.query('SELECT (SELECT count(*) FROM job) AS jobs, (SELECT count(*) FROM command) AS commands, (SELECT sum(last_event) FROM run) AS events');

describe('many runs at once', () => {
  it('moves the live runs of a playbook to its next version, previewed, each once and with a result', async () => {
    const ids = await chains(4);
    await post('manager', `/runs/${ids[0]}/cancel`, { reason: 'not needed' });
    const chain = await loadPlaybook(path.resolve(import.meta.dirname, '../../playbooks/task-chain/playbook.yaml'));
    chain.settings['step.due']!.default = { clock: 'PT48H' };
    const { body: draft } = await post('manager', '/playbooks/task-chain/drafts', { playbook: chain });
    await post('admin', `/playbooks/task-chain/drafts/${draft.id}/publish`, { version: 1 });
    const body = { kind: 'playbook-move', playbook: 'task-chain', to: 2, reason: 'two days each' };
    const before = await tables();
    const preview = (await post('manager', '/jobs/preview', body)).body as JobPreview;
    expect([preview.total, preview.previewed, preview.runs.map(({ runId }) => runId).sort()]).toEqual([3, 3, ids.slice(1).sort()]);
    expect(preview.runs.map(({ outcome, refusal, tasks }) => [outcome, refusal, tasks])).toEqual(Array.from({ length: 3 }, () => ['moved', null, 1]));
    expect(preview.told).toEqual([expect.objectContaining({ personId: demoId('ops'), notices: 3, mails: 3 })]);
    expect(await tables()).toEqual(before);
    const { body: started } = await post('manager', '/jobs', body);
    expect(await finished(started.id as string)).toMatchObject({ kind: 'playbook-move', outcome: 'completed', items: { done: 3 } });
    for (const id of ids.slice(1)) {
      expect((await get('manager', `/runs/${id}`)).body.playbook.version).toBe(2);
      expect(await checkRun(poolOf(stack.api.db), id)).toEqual([]);
    }
    const items = (await get('manager', `/jobs/${started.id}/items`)).body.items as Array<{ name: string; state: string }>;
    expect(items.map(({ name, state }) => `${name} ${state}`)).toEqual(['moveRun done', 'moveRun done', 'moveRun done']);
    expect((await post('manager', '/jobs', body)).body.errors[0].path).toBe('playbook');
  }, 60_000);

  it('hands all of a person’s work over wherever it is, and says beforehand what would refuse', async () => {
    const ids = await chains(3);
    await post('manager', `/runs/${ids[0]}/reassign`, { from: demoId('ops'), to: demoId('host'), reason: 'already' });
    const body = { kind: 'bulk', name: 'reassignPerson', args: { from: demoId('ops'), to: demoId('editor') }, reason: 'on leave' };
    const all = (await post('manager', '/jobs/preview', body)).body as JobPreview;
    expect(all.runs.map(({ runId }) => runId)).toEqual(expect.arrayContaining(ids.slice(1)));
    expect(all.runs.map(({ runId }) => runId)).not.toContain(ids[0]);
    const named = (await post('manager', '/jobs/preview', { ...body, runIds: ids })).body as JobPreview;
    expect(named.runs.find(({ runId }) => runId === ids[0])).toMatchObject({ outcome: null, refusal: { code: 'conflict', rule: 'no-such-work' } });
    const { body: started } = await post('manager', '/jobs', body);
    expect(await finished(started.id as string)).toMatchObject({ outcome: 'completed', items: { done: all.total } });
    expect((await get('ops', '/tasks')).body.items).toEqual([]);
  }, 60_000);

  it('shifts the dates of runs chosen by a filter', async () => {
    const ids = await chains(2);
    const dues = async () => Promise.all(ids.map(async (id) => (await get('manager', `/tasks?scope=all&runId=${id}`)).body.items[0].dueAt as number));
    const before = await dues();
    const { body: started } = await post('manager', '/jobs', { kind: 'bulk', name: 'shiftDates', filter: { playbook: 'task-chain' }, args: { duration: { clock: 'PT6H' } }, reason: 'the studio moved' });
    expect((await finished(started.id as string)).outcome).toBe('completed');
    expect(await dues()).toEqual(before.map((due) => due + 6 * 3_600_000));
  }, 60_000);

  it.each<[body: object, status: number, field: string]>([
    [{ kind: 'bulk', reason: 'x' }, 400, 'name'],
    [{ kind: 'bulk', name: 'pauseRun', reason: 'x' }, 400, 'runIds'],
    [{ kind: 'bulk', name: 'shiftDates', filter: {}, reason: 'x' }, 400, 'args.duration'],
    [{ kind: 'bulk', name: 'reassignPerson', args: { from: randomUUID() }, reason: 'x' }, 400, 'args.to'],
    [{ kind: 'bulk', name: 'reassignPerson', args: { from: randomUUID(), to: randomUUID() }, reason: 'x' }, 422, 'filter'],
    [{ kind: 'playbook-move', playbook: 'task-chain', reason: 'x' }, 400, 'to'],
    [{ kind: 'bulk', name: 'pauseRun', runIds: [randomUUID()], reason: 'x' }, 422, 'runIds.0'],
  ])('%j is refused and starts nothing', async (body, status, field) => {
    const before = await tables();
    for (const address of ['/jobs', '/jobs/preview']) {
      const answer = await post('manager', address, body);
      expect([address, answer.status, answer.body.errors?.map((issue: { path: string }) => issue.path)]).toEqual([address, status, expect.arrayContaining([field])]);
    }
    expect(await tables()).toEqual(before);
  });

  it('is for those who steer runs only', async () => {
    expect((await post('ops', '/jobs/preview', { kind: 'bulk', name: 'pauseRun', filter: {}, reason: 'x' })).status).toBe(403);
  });
});
