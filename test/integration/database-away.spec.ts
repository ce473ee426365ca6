import pg from 'pg';
import { isDatabaseAway } from '#persistence/away';
import { createDataSource, poolOf } from '#persistence/data-source';
import { freePort } from '../../scripts/stack/ports.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { until } from '../support/until.ts';

let database: TestDatabase;
let outside: pg.Client;
beforeAll(async () => {
  database = await createTestDatabase();
  outside = new pg.Client(database.url);
  await outside.connect();
});
afterAll(async () => {
  await outside.end();
  await database.drop();
});

const failure = (work: Promise<unknown>): Promise<unknown> => work.then(() => null, (error: unknown) => error);
const terminate = (pid: number): Promise<unknown> => outside.query('SELECT pg_terminate_backend($1)', [pid]);

it('outlives connections that are lost while they are held, idle or under a query, and goes on with others', async () => {
  const db = await createDataSource(database.url, { poolSize: 3 });
  const pool = poolOf(db);
  const [idle, busy] = [await pool.connect(), await pool.connect()];
  const pids = await Promise.all([idle, busy].map(async (client) => (await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')).rows[0]!.pid));
  const query = failure(busy.query('SELECT pg_sleep(60)'));
  await until(async () => (await outside.query(`SELECT 1 FROM pg_stat_activity WHERE pid = $1 AND state = 'active'`, [pids[1]])).rowCount === 1);
  for (const pid of pids) await terminate(pid);
  expect(isDatabaseAway(await query)).toBe(true);
  expect(isDatabaseAway(await until(() => failure(idle.query('SELECT 1'))))).toBe(true);
  idle.release();
  busy.release();
  // One whose last breath is still on its way may be handed out once more.
  expect(await until(() => pool.query('SELECT 1 AS one').then(({ rows }) => rows, () => null))).toEqual([{ one: 1 }]);
  await db.destroy();
});

it('knows a server that is not there, and a query that is wrong', async () => {
  const nobody = new pg.Pool({ connectionString: `postgres://nobody@127.0.0.1:${await freePort()}/none` });
  expect(isDatabaseAway(await failure(nobody.query('SELECT 1')))).toBe(true);
  await nobody.end();
  expect(isDatabaseAway(await failure(outside.query('SELECT nothing')))).toBe(false);
  expect(isDatabaseAway(await failure(outside.query('SELECT 1/0')))).toBe(false);
});
