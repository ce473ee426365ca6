import { randomUUID } from 'node:crypto';
import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import request from 'supertest';
import type { ScheduleOccurrenceResource, ScheduleResource } from '#contracts/api/schedule';
import type { CalendarImpact } from '#contracts/api/calendar';
import type { OccurrencesAhead } from '#contracts/api/recurrence';
import { scheduleWorkflowId } from '#contracts/names';
import { poolOf } from '#persistence/data-source';
import { demoId } from '#persistence/seed/demo';
import { createLogger } from '#platform/logger';
import { SessionsService } from '../../apps/api/src/auth/sessions.service.ts';
import { ScheduleStarter } from '../../apps/api/src/schedules/schedule-starter.ts';
import { SeriesKeeper } from '../../apps/api/src/schedules/series-keeper.ts';
import { addPerson } from '../support/api.ts';
import { startApiStack, type ApiStack } from '../support/api-stack.ts';
import { until } from '../support/until.ts';

let stack: ApiStack;
beforeAll(async () => {
  stack = await startApiStack();
  await stack.startWorker();
}, 120_000);
afterAll(() => stack.close(), 60_000);

const DAY_MS = 86_400_000;
const EVERY_SECOND = { kind: 'every', every: { clock: 'PT1S' } };
const FRIDAYS = { kind: 'weekly', weekdays: [5], time: '16:00' };
const NEW = { title: 'Weekly chain', playbook: 'task-chain', recurrence: FRIDAYS };

async function call(who: string, method: 'get' | 'post' | 'patch', path: string, body?: object, key: string = randomUUID()): Promise<request.Response> {
  const asked = request(stack.api.app.getHttpServer())[method](`/api/v1${path}`).set('Authorization', `Bearer ${await stack.token(who)}`).set('Idempotency-Key', key);
  return body ? asked.send(body) : asked;
}
async function make(given: object = {}): Promise<ScheduleResource> {
  const made = await call('manager', 'post', '/schedules', { ...NEW, ...given });
  expect([made.status, made.body]).toEqual([201, expect.objectContaining({ state: 'active', ownerId: demoId('manager') })]);
  return made.body as ScheduleResource;
}
const get = async (id: string) => (await call('manager', 'get', `/schedules/${id}`)).body as ScheduleResource;
const history = async (id: string) => ((await call('manager', 'get', `/schedules/${id}/occurrences?limit=200`)).body as { items: ScheduleOccurrenceResource[] }).items;
const rows = <T>(sql: string, values: unknown[] = []): Promise<T[]> => stack.api.db.query(sql, values);
/** An occurrence as a series would note it. */
const noteDue = (id: string, at: number, state = 'due') => rows(`INSERT INTO schedule_occurrence (schedule_id, at, state, noted_at) VALUES ($1, $2, $3, $2)`, [id, at, state]);
const starter = () => stack.api.app.get(ScheduleStarter);
const settled = async (id: string, at: number) => (await history(id)).find((one) => one.at === at)!;
const endRun = (runId: string) => until(async () => [200, 409, 422].includes((await call('admin', 'post', `/runs/${runId}/cancel`, { reason: 'made room' })).status) && (await call('admin', 'get', `/runs/${runId}`)).body.closedAt !== null);

test('a schedule starts runs by itself, as its owner, and says which', async () => {
  const key = randomUUID();
  const body = { ...NEW, title: 'Every second', recurrence: EVERY_SECOND, overlap: 'allow', input: { people: { ops: demoId('ops') } } };
  const { body: made } = await call('manager', 'post', '/schedules', body, key);
  expect((await call('manager', 'post', '/schedules', body, key)).body.id).toBe(made.id);
  expect((await call('manager', 'post', '/schedules', { ...body, title: 'Other' }, key)).status).toBe(422);
  const two = await until(async () => { const found = (await history(made.id)).filter(({ state }) => state === 'started'); return found.length >= 2 && found; });
  await call('manager', 'post', `/schedules/${made.id}/pause`, { reason: 'enough' });
  const run = await until(async () => { const { body: found } = await call('manager', 'get', `/runs/${two[0]!.runId}`); return found.state === 'running' && found; });
  expect(run).toMatchObject({ title: 'Every second', startedBy: demoId('manager'), managerId: demoId('manager'), playbook: { slug: 'task-chain' }, input: { people: { ops: demoId('ops') } } });
  expect(new Set(two.map(({ runId }) => runId)).size).toBe(two.length);
  expect((await settled(made.id, two[0]!.at)).runState).toBe('running');
  const paused = await get(made.id);
  expect(paused).toMatchObject({ state: 'paused', reason: 'enough', nextAt: null, version: 2 });
  const told = await rows<{ verb: string; actor: string }>(`SELECT verb, actor FROM activity_log WHERE data ->> 'scheduleId' = $1 ORDER BY ordinal`, [made.id]);
  expect(told).toEqual([{ verb: 'schedule-created', actor: demoId('manager') }, { verb: 'schedule-paused', actor: demoId('manager') }]);
}, 60_000);

