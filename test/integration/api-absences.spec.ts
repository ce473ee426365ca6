import { randomUUID } from 'node:crypto';
import request from 'supertest';
import type { AbsenceResource } from '#contracts/api/absence';
import type { Notice } from '#contracts/api/notice';
import type { TaskCard, TaskResource } from '#contracts/api/task';
import type { NoticeData } from '#contracts/notice';
import { demoId } from '#persistence/seed/demo';
import { startApiStack, type ApiStack } from '../support/api-stack.ts';
import { until } from '../support/until.ts';

const HOUR = 3_600_000;
let stack: ApiStack;
beforeAll(async () => {
  stack = await startApiStack();
  await stack.startWorker();
}, 120_000);
afterAll(() => stack.close(), 60_000);

async function send(who: string, method: 'get' | 'post' | 'patch' | 'put', path: string, body?: object, key: string = randomUUID()): Promise<request.Response> {
  const call = request(stack.api.app.getHttpServer())[method](`/api/v1${path}`).set('Authorization', `Bearer ${await stack.token(who)}`).set('Idempotency-Key', key);
  return body === undefined ? call : call.send(body);
}
async function does<T>(who: string, method: 'get' | 'post' | 'patch' | 'put', path: string, body?: object): Promise<T> {
  const answer = await send(who, method, path, body);
  if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body as T;
}
const start = async (): Promise<string> => (await does<{ id: string }>('manager', 'post', '/runs', { playbook: 'task-chain', title: 'A chain', input: {} })).id;
const inbox = async (who: string): Promise<TaskCard[]> => (await does<{ items: TaskCard[] }>(who, 'get', '/tasks?scope=mine')).items;
const has = (who: string, runIds: string[]) => until(async () => (await inbox(who)).filter(({ runId }) => runIds.includes(runId)).length === runIds.length, 20_000);
const task = (who: string, id: string) => does<TaskResource>(who, 'get', `/tasks/${id}`);
const told = async (who: string, kind: string): Promise<Notice[]> => (await does<{ items: Notice[] }>(who, 'get', '/notices?limit=200')).items.filter((notice) => notice.kind === kind);
const itemsOf = (notice: Notice) => (notice.data as unknown as NoticeData).items;
const away = (body: object) => does<AbsenceResource>('ops', 'post', '/absences', body);

