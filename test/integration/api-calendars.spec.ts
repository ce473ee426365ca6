import { randomUUID } from 'node:crypto';
import request from 'supertest';
import type { CalendarImpact, CalendarImported, CalendarYear } from '#contracts/api/calendar';
import type { CalendarLayer } from '#contracts/api/calendar-layer';
import { demoId } from '#persistence/seed/demo';
import { CALENDAR_ROUTES, postRoutes, wrongTypes } from '../e2e/support/bad-bodies.ts';
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
async function post(who: string, path: string, body: object, key: string = randomUUID()): Promise<request.Response> {
  return request(stack.api.app.getHttpServer()).post(`${V1}${path}`).set('Authorization', `Bearer ${await stack.token(who)}`).set('Idempotency-Key', key).send(body);
}
const at = (local: string): number => Date.parse(`${local.replace(' ', 'T')}:00+08:00`);
const org = async (): Promise<{ version: number; layer: CalendarLayer }> => (await get('admin', '/calendars/org')).body as { version: number; layer: CalendarLayer };

describe('reading calendars', () => {
  it('shows every day of a year with two facts, their reason in both languages and its layer', async () => {
    const { body } = (await get('script', '/calendars/org/year/2026')) as { body: CalendarYear };
    const day = (date: string) => body.days.find((one) => one.date === date);
    expect(body.days).toHaveLength(365);
    expect(body).toMatchObject({ official: true, timeZone: 'Asia/Shanghai', workdays: expect.any(Number) });
    expect(day('2026-10-10')).toMatchObject({ isWorkday: true, reason: 'make-up', weekday: 6, source: 'official', reasonText: { 'zh-CN': '国庆节（调休上班）', en: 'National Day (make-up working day)' } });
    expect(day('2026-10-01')).toMatchObject({ isWorkday: false, reason: 'holiday', hours: [], layer: 'org' });
    expect((await get('script', '/calendars/org/year/2027')).body).toMatchObject({ official: false });
    expect((await get('script', '/calendars/org/year/1066')).status).toBe(400);
    expect((await get('script', '/calendars/team:nobody')).status).toBe(404);
    expect((await get('legal', `/calendars/person:${demoId('script')}`)).status).toBe(404);
    expect((await get('copy', `/calendars/person:${demoId('script')}`)).body).toMatchObject({ version: 0, layer: null, layers: [{ id: 'org', version: 1 }], effective: { hours: { layer: 'org' } } });
  });

  it('answers when 4 working hours after Friday 17:30 is, and how it counted', async () => {
    const asked = { from: at('2026-09-30 17:30'), duration: { working: 'PT4H' }, person: demoId('script') };
    const { body } = await post('copy', '/calendars/answer', asked);
    expect(body).toMatchObject({ at: at('2026-10-08 13:30'), provisional: false, calendar: { id: 'org', version: 1 } });
    const sentences = (body.sentences as Array<{ en: string; 'zh-CN': string }>).map(({ en }) => en);
    expect(sentences).toContain('2026-10-01 is no working day. It is National Day (public holiday).');
    expect(sentences.at(-1)).toBe('So it is 2026-10-08 13:30:00.');
    expect((await post('copy', '/calendars/answer', { ...asked, from: at('2026-12-31 17:30') })).body).toMatchObject({ provisional: true });
    expect((await post('legal', '/calendars/answer', asked)).status).toBe(404);
    expect((await post('copy', '/calendars/answer', { ...asked, calendar: 'org' })).status).toBe(400);
    expect((await post('copy', '/calendars/answer', { ...asked, duration: { working: 'P9999D' } })).body.errors[0].path).toBe('duration');
  });
});

interface Card { id: string; dueAt: number; key: string }
const openTask = (who: string, runId: string) => until(async () => ((await get(who, `/tasks?runId=${runId}`)).body.items as Card[])[0]);
const due = async (id: string): Promise<number> => ((await stack.api.db.query('SELECT due_at FROM task WHERE id = $1', [id])) as Array<{ due_at: number }>)[0]!.due_at;
const start = async (people = {}): Promise<string> => (await post('manager', '/runs', { playbook: 'task-chain', title: 'A chain', input: { people, settings: { 'step.due': { working: 'P3D' } } } })).body.id as string;

