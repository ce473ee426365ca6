import { createActivities } from '#activities/index';
import type { RunActivities } from '#contracts/process';
import { demoId, seedDemo } from '#persistence/seed/demo';
import { defaultOrgCalendar } from '#platform/calendars/org-calendar';
import { createLogger } from '#platform/logger';
import { type DemoDatabase, demoDatabase } from './support/database.ts';
import { T0 } from './support/story.ts';

const DAY_MS = 86_400_000;
let db: DemoDatabase;
let activities: RunActivities;

beforeAll(async () => {
  db = await demoDatabase();
  activities = createActivities({ pool: db.pool, logger: createLogger('test', 'silent'), now: () => T0 });
});
afterAll(() => db.close());

const facts = (roles: string[], teams: string[], calendars: string[] = []) => activities.loadFacts({ runId: demoId('run'), roles, teams, people: [], calendars, until: T0 + 30 * DAY_MS });

test('roles, teams and admins as of now, in a stable order, without people who left or whose role ended', async () => {
  const before = await facts(['script', 'nobody'], ['planning']);
  expect(before.directory).toEqual({
    asOf: T0,
    roles: { script: [demoId('script')], nobody: [] },
    teams: { planning: { lead: demoId('host'), members: ['host', 'script', 'visual', 'copy', 'data'].map(demoId).sort() } },
    admins: [demoId('admin')],
    people: expect.any(Object),
  });
  expect(before.directory.people[demoId('script')]).toEqual({ calendarId: 'org', lead: demoId('host'), cover: null });
  expect(Object.keys(before.directory.people).sort()).toEqual(['admin', 'host', 'script', 'visual', 'copy', 'data'].map(demoId).sort());
  await db.pool.query('INSERT INTO person_role VALUES ($1, $3, NULL, $4), ($2, $3, $4, NULL)', [demoId('copy'), demoId('visual'), 'script', T0]);
  await db.pool.query('UPDATE person SET disabled_at = $2 WHERE id = $1', [demoId('host'), T0]);
  const after = await facts(['script'], ['planning']);
  expect(after.directory.roles.script).toEqual([demoId('script'), demoId('visual')].sort());
  expect(after.directory.teams.planning).toEqual({ lead: null, members: ['script', 'visual', 'copy', 'data'].map(demoId).sort() });
});

test('who is away comes with who stands in at the end of the chain, and nobody whose absence was cancelled or is over', async () => {
  const [script, copy, visual] = ['script', 'copy', 'visual'].map(demoId) as [string, string, string];
  const absent = (id: string, person: string, until: number, deputy: string | null, cancelled: number | null = null) =>
    db.pool.query('INSERT INTO absence (id, person_id, from_at, until_at, deputy_id, version, job_id, created_by, created_at, cancelled_at) VALUES ($1, $2, $3, $4, $5, 1, $1, $2, 0, $6)', [demoId(id), person, T0 - 1, until, deputy, cancelled]);
  await absent('a1', script, T0 + 9, copy);
  await absent('a2', copy, T0 + 5, null);
  await absent('a3', visual, T0 + 9, script, T0);
  await db.pool.query('INSERT INTO default_deputy VALUES ($1, $2, $1, 0)', [copy, visual]);
  const { people } = (await facts(['script', 'copy', 'visual'], [])).directory;
  expect(people[script]!.cover).toEqual({ deputy: visual, absenceId: demoId('a1'), until: T0 + 9 });
  expect(people[copy]!.cover).toEqual({ deputy: visual, absenceId: demoId('a2'), until: T0 + 5 });
  expect(people[visual]!.cover).toBeNull();
  await db.pool.query('DELETE FROM absence; DELETE FROM default_deputy');
});

test('the calendar comes as working intervals past the instant asked for', async () => {
  const { calendars } = await facts([], [], ['org']);
  const slice = calendars.org!;
  expect(slice).toMatchObject({ calendarId: 'org', version: 1, timeZone: 'Asia/Shanghai' });
  expect(slice.validUntil).toBeGreaterThan(T0 + 30 * DAY_MS - 1);
  expect(slice.days.find(({ date }) => date === '2026-11-24')!.intervals).toEqual([[Date.UTC(2026, 10, 24, 1), Date.UTC(2026, 10, 24, 4)], [Date.UTC(2026, 10, 24, 5), Date.UTC(2026, 10, 24, 10)]]);
  await expect(facts([], [], ['elsewhere'])).rejects.toThrow('calendar "elsewhere" is not in the database');
});

test('figures are read as they were at an instant', async () => {
  const pieceId = demoId('piece');
  const text = `INSERT INTO metric_point (id, piece_id, metric, value, measured_at, received_at, source) VALUES (gen_random_uuid(), $1, 'plays', $2, $3, $3, 'test')`;
  for (const [at, value] of [[T0 + 10, 20], [T0, 10], [T0 + 20, 30]]) await db.pool.query(text, [pieceId, value, at]);
  const read = (upTo: number) => activities.readMetrics({ pieceId, metrics: ['plays', 'completionRate'], upTo });
  expect(await read(T0 + 15)).toEqual({ plays: 20, completionRate: null });
  expect(await read(T0)).toEqual({ plays: 10, completionRate: null });
  expect(await read(T0 - 1)).toEqual({ plays: null, completionRate: null });
});

test('seeding again changes nothing that is there', async () => {
  await db.pool.query(`UPDATE person SET name = 'Renamed' WHERE id = $1`, [demoId('legal')]);
  const people = async () => (await db.pool.query('SELECT * FROM person ORDER BY id')).rows;
  const before = await people();
  await seedDemo(db.dataSource, { calendar: { ...defaultOrgCalendar(), days: {} }, playbooks: [] });
  expect(await people()).toEqual(before);
  expect((await db.pool.query(`SELECT data -> 'days' = '{}' AS emptied FROM calendar`)).rows).toEqual([{ emptied: false }]);
});
