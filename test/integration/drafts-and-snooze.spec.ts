import { randomUUID } from 'node:crypto';
import type { RunEvent } from '#contracts/events';
import { demoId } from '#persistence/seed/demo';
import { forgetPersonal } from '../../apps/worker/src/tidy/forget-personal.ts';
import { besideApi, openTask, type BesideApi } from './support/beside.ts';

const HOUR_MS = 3_600_000;
let beside: BesideApi;
beforeAll(async () => {
  beside = await besideApi();
}, 60_000);
afterAll(() => beside.close());

const verbs = async (taskId: string) => (await beside.rows<{ verb: string }>('SELECT verb FROM activity_log WHERE task_id = $1 ORDER BY ordinal', taskId)).map(({ verb }) => verb);
const seen = async (who: string, taskId: string) => (await beside.send(who, 'get', `/tasks/${taskId}`)).body;
async function tidy(): Promise<void> {
  const client = await beside.pool.connect();
  await forgetPersonal(client, beside.now()).finally(() => client.release());
}
const close = (taskId: string, runId: string, { next, by }: Awaited<ReturnType<typeof openTask>>['tell']) =>
  beside.activities.recordEvents({ runId, events: [next('TaskCompleted', { taskId, by: demoId('script'), documentId: null, outcome: {} }, by(demoId('script')))] as RunEvent[] });

describe('a draft', () => {
  it('is kept unchecked, for its author alone, and noted once', async () => {
    const { task } = await openTask(beside);
    const body = { answers: { anything: ['half', { deep: '\u0000' }], result: 7 }, links: [{ url: 'htt' }] };
    const saved = await beside.send('script', 'put', `/tasks/${task.id}/draft`, body);
    expect([saved.status, saved.body.draft]).toEqual([200, { ...body, savedAt: expect.any(Number) }]);
    await beside.send('script', 'put', `/tasks/${task.id}/draft`, { answers: { result: 'passed' } });
    expect((await seen('script', task.id)).draft).toEqual({ answers: { result: 'passed' }, links: [], savedAt: expect.any(Number) });
    await beside.send('manager', 'put', `/tasks/${task.id}/draft`, { answers: { mine: true } });
    expect((await seen('manager', task.id)).draft.answers).toEqual({ mine: true });
    expect((await seen('admin', task.id)).draft).toBeNull();
    expect(await verbs(task.id)).toEqual(['draft-saved', 'draft-saved']);
    expect((await beside.send('script', 'delete', `/tasks/${task.id}/draft`)).status).toBe(204);
    expect((await beside.send('script', 'delete', `/tasks/${task.id}/draft`)).status).toBe(204);
    expect((await seen('script', task.id)).draft).toBeNull();
    expect(await verbs(task.id)).toEqual(['draft-saved', 'draft-saved', 'draft-dropped']);
  });

  it('of more than 256 kB is refused by the name of the field, and the one before stays', async () => {
    const { task } = await openTask(beside);
    await beside.send('script', 'put', `/tasks/${task.id}/draft`, { answers: { note: 'small' } });
    const answer = await beside.send('script', 'put', `/tasks/${task.id}/draft`, { answers: { note: '字'.repeat(90_000) } });
    expect([answer.status, answer.body.errors[0].path]).toEqual([413, 'answers']);
    expect((await seen('script', task.id)).draft.answers).toEqual({ note: 'small' });
  });

  it('is gone with the task', async () => {
    const { run, task, tell } = await openTask(beside);
    await beside.send('script', 'put', `/tasks/${task.id}/draft`, { answers: { note: 'x' } });
    await tidy();
    expect(await beside.rows('SELECT 1 FROM draft WHERE task_id = $1', task.id)).toHaveLength(1);
    await close(task.id, run.id, tell);
    expect((await seen('script', task.id)).draft).toBeNull();
    expect((await beside.send('script', 'put', `/tasks/${task.id}/draft`, { answers: {} })).status).toBe(409);
    await tidy();
    expect(await beside.rows('SELECT 1 FROM draft WHERE task_id = $1', task.id)).toEqual([]);
  });
});