describe('changing a calendar', () => {
  it('shows what moves, applies it once, has the tasks moved by the job, tells their people once and says so in "why"', async () => {
    const runId = await start();
    const task = await openTask('ops', runId);
    const { version, layer } = await org();
    const closing = new Date(task.dueAt + 8 * 3_600_000).toISOString().slice(0, 10);
    const closed: CalendarLayer = { ...layer, days: { ...layer.days, [closing]: { isWorkday: false, reason: 'company', name: { 'zh-CN': '停电', en: 'Power cut' }, source: 'hand' } } };
    expect((await post('ops', '/calendars/org/preview', { layer: closed })).status).toBe(403);
    const preview = (await post('admin', '/calendars/org/preview', { layer: closed })).body as CalendarImpact;
    expect(preview.days).toEqual([expect.objectContaining({ date: closing, before: expect.objectContaining({ isWorkday: true }), after: expect.objectContaining({ isWorkday: false, reason: 'company' }) })]);
    expect(preview.tasks.items).toEqual([expect.objectContaining({ taskId: task.id, before: task.dueAt, after: expect.any(Number) })]);
    expect(preview.people).toBe(1);
    expect(await due(task.id)).toBe(task.dueAt);

    const key = randomUUID();
    const body = { layer: closed, version, reason: 'The power is off' };
    const applied = await post('admin', '/calendars/org/versions', body, key);
    expect([applied.status, applied.body]).toEqual([201, { id: 'org', version: version + 1, jobId: expect.any(String) }]);
    expect((await post('admin', '/calendars/org/versions', body, key)).body).toEqual(applied.body);
    expect((await post('admin', '/calendars/org/versions', body)).status).toBe(409);
    await until(async () => (await due(task.id)) === preview.tasks.items[0]!.after);
    await until(async () => (await get('admin', `/jobs/${applied.body.jobId}`)).body.items.done >= 1);

    const notices = (await stack.api.db.query(`SELECT kind, data FROM notification WHERE person_id = $1 AND kind = 'task-due-moved'`, [demoId('ops')])) as Array<{ data: { items: unknown[] } }>;
    expect(notices).toHaveLength(1);
    expect(notices[0]!.data.items).toEqual([expect.objectContaining({ was: task.dueAt, dueAt: preview.tasks.items[0]!.after, reason: 'The power is off' })]);
    const why = (await get('ops', `/tasks/${task.id}/why`)).body.sentences as Array<{ en: string }>;
    expect(why.map(({ en }) => en)).toEqual(expect.arrayContaining([expect.stringContaining(`calendar "org", version ${version + 1}`), `${closing} is no working day. It is Power cut (set by the organisation).`]));
    expect((await get('admin', '/calendars/org/versions')).body.items).toEqual([expect.objectContaining({ version: version + 1, changedBy: demoId('admin'), reason: 'The power is off' }), expect.objectContaining({ version })]);
  }, 60_000);

  it('a person works part-time from now on: their own task moves, and nobody else may say so', async () => {
    const runId = await start();
    const task = await openTask('ops', runId);
    // Mondays alone: fewer hours of the same days would move nothing that falls into them, whatever the time is now.
    const layer = { weekdays: [1], hours: [['09:00', '12:00']], inheritDays: 'holidays' };
    const mine = `/calendars/person:${demoId('ops')}`;
    expect((await post('editor', `${mine}/preview`, { layer })).status).toBe(403);
    const preview = (await post('ops', `${mine}/preview`, { layer })).body as CalendarImpact;
    const own = preview.tasks.items.find(({ taskId }) => taskId === task.id)!;
    expect((await post('ops', `${mine}/versions`, { layer, version: 0, reason: 'Half time' })).status).toBe(201);
    await until(async () => (await due(task.id)) === own.after);
    expect((await post('editor', '/calendars/answer', { from: at('2026-06-05 11:00'), duration: { working: 'PT4H' }, person: demoId('ops') })).body).toMatchObject({ at: at('2026-06-15 10:00'), calendar: { id: `person/${demoId('ops')}` } });
    const again = await openTask('ops', await start());
    expect(((await stack.api.db.query('SELECT clock FROM task WHERE id = $1', [again.id])) as Array<{ clock: object }>)[0]!.clock).toMatchObject({ calendarId: `person/${demoId('ops')}`, countsFor: demoId('ops') });
  }, 60_000);

  it('somebody who joins a team with a calendar counts by it from then on, and as before once they have left', async () => {
    const task = await openTask('legal', await start({ ops: demoId('legal') }));
    const team = (await post('admin', '/teams', { key: 'nights', name: 'Nights' })).body as { id: string };
    expect((await post('admin', '/calendars/team:nights/versions', { layer: { weekdays: [1] }, version: 0, reason: 'Mondays' })).status).toBe(201);
    const member = async (method: 'put' | 'delete') => request(stack.api.app.getHttpServer())[method](`${V1}/teams/${team.id}/members/${demoId('legal')}`).set('Authorization', `Bearer ${await stack.token('admin')}`).set('Idempotency-Key', randomUUID());
    expect((await member('put')).status).toBe(200);
    await until(async () => (await due(task.id)) !== task.dueAt);
    const why = (await get('legal', `/tasks/${task.id}/why`)).body.sentences as Array<{ en: string }>;
    expect(why.map(({ en }) => en)).toContainEqual(expect.stringContaining('calendar "team/nights"'));
    expect((await member('delete')).status).toBe(200);
    await until(async () => (await due(task.id)) === task.dueAt);
  }, 60_000);

  it('names every field that cannot be, and changes nothing', async () => {
    const { version, layer } = await org();
    const bad = await post('admin', '/calendars/org/versions', { layer: { ...layer, hours: [['12:00', '09:00']], timeZone: 'Mars/Olympus', periods: [{ from: '2026-02-30' }] }, version, reason: 'x' });
    expect([bad.status, (bad.body.errors as Array<{ path: string }>).map(({ path }) => path).sort()]).toEqual([400, ['layer.hours.0', 'layer.periods.0.from', 'layer.timeZone']]);
    expect((await post('admin', '/calendars/org/versions', { layer: { weekdays: [1] }, version, reason: 'x' })).body.errors.map(({ path }: { path: string }) => path).sort()).toEqual(['layer.hours', 'layer.timeZone']);
    expect((await org()).version).toBe(version);
  });
});