test('its next dates are those of its recurrence; a change, a pause and an end are the series’ at once', async () => {
  const { id } = await make({ recurrence: { kind: 'nth', of: 'month', nth: -1, day: 'working', time: '16:00' } });
  const dates = (await call('manager', 'get', `/schedules/${id}/dates`)).body as OccurrencesAhead;
  expect(dates.occurrences).toHaveLength(10);
  await until(async () => (await get(id)).nextAt === dates.occurrences[0]!.at);
  const changed = await call('manager', 'patch', `/schedules/${id}`, { recurrence: FRIDAYS, title: 'Fridays', version: 1 });
  expect([changed.status, changed.body]).toEqual([200, expect.objectContaining({ title: 'Fridays', recurrence: FRIDAYS, version: 2 })]);
  const next = ((await call('manager', 'get', `/schedules/${id}/dates?count=1`)).body as OccurrencesAhead).occurrences[0]!;
  await until(async () => (await get(id)).nextAt === next.at && (await seriesOf(id)) === 'RUNNING');
  expect((await call('manager', 'patch', `/schedules/${id}`, { title: 'Late', version: 1 })).status).toBe(409);
  expect((await call('manager', 'post', `/schedules/${id}/resume`, { reason: 'x' })).body).toMatchObject({ status: 409, rule: 'schedule-not-paused' });
  expect((await call('manager', 'post', `/schedules/${id}/delete`, { reason: 'over' })).body).toMatchObject({ state: 'deleted', reason: 'over' });
  await until(async () => (await seriesOf(id)) === 'COMPLETED');
  expect((await call('manager', 'post', `/schedules/${id}/run`, {})).body).toMatchObject({ status: 409, rule: 'schedule-deleted' });
  expect(((await call('manager', 'get', '/schedules')).body as { items: ScheduleResource[] }).items.map((one) => one.id)).not.toContain(id);
}, 60_000);

const client = () => (stack.api.app.get(SeriesKeeper) as unknown as { client: Client }).client;
/** How its series workflow stands; `NONE` while Temporal knows none. */
const seriesOf = (id: string): Promise<string> => client().workflow.getHandle(scheduleWorkflowId(id)).describe().then(({ status }) => status.name, (error: unknown) => { if (error instanceof WorkflowNotFoundError) return 'NONE'; throw error; });

test('what could never start is refused by the field’s name, and others may not change it', async () => {
  const refused = async (given: object) => ((await call('manager', 'post', '/schedules', { ...NEW, ...given })).body as { status: number; errors?: Array<{ path: string }> });
  for (const [given, path] of [
    [{ playbook: 'no-such-one' }, 'playbook'], [{ playbookVersion: 999 }, 'playbook'], [{ input: { people: { ops: randomUUID() } } }, 'input.people.ops'], [{ input: { settings: { 'step.due': 'soon' } } }, 'input.settings.step.due'],
    [{ calendar: 'nowhere' }, 'calendar'], [{ ownerId: demoId('ops') }, 'ownerId'], [{ recurrence: { kind: 'weekly', weekdays: [8], time: '16:00' } }, 'recurrence'], [{ catchUp: { policy: 'latest', windowMs: -1 } }, 'catchUp.windowMs'],
  ] as const) {
    const answer = await refused(given);
    expect([given, answer.status < 500 && answer.status >= 400, answer.errors?.[0]?.path.startsWith(path)]).toEqual([given, true, true]);
  }
  const { id } = await make();
  expect((await call('ops', 'get', '/schedules')).status).toBe(403);
  const colleague = await addPerson(stack.api.db, 'manager', 'colleague');
  const { token } = await stack.api.app.get(SessionsService).issueToken(stack.api.db, colleague.id, 'password');
  const other = await request(stack.api.app.getHttpServer()).post(`/api/v1/schedules/${id}/pause`).set('Authorization', `Bearer ${token}`).set('Idempotency-Key', 'k').send({ reason: 'mine' });
  expect(other.status).toBe(403);
  expect((await call('admin', 'post', `/schedules/${id}/pause`, { reason: 'mine' })).status).toBe(200);
}, 30_000);