describe('a task put aside', () => {
  const inbox = async (who: string, runId: string, snoozed?: string) => {
    const { body } = await beside.send(who, 'get', `/tasks?runId=${runId}${snoozed ? `&snoozed=${snoozed}` : ''}`);
    return (body.items as Array<{ id: string; snoozedUntil: number | null }>).map(({ id, snoozedUntil }) => [id, snoozedUntil]);
  };
  const snooze = (who: string, taskId: string, body: object, key?: string) => beside.send(who, 'post', `/tasks/${taskId}/snooze`, body, key);

  it('leaves the inbox for the tab of later ones, until its time or until it is taken up', async () => {
    const { run, task } = await openTask(beside);
    const until = beside.now() + HOUR_MS;
    const key = randomUUID();
    const answer = await snooze('script', task.id, { until, reason: 'Later' }, key);
    expect([answer.status, answer.body.snooze]).toEqual([200, { until, reason: 'Later', createdAt: expect.any(Number) }]);
    expect((await snooze('script', task.id, { until, reason: 'Later' }, key)).body).toEqual(answer.body);
    expect([await inbox('script', run.id), await inbox('script', run.id, 'only'), await inbox('script', run.id, 'with')]).toEqual([[], [[task.id, until]], [[task.id, until]]]);
    expect((await seen('script', task.id)).snooze).toEqual(answer.body.snooze);
    expect((await seen('manager', task.id)).snooze).toBeNull();
    expect((await beside.send('script', 'post', `/tasks/${task.id}/unsnooze`, {})).status).toBe(204);
    expect([await inbox('script', run.id), await inbox('script', run.id, 'only')]).toEqual([[[task.id, null]], []]);
    await snooze('script', task.id, { for: { clock: 'PT2H' } });
    beside.pass(2 * HOUR_MS + 1);
    expect([await inbox('script', run.id), await inbox('script', run.id, 'only')]).toEqual([[[task.id, null]], []]);
    expect(await verbs(task.id)).toEqual(['snoozed', 'unsnoozed', 'snoozed']);
    expect(await beside.rows(`SELECT 1 FROM notification WHERE task_id = $1 AND kind LIKE '%snooze%'`, task.id)).toEqual([]);
  });

  it('is aside for whoever put it there, and for nobody else', async () => {
    const { run, task } = await openTask(beside, { assignee: null, candidates: [demoId('script'), demoId('copy')] });
    await snooze('copy', task.id, { for: { working: 'P1D' } });
    expect(await inbox('script', run.id)).toEqual([[task.id, null]]);
    expect((await snooze('manager', task.id, { for: { clock: 'PT1H' } })).status).toBe(403);
    expect((await snooze('legal', task.id, { for: { clock: 'PT1H' } })).status).toBe(404);
  });

  it('comes back into view when it went away and returns', async () => {
    const { run, task, tell } = await openTask(beside);
    await snooze('script', task.id, { for: { clock: 'PT5H' } });
    const moved = (to: string) => tell.next('TaskTransferred', { taskId: task.id, by: demoId('manager'), to: demoId(to), reason: 'x' }, tell.by(demoId('manager')));
    await beside.activities.recordEvents({ runId: run.id, events: [moved('copy')] });
    await beside.activities.recordEvents({ runId: run.id, events: [moved('script')] });
    expect(await inbox('script', run.id)).toEqual([[task.id, null]]);
  });

  it('takes an instant ahead, within a year, or a length of time, and is refused by the name of the field', async () => {
    const { task } = await openTask(beside);
    const refused = async (body: object) => {
      const answer = await snooze('script', task.id, body);
      return [answer.status, answer.body.errors?.[0]?.path];
    };
    expect(await refused({})).toEqual([400, 'until']);
    expect(await refused({ until: beside.now() + 1, for: { clock: 'PT1H' } })).toEqual([400, 'until']);
    expect(await refused({ until: beside.now() - 1 })).toEqual([422, 'until']);
    expect(await refused({ until: beside.now() + 400 * 24 * HOUR_MS })).toEqual([422, 'until']);
    expect(await refused({ for: { working: 'P900D' } })).toEqual([422, 'for']);
    const wrong = await beside.send('manager', 'get', '/tasks?scope=team&snoozed=only');
    expect([wrong.status, wrong.body.errors[0].path]).toEqual([400, 'snoozed']);
    expect(await verbs(task.id)).toEqual([]);
  });

  it('pages as the inbox does', async () => {
    const { run, task, tell } = await openTask(beside);
    const more = Array.from({ length: 4 }, () => ({ ...task, id: randomUUID() }));
    await beside.activities.recordEvents({ runId: run.id, events: more.map((another) => tell.next('TaskOpened', { task: another })) });
    for (const { id } of more) await snooze('script', id, { for: { clock: 'PT1H' } });
    const first = await beside.send('script', 'get', `/tasks?runId=${run.id}&snoozed=only&limit=3`);
    const second = await beside.send('script', 'get', `/tasks?runId=${run.id}&snoozed=only&limit=3&after=${first.body.next}`);
    expect([...first.body.items, ...second.body.items].map(({ id }: { id: string }) => id)).toEqual(more.map(({ id }) => id).sort());
    expect(await inbox('script', run.id)).toEqual([[task.id, null]]);
  });
});
