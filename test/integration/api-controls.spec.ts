import { randomUUID } from 'node:crypto';
import request from 'supertest';
import type { Preview } from '#contracts/api/preview';
import { demoId } from '#persistence/seed/demo';
import { checkRun } from '#persistence/record/repair';
import { poolOf } from '#persistence/data-source';
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
interface Card { id: string; key: string; version: number; dueAt: number | null; assignee: string; state: string }
const openTask = (runId: string) => until(async () => ((await get('manager', `/tasks?scope=all&runId=${runId}`)).body.items as Card[])[0]);
const startChain = async (): Promise<string> => (await post('manager', '/runs', { playbook: 'task-chain', title: 'A chain', input: {} })).body.id as string;
const kinds = async (who: string, runId: string): Promise<string[]> => ((await get(who, '/notices?limit=200')).body.items as Array<{ kind: string; runId: string }>).filter((notice) => notice.runId === runId).map(({ kind }) => kind);

describe('run controls through the API', () => {
  it('pauses a task whatever its clock counts, shows it without a due time, and resumes it with what was left', async () => {
    const runId = await startChain();
    const task = await openTask(runId);
    const paused = await post('manager', `/tasks/${task.id}/pause`, { reason: 'the client thinks', version: task.version });
    expect([paused.status, paused.body.task.dueAt, paused.body.command.outcome]).toEqual([200, null, 'paused']);
    expect((await post('manager', `/tasks/${task.id}/pause`, { reason: 'again' })).body).toMatchObject({ status: 409, rule: 'already-paused' });
    const why = (await get('ops', `/tasks/${task.id}/why`)).body.sentences.map((text: { en: string }) => text.en).join('\n');
    expect(why).toMatch(/stopped since .* by a pause\./);
    const resumed = await post('manager', `/tasks/${task.id}/resume`, { reason: 'agreed' });
    expect(resumed.body.task.dueAt).toBeGreaterThanOrEqual(task.dueAt!);
    expect((await post('ops', `/tasks/${task.id}/pause`, { reason: 'mine' })).status).toBe(403);
    expect(await kinds('ops', runId)).toEqual(['task-resumed', 'task-paused', 'task-opened']);
    expect(await checkRun(poolOf(stack.api.db), runId)).toEqual([]);
  });

  it('pauses the work of a step, and the run says so', async () => {
    const runId = await startChain();
    await openTask(runId);
    const paused = await post('manager', `/runs/${runId}/pause-step`, { reason: 'no plan' });
    expect([paused.status, paused.body.run.stepPause]).toEqual([200, expect.objectContaining({ step: 'chain', visit: 1, reason: 'no plan' })]);
    expect((await post('manager', `/runs/${runId}/resume-step`, { reason: 'planned' })).body.run.stepPause).toBeNull();
    expect((await post('manager', `/runs/${runId}/resume-step`, { reason: 'planned' })).body.rule).toBe('not-paused');
  });

  it('shifts dates by a length of time, each person hearing once, and "why" tells it', async () => {
    const runId = await startChain();
    const task = await openTask(runId);
    const body = { duration: { clock: 'PT6H' }, reason: 'the studio moved' };
    const { told, moves } = (await post('manager', `/runs/${runId}/preview`, { verb: 'shift', args: body })).body as Preview;
    expect([told.map(({ kind }) => kind), moves.tasks[0]!.after.dueAt]).toEqual([['task-due-changed'], task.dueAt! + 6 * 3_600_000]);
    const shifted = await post('manager', `/runs/${runId}/shift`, body);
    expect([shifted.status, shifted.body.command.outcome]).toEqual([200, 'shifted']);
    expect((await get('ops', `/tasks/${task.id}`)).body.dueAt).toBe(task.dueAt! + 6 * 3_600_000);
    const sentences = (await get('ops', `/tasks/${task.id}/why`)).body.sentences as Array<Record<string, string>>;
    expect(sentences.map(({ en }) => en).join('\n')).toMatch(/moved it by 6 h of clock time, from .* to later, together with others, at .*: the studio moved/);
    expect(sentences.map((text) => text['zh-CN']).join('\n')).toMatch(/推后自然时间 6 小时：the studio moved/);
    expect((await post('manager', `/runs/${runId}/shift`, { duration: { clock: 'PT99H' }, direction: 'earlier', reason: 'x' })).body.errors).toEqual([expect.objectContaining({ path: 'duration' })]);
    expect((await post('manager', `/runs/${runId}/shift`, { duration: { clock: 'PT1H' }, taskIds: [randomUUID()], reason: 'x' })).status).toBe(422);
    expect(await kinds('ops', runId)).toEqual(['task-due-changed', 'task-opened']);
  });

  it('repeats a step, skips a task, hands a person’s work over, and cancels: who is concerned hears, once', async () => {
    const runId = await startChain();
    const first = await openTask(runId);
    expect((await post('manager', `/runs/${runId}/repeat`, { reason: 'from the start' })).body.command.outcome).toBe('repeated');
    const second = await until(async () => { const task = await openTask(runId); return task.id !== first.id && task; });
    expect((await post('ops', `/tasks/${second.id}/skip`, { reason: 'mine' })).status).toBe(403);
    expect((await post('manager', `/tasks/${second.id}/skip`, { reason: 'known already' })).body.task.state).toBe('skipped');
    const third = await until(async () => { const task = await openTask(runId); return task.key === 'step-2' && task; });
    const given = await post('manager', `/runs/${runId}/reassign`, { from: demoId('ops'), to: demoId('editor'), reason: 'on leave' });
    expect([given.status, given.body.command.outcome]).toEqual([200, 'reassigned']);
    expect((await get('editor', `/tasks/${third.id}`)).body.assignee).toBe(demoId('editor'));
    expect((await post('manager', `/runs/${runId}/reassign`, { from: demoId('ops'), to: demoId('ops'), reason: 'x' })).body.errors).toEqual([expect.objectContaining({ path: 'to' })]);
    expect((await post('manager', `/runs/${runId}/reassign`, { from: demoId('ops'), to: randomUUID(), reason: 'x' })).body.errors).toEqual([expect.objectContaining({ path: 'to' })]);
    await post('manager', `/runs/${runId}/cancel`, { reason: 'not needed' });
    expect(await kinds('editor', runId)).toEqual(['run-cancelled', 'task-assigned']);
    // Worked on it, has nothing open any more: hears of the end all the same.
    expect((await kinds('ops', runId)).sort()).toEqual(['run-cancelled', 'task-cancelled', 'task-opened', 'task-opened', 'task-opened', 'task-skipped', 'task-taken']);
    expect(await checkRun(poolOf(stack.api.db), runId)).toEqual([]);
  });
});