test('when the run before is open: skipped, kept for later, begun beside it, or that one is cancelled', async () => {
  const now = Date.now();
  const begun = await Promise.all((['skip', 'buffer-one', 'allow', 'cancel-earlier'] as const).map(async (overlap) => {
    const { id } = await make({ title: overlap, overlap });
    const first = (await call('manager', 'post', `/schedules/${id}/run`, { reason: 'first' })).body as ScheduleOccurrenceResource;
    expect(first).toMatchObject({ state: 'started', byHand: true, runId: expect.any(String) });
    await noteDue(id, now + 1);
    await noteDue(id, now + 2);
    return { overlap, id, first: first.runId! };
  }));
  const at = (overlap: string) => begun.find((one) => one.overlap === overlap)!;
  await starter().round();
  const [skip, buffer, allow, cancel] = [at('skip'), at('buffer-one'), at('allow'), at('cancel-earlier')];
  expect(await settled(skip.id, now + 1)).toMatchObject({ state: 'skipped', reason: { en: expect.stringContaining('still open') } });
  expect([await settled(buffer.id, now + 1), await settled(buffer.id, now + 2)]).toMatchObject([{ state: 'buffered' }, { state: 'skipped' }]);
  expect([await settled(allow.id, now + 1), await settled(allow.id, now + 2)]).toMatchObject([{ state: 'started' }, { state: 'started' }]);
  await until(async () => (await settled(cancel.id, now + 2)).state === 'started');
  expect((await call('manager', 'get', `/runs/${cancel.first}`)).body).toMatchObject({ state: 'cancelled' });
  expect((await call('manager', 'get', `/runs/${(await settled(cancel.id, now + 1)).runId}`)).body).toMatchObject({ state: 'cancelled' });
  await endRun(buffer.first);
  await until(async () => (await settled(buffer.id, now + 1)).state === 'started');
}, 60_000);

test('several processes at once, and one that died between start and note, make one run', async () => {
  const { id } = await make({ overlap: 'allow' });
  const at = Date.now();
  await noteDue(id, at);
  await Promise.all(Array.from({ length: 6 }, () => starter().settle({ scheduleId: id, at, byHand: false })));
  const first = await settled(id, at);
  // As it stands after a kill between the start and its note; the schedule has changed meanwhile in every way that matters.
  await rows(`UPDATE schedule_occurrence SET state = 'due', run_id = NULL, settled_at = NULL WHERE schedule_id = $1`, [id]);
  await call('admin', 'patch', `/schedules/${id}`, { title: 'Another', ownerId: demoId('admin'), overlap: 'skip' });
  await starter().settle({ scheduleId: id, at, byHand: false });
  expect((await settled(id, at)).runId).toBe(first.runId);
  expect(await rows(`SELECT run_id FROM run_start WHERE input ->> 'title' IN ('Another') OR run_id = $1`, [first.runId])).toHaveLength(1);
}, 30_000);