describe('bad input', () => {
  const valid: Record<string, object> = {
    answer: { from: at('2026-11-20 11:00'), duration: { working: 'PT4H' }, calendar: 'org' },
    import: { calendar: 'org', year: 2026, days: [{ date: '2026-10-01', kind: 'holiday', name: 'x' }], apply: false, overwrite: [], version: 1, reason: 'x' },
    preview: { layer: { weekdays: [1, 2] } },
    versions: { layer: { weekdays: [1, 2], inheritDays: 'all', periods: [{ from: '2026-07-01' }] }, version: 999, reason: 'x' },
  };
  it('of a wrong type, too many fields, no JSON or an unknown calendar is refused by name, and changes nothing', async () => {
    const document: unknown = (await get('admin', '/openapi.json')).body;
    const routes = postRoutes(document).map(({ path, schema }) => ({ path: path.replace(V1, ''), schema: schema! })).filter(({ path }) => CALENDAR_ROUTES.test(path));
    expect(routes.map(({ path }) => path).sort()).toEqual(['/calendars/answer', '/calendars/import', '/calendars/{id}/preview', '/calendars/{id}/versions']);
    const before = await org();
    for (const { path, schema } of routes) {
      const body = valid[path.split('/').at(-1)!]!;
      const address = path.replace('{id}', 'team:production');
      for (const { field, body: wrong } of wrongTypes(schema, body)) {
        const answer = await post('admin', address, wrong as object);
        expect([path, field, answer.status, (answer.body.errors as Array<{ path: string }>).map((issue) => issue.path)]).toEqual([path, field, 400, expect.arrayContaining([field])]);
      }
      if (!path.includes('{id}')) continue;
      expect([path, (await post('admin', path.replace('{id}', 'No such thing'), body)).body.errors[0].path]).toEqual([path, 'id']);
      expect([path, (await post('admin', path.replace('{id}', `person:${randomUUID()}`), body)).status]).toEqual([path, 404]);
      expect([path, (await post('editor', address, body)).status]).toEqual([path, 403]);
    }
    expect(await org()).toEqual(before);
  }, 30_000);
});

