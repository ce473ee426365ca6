import { randomUUID } from 'node:crypto';
import path from 'node:path';
import request from 'supertest';
import type { Preview } from '#contracts/api/preview';
import type { Playbook } from '#contracts/playbook';
import { poolOf } from '#persistence/data-source';
import { checkRun } from '#persistence/record/repair';
import { loadPlaybook } from '#platform/playbooks/load';
import { startApiStack, type ApiStack } from '../support/api-stack.ts';
import { until } from '../support/until.ts';

const V1 = '/api/v1';
let stack: ApiStack;
let runId: string;
beforeAll(async () => {
  stack = await startApiStack();
  await stack.startWorker();
  runId = (await post('manager', '/runs', { playbook: 'task-chain', title: 'A chain', input: { settings: { 'at-risk.share': 0.5 } } })).body.id as string;
  const chain = await loadPlaybook(path.resolve(import.meta.dirname, '../../playbooks/task-chain/playbook.yaml'));
  await publish(chain, (copy) => {
    copy.settings['step.due']!.default = { clock: 'PT48H' };
    copy.forms['report']!.version += 1;
    copy.forms['report']!.schema = { ...copy.forms['report']!.schema, required: ['report'] };
  });
}, 120_000);
afterAll(() => stack.close(), 60_000);

async function get(who: string, address: string): Promise<request.Response> {
  return request(stack.api.app.getHttpServer()).get(`${V1}${address}`).set('Authorization', `Bearer ${await stack.token(who)}`);
}
async function post(who: string, address: string, body: object): Promise<request.Response> {
  return request(stack.api.app.getHttpServer()).post(`${V1}${address}`).set('Authorization', `Bearer ${await stack.token(who)}`).set('Idempotency-Key', randomUUID()).send(body);
}
async function publish(playbook: Playbook, edit: (copy: Playbook) => void): Promise<void> {
  const copy = structuredClone(playbook);
  edit(copy);
  const { body } = await post('manager', `/playbooks/${playbook.slug}/drafts`, { playbook: copy });
  expect(body.problems).toEqual([]);
  await post('admin', `/playbooks/${playbook.slug}/drafts/${body.id}/publish`, { version: 1 });
}
interface Card { id: string; key: string; dueAt: number; version: number }
const openTask = (run: string, key: string) => until(async () => ((await get('manager', `/tasks?scope=all&runId=${run}`)).body.items as Card[]).find((task) => task.key === key));

describe('moving a run to another version through the API', () => {
  it('a run stays on its version until it is moved; the preview says what moves and who hears', async () => {
    const task = await openTask(runId, 'step-1');
    expect((await get('manager', `/runs/${runId}`)).body.playbook.version).toBe(1);
    const { moves, told, outcome } = (await post('manager', `/runs/${runId}/preview`, { verb: 'move', args: { to: 2, reason: 'two days each' } })).body as Preview;
    expect([outcome, moves.run.after.playbookVersion, moves.tasks.map(({ after }) => after.dueAt)]).toEqual(['moved', 2, [task.dueAt + 24 * 3_600_000]]);
    expect(told.map(({ kind }) => kind)).toEqual(['task-due-changed']);
    const moved = await post('manager', `/runs/${runId}/move`, { to: 2, reason: 'two days each' });
    expect([moved.status, moved.body.run.playbook.version, moved.body.run.settings]).toEqual([200, 2, expect.objectContaining({ 'step.due': { clock: 'PT48H' }, 'at-risk.share': 0.5 })]);
    expect((await get('ops', `/tasks/${task.id}`)).body.dueAt).toBe(task.dueAt + 24 * 3_600_000);
    expect(await checkRun(poolOf(stack.api.db), runId)).toEqual([]);
  });

  it('an open task keeps the form it opened with; the next has the new one', async () => {
    const task = await openTask(runId, 'step-1');
    const first = (await get('ops', `/tasks/${task.id}`)).body.form;
    expect([first.version, first.schema.required]).toEqual([1, undefined]);
    expect((await post('ops', `/tasks/${task.id}/complete`, { answers: {} })).status).toBe(200);
    const next = await openTask(runId, 'step-2');
    expect((await get('ops', `/tasks/${next.id}`)).body.form).toMatchObject({ version: 2, schema: { required: ['report'] } });
    expect((await post('ops', `/tasks/${next.id}/complete`, { answers: {} })).body.errors[0].path).toBe('answers.report');
    // Closed before the move or after, it is shown as it was answered.
    expect((await get('ops', `/tasks/${task.id}`)).body.form.version).toBe(1);
  });

  it.each<[body: object, status: number, field: string]>([
    [{ to: 1, reason: 'back' }, 422, 'to'],
    [{ to: 99, reason: 'x' }, 422, 'to'],
    [{ to: 2, settings: { bogus: 1 }, reason: 'x' }, 422, 'settings.bogus'],
    [{ to: 2, settings: { 'step.due': 'soon' }, reason: 'x' }, 422, 'settings.step.due'],
    [{ to: 2, reason: 'x' }, 409, ''],
    [{ to: '2', reason: 'x' }, 400, 'to'],
    [{ to: 2, reason: 'x', version: 99 }, 409, ''],
  ])('%j is refused', async (body, status, field) => {
    const before = (await get('manager', `/runs/${runId}`)).body;
    const answer = await post('manager', `/runs/${runId}/move`, body);
    expect([answer.status, answer.body.errors?.[0]?.path ?? '']).toEqual([status, field]);
    expect((await get('manager', `/runs/${runId}`)).body).toEqual(before);
  });

  it('takes other settings on the same version', async () => {
    const moved = await post('manager', `/runs/${runId}/move`, { to: 2, settings: { 'step.due': { clock: 'PT72H' } }, reason: 'a day more' });
    expect([moved.status, moved.body.run.settings['step.due']]).toEqual([200, { clock: 'PT72H' }]);
  });
});