test('who owns it hears of what failed and what was missed, each once and in both languages', async () => {
  const { id } = await make({ title: 'Doomed', playbookVersion: 1 });
  const at = Date.now() - 3 * DAY_MS;
  await rows(`UPDATE schedule SET input = '{"people":{"ops":"nobody"}}' WHERE id = $1`, [id]);
  await noteDue(id, at);
  await noteDue(id, at + 1, 'missed');
  await noteDue(id, at + 2, 'missed');
  await starter().round();
  await starter().round();
  expect(await settled(id, at)).toMatchObject({ state: 'failed', runId: null, reason: { en: expect.stringContaining('input.people.ops'), 'zh-CN': expect.any(String) } });
  const notices = await rows<{ kind: string; person_id: string; data: { path: string; items: Array<Record<string, unknown>> } }>(`SELECT kind, person_id, data FROM notification WHERE data ->> 'path' = $1 ORDER BY kind`, [`schedules/${id}`]);
  expect(notices).toMatchObject([
    { kind: 'schedule-failed', person_id: demoId('manager'), data: { items: [{ subject: 'Doomed', because: { en: expect.any(String) } }] } },
    { kind: 'schedule-missed', person_id: demoId('manager'), data: { items: [{ span: { from: at + 1, until: at + 2 } }] } },
  ]);
  expect(await rows('SELECT id FROM delivery WHERE notification_id IN (SELECT id FROM notification WHERE data ->> \'path\' = $1)', [`schedules/${id}`])).toHaveLength(2);
}, 30_000);

test('an owner who has left starts nothing: the occurrence fails and administrators hear of it', async () => {
  const { id } = await make();
  const [gone] = await rows<{ id: string }>(`INSERT INTO person (id, email, name, locale, time_zone, platform_role, disabled_at) VALUES ($1, 'gone@callsheet.test', 'Gone', 'en', 'Asia/Shanghai', 'manager', 1) RETURNING id`, [randomUUID()]);
  await rows('UPDATE schedule SET owner_id = $2 WHERE id = $1', [id, gone!.id]);
  const at = Date.now();
  await noteDue(id, at);
  await starter().round();
  expect(await settled(id, at)).toMatchObject({ state: 'failed', reason: { en: expect.stringContaining('owner') } });
  expect(await rows(`SELECT person_id FROM notification WHERE data ->> 'path' = $1`, [`schedules/${id}`])).toEqual([{ person_id: demoId('admin') }]);
}, 30_000);

test('a calendar change shows which dates move, and its application has the series read them', async () => {
  const { id } = await make({ title: 'Moves' });
  const friday = (await get(id)).nextAt!;
  const date = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short' }).format(friday);
  const { version, layer } = (await call('admin', 'get', '/calendars/org')).body as { version: number; layer: { days: object } };
  const closed = { ...layer, days: { ...layer.days, [date]: { isWorkday: false, reason: 'company', source: 'hand' } } };
  const shown = (await call('admin', 'post', '/calendars/org/preview', { layer: closed })).body as CalendarImpact;
  const item = shown.schedules.items.find(({ scheduleId }) => scheduleId === id)!;
  expect(item).toMatchObject({ title: 'Moves', moves: [{ nominal: date, before: friday, after: expect.any(Number) }] });
  expect(item.moves[0]!.after).toBeGreaterThan(friday);
  expect((await call('admin', 'post', '/calendars/org/versions', { layer: closed, version, reason: 'company day' })).status).toBe(201);
  await until(async () => (await get(id)).nextAt === item.moves[0]!.after);
}, 60_000);

test('a series that is gone, or never was, is noticed and started again; nothing is started twice', async () => {
  const { id } = await make({ recurrence: EVERY_SECOND, overlap: 'allow', catchUp: { policy: 'all', windowMs: DAY_MS } });
  await until(async () => (await history(id)).some(({ state }) => state === 'started'));
  await client().workflow.getHandle(scheduleWorkflowId(id)).terminate('an operator’s mistake');
  const seen = (await history(id)).length;
  const keeper = new SeriesKeeper(client(), poolOf(stack.api.db), createLogger('test', 'silent'), 0);
  await keeper.look();
  await until(async () => { await keeper.sweep(); return (await seriesOf(id)) === 'RUNNING'; });
  await until(async () => (await history(id)).filter(({ state }) => state === 'started').length > seen);
  await call('manager', 'post', `/schedules/${id}/delete`, { reason: 'seen enough' });
  const ats = (await history(id)).map(({ at }) => at).reverse();
  // Each second once: what fell into the gap is there too.
  expect(ats).toEqual(ats.map((_, index) => ats[0]! + index * 1_000));
}, 60_000);