describe('the official list of a year', () => {
  const csv = 'date,kind,name\n2027-01-01,holiday,元旦\n2027-01-02,in-lieu,元旦\n2027-01-03,makeup,元旦\n';
  it('is shown before it applies, keeps days made by hand, and settles due times that were provisional', async () => {
    const { version, layer } = await org();
    const runId = (await post('manager', '/runs', { playbook: 'task-chain', title: 'Into the new year', input: { people: { ops: demoId('camera') }, settings: { 'step.due': { working: 'P60D' } } } })).body.id as string;
    const task = await openTask('camera', runId);
    const clock = async () => ((await stack.api.db.query('SELECT clock FROM task WHERE id = $1', [task.id])) as Array<{ clock: { provisional: boolean; dueAt: number } }>)[0]!.clock;
    expect((await clock()).provisional).toBe(true);

    const byHand = { ...layer, days: { ...layer.days, '2027-01-02': { isWorkday: true, reason: 'company', source: 'hand' } } };
    expect((await post('admin', '/calendars/org/versions', { layer: byHand, version, reason: 'Stocktaking' })).status).toBe(201);
    const shown = (await post('admin', '/calendars/import', { year: 2027, csv })).body as CalendarImported;
    expect(shown).toMatchObject({ source: 'request', version: version + 1, applied: null });
    expect(shown.list.map(({ date, change }) => [date, change])).toEqual([['2027-01-01', 'added'], ['2027-01-02', 'kept'], ['2027-01-03', 'added']]);
    expect(shown.impact.tasks.settled + shown.impact.tasks.moved).toBeGreaterThanOrEqual(1);
    expect((await post('admin', '/calendars/import', { year: 2027, csv, apply: true })).status).toBe(400);
    const applied = (await post('admin', '/calendars/import', { year: 2027, csv, apply: true, version: version + 1 })).body as CalendarImported;
    expect(applied.applied).toMatchObject({ version: version + 2 });
    await until(async () => !(await clock()).provisional);
    const year = (await get('admin', '/calendars/org/year/2027')).body as CalendarYear;
    expect(year.official).toBe(true);
    expect(year.days.slice(0, 3).map(({ isWorkday, reason, source }) => [isWorkday, reason, source])).toEqual([[false, 'holiday', 'official'], [true, 'company', 'hand'], [true, 'make-up', 'official']]);
  }, 60_000);

  it('names bad lines, and takes the bundled list again without a change', async () => {
    const bad = await post('admin', '/calendars/import', { year: 2027, csv: '2027-02-30,holiday,x\n2027-03-01,调休,x\n' });
    expect([bad.status, bad.body.errors.map(({ path }: { path: string }) => path)]).toEqual([422, ['csv.1.date', 'csv.2.kind']]);
    expect((await post('admin', '/calendars/import', { year: 2026, days: [{ date: '2027-01-01', kind: 'holiday' }] })).body.errors[0].path).toBe('days.0.date');
    expect((await post('admin', '/calendars/import', { year: 2031 })).body.errors[0].path).toBe('year');
    expect((await post('manager', '/calendars/import', { year: 2026 })).status).toBe(403);
    expect(((await post('admin', '/calendars/import', { year: 2025 })).body as CalendarImported).list).toEqual([]);
  });
});

it('previews a change over 1,000 open tasks, every one of them, and says how long that took', async () => {
  const task = await openTask('editor', await start({ ops: demoId('editor') }));
  await stack.api.db.query(`INSERT INTO task SELECT (jsonb_populate_record(t, jsonb_build_object('id', gen_random_uuid()))).* FROM task t, generate_series(1, 1000) WHERE t.id = $1`, [task.id]);
  const { layer } = await org();
  const tookMs: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    const began = performance.now();
    const { body } = (await post('admin', '/calendars/org/preview', { layer: { ...layer, weekdays: [1] } })) as { body: CalendarImpact };
    tookMs.push(performance.now() - began);
    expect(body.tasks.moved).toBeGreaterThanOrEqual(1_000);
    expect(body.tasks.items).toHaveLength(500);
  }
  process.stdout.write(`preview over 1,000 moved tasks: ${tookMs.map(Math.round).join(', ')} ms\n`);
  await stack.api.db.query('DELETE FROM task WHERE run_id = (SELECT run_id FROM task WHERE id = $1) AND id <> $1', [task.id]);
}, 60_000);