describe('an absence', () => {
  it('brings every open task over once, tells the deputy once, and gives back what is still open', async () => {
    const runs = await Promise.all(Array.from({ length: 5 }, start));
    await has('ops', runs);
    await stack.stopWorker();
    const absence = await away({ from: Date.now() - 1, until: Date.now() + HOUR, deputyId: demoId('copy'), reason: 'Ill' });
    expect(absence).toMatchObject({ state: 'away', standsIn: demoId('copy'), personId: demoId('ops') });
    await stack.startWorker();
    await has('copy', runs);
    expect(await inbox('ops')).toEqual([]);

    const [notice, ...more] = await until(async () => { const all = await told('copy', 'cover-begun'); return all.length > 0 && all; }, 20_000);
    expect(more).toEqual([]);
    expect(itemsOf(notice!).map(({ taskId, actingFor }) => [typeof taskId, actingFor])).toEqual(Array(5).fill(['string', demoId('ops')]));
    const { items: results } = await does<{ items: Array<{ state: string; attempt: number; name: string }> }>('ops', 'get', `/jobs/${absence.jobId}/items`);
    expect(results.map(({ state, attempt, name }) => [state, attempt, name])).toEqual(Array(5).fill(['done', 1, 'coverTask']));

    // New work opens for the deputy, and still the absent person may do what is theirs.
    const late = await start();
    await has('copy', [late]);
    const tasks = await inbox('copy');
    expect((await task('copy', tasks.find(({ runId }) => runId === late)!.id)).cover).toMatchObject({ for: demoId('ops'), absenceId: absence.id });
    const own = tasks.find(({ runId }) => runId === runs[0])!;
    expect((await does<{ task: TaskResource }>('ops', 'post', `/tasks/${own.id}/complete`, { answers: {} })).task).toMatchObject({ state: 'done', closedBy: demoId('ops'), cover: { for: demoId('ops') } });
    const handedOn = tasks.find(({ runId }) => runId === runs[1])!;
    await does('copy', 'post', `/tasks/${handedOn.id}/transfer`, { to: demoId('data'), reason: 'knows the tool' });
    const dueBefore = tasks.find(({ runId }) => runId === runs[2])!.dueAt;

    await does('ops', 'post', `/absences/${absence.id}/cancel`, {});
    const back = runs.filter((runId) => runId !== runs[1]);
    await has('ops', [...back.filter((runId) => runId !== runs[0]), late]);
    expect((await inbox('copy')).filter(({ runId }) => back.includes(runId))).toEqual([]);
    expect((await task('data', handedOn.id)).assignee).toBe(demoId('data'));
    expect((await inbox('ops')).find(({ runId }) => runId === runs[2])?.dueAt).toBe(dueBefore);
    for (const who of ['ops', 'copy']) expect(await until(async () => { const all = await told(who, 'cover-ended'); return all.length > 0 && all; }, 20_000)).toHaveLength(1);
    const events = await stack.api.db.query<Array<{ type: string; n: number }>>(`SELECT type, count(*)::integer AS n FROM run_event WHERE type IN ('TaskCovered', 'TaskUncovered') AND data ->> 'absenceId' = $1 GROUP BY type ORDER BY type`, [absence.id]);
    // Five came over and two of them were settled; three go back, and with them what had opened for the deputy.
    expect(events).toEqual([{ type: 'TaskCovered', n: 5 }, { type: 'TaskUncovered', n: 4 }]);
  }, 90_000);

  it('follows the chain when the deputy is away as well, moves on when it changes, and ends when it is shortened', async () => {
    const run = await start();
    await has('ops', [run]);
    const second = await does<AbsenceResource>('admin', 'post', '/absences', { personId: demoId('visual'), from: Date.now() - 1, until: Date.now() + HOUR, deputyId: demoId('script') });
    await does('ops', 'put', `/deputies/${demoId('ops')}`, { deputyId: demoId('visual') });
    const absence = await away({ from: Date.now() - 1, until: Date.now() + 2 * HOUR });
    expect(absence.standsIn).toBe(demoId('script'));
    await has('script', [run]);
    await does('ops', 'patch', `/absences/${absence.id}`, { deputyId: demoId('data'), version: 1 });
    await has('data', [run]);
    expect((await task('ops', (await inbox('data')).find(({ runId }) => runId === run)!.id)).cover).toMatchObject({ for: demoId('ops') });
    await does('ops', 'patch', `/absences/${absence.id}`, { until: Date.now() + 2_000 });
    await has('ops', [run]);
    expect((await does<AbsenceResource>('ops', 'get', `/absences/${absence.id}`)).state).toBe('over');
    expect((await send('ops', 'patch', `/absences/${absence.id}`, { until: Date.now() + HOUR })).status).toBe(409);
    await does('admin', 'post', `/absences/${second.id}/cancel`, {});
    await does('ops', 'put', `/deputies/${demoId('ops')}`, { deputyId: null });
  }, 90_000);

  it('is taken by local dates, once for the same key, never twice at a time, and told to whom it concerns', async () => {
    const key = randomUUID();
    const body = { personId: demoId('camera'), from: '2099-12-07', until: '2099-12-08', deputyId: demoId('editor'), reason: 'Wedding' };
    const [first, again] = [await send('manager', 'post', '/absences', body, key), await send('manager', 'post', '/absences', body, key)];
    expect([first.status, again.body]).toEqual([201, first.body]);
    expect(first.body).toMatchObject({ from: Date.parse('2099-12-07T00:00:00+08:00'), until: Date.parse('2099-12-09T00:00:00+08:00'), state: 'planned', standsIn: demoId('editor') });
    expect((await send('camera', 'post', '/absences', { from: '2099-12-08', until: '2099-12-20' })).body).toMatchObject({ status: 409 });
    for (const who of ['camera', 'editor']) expect((await told(who, 'absence-set')).map((notice) => [notice.runId, itemsOf(notice)[0]!.reason])).toEqual([[null, 'Wedding']]);
    expect((await does<{ items: AbsenceResource[] }>('camera', 'get', '/absences?current=true')).items.map(({ id }) => id)).toEqual([first.body.id]);
    await does('camera', 'post', `/absences/${first.body.id}/cancel`, { version: 1 });
    expect((await does<{ items: AbsenceResource[] }>('camera', 'get', '/absences?current=true')).items).toEqual([]);
  });

  it('refuses who may not, unknown people, and times that make no sense, naming the field', async () => {
    const body = { personId: demoId('camera'), from: '2099-12-07', until: '2099-12-08' };
    expect((await send('copy', 'post', '/absences', body)).status).toBe(403);
    const refused = async (change: object): Promise<string[]> => ((await send('admin', 'post', '/absences', { ...body, ...change })).body.errors as Array<{ path: string }>).map(({ path }) => path);
    expect(await refused({ until: '2099-12-06' })).toEqual(['until']);
    expect(await refused({ from: 1_000_000_000_000, until: 1_000_000_000_001 })).toEqual(['until']);
    expect(await refused({ deputyId: demoId('camera') })).toEqual(['deputyId']);
    expect(await refused({ deputyId: randomUUID() })).toEqual(['deputyId']);
    expect(await refused({ personId: randomUUID() })).toEqual(['personId']);
    expect((await refused({ from: 'soon' }))[0]).toMatch(/^from/);
    expect((await does<{ items: AbsenceResource[] }>('admin', 'get', `/absences?personId=${demoId('camera')}&current=true`)).items).toEqual([]);
  });
});
