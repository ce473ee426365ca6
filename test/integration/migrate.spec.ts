import pg from 'pg';
import { createDataSource } from '#persistence/data-source';
import { APP_ROLE, runMigrations } from '#persistence/migrate';
import { createTestDatabase, type TestDatabase, TEST_APP_PASSWORD } from '../support/database.ts';

const appPassword = TEST_APP_PASSWORD;
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  await Promise.all([runMigrations(database.url, { appPassword }), runMigrations(database.url, { appPassword })]);
});
afterAll(() => database.drop());

function appUrl(): string {
  const url = new URL(database.url);
  url.username = APP_ROLE;
  url.password = appPassword;
  return url.toString();
}

test('migrating again changes nothing', async () => {
  await runMigrations(database.url, { appPassword });
});

test('the application adds to the record and cannot rewrite it', async () => {
  const app = await createDataSource(appUrl());
  const runId = '0c8b2f6e-6a6c-4b5b-9a52-6b6f3f5b1a11';
  try {
    await app.query(`INSERT INTO run_event (run_id, n, type, v, at, cause, data) VALUES ($1, 1, 'RunLost', 1, 0, '{}', '{}')`, [runId]);
    await app.query(`INSERT INTO activity_log (id, actor, verb, data, at) VALUES ($1, 'a', 'comment', '{}', 0)`, [runId]);
    for (const table of ['run_event', 'activity_log']) {
      await expect(app.query(`UPDATE ${table} SET data = '{"no": 1}'`)).rejects.toThrow(/permission denied/);
      await expect(app.query(`DELETE FROM ${table}`)).rejects.toThrow(/permission denied/);
      await expect(app.query(`TRUNCATE ${table}`)).rejects.toThrow(/permission denied|must be owner/);
    }
    await expect(app.query('CREATE TABLE mine (id int)')).rejects.toThrow(/permission denied/);
  } finally {
    await app.destroy();
  }
});

test('instants come back as numbers on our connections and nowhere else', async () => {
  const app = await createDataSource(appUrl());
  const other = new pg.Client(database.url);
  await other.connect();
  try {
    expect(await app.query('SELECT 1795485300000::bigint AS at')).toEqual([{ at: 1795485300000 }]);
    expect((await other.query('SELECT 1::bigint AS n')).rows).toEqual([{ n: '1' }]);
  } finally {
    await app.destroy();
    await other.end();
  }
});
