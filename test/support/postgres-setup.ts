import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from '../../scripts/stack/ports.ts';
import { startPostgres, type Postgres } from '../../scripts/stack/postgres.ts';

/** What the teardown of the same process needs. */
export interface TestPostgres {
  server: Postgres;
  folder: string;
}

/** Jest global setup of the integration project: a real PostgreSQL on a random port; each suite makes its own database (`createTestDatabase`). */
export default async function setup(): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'callsheet-test-'));
  await chmod(folder, 0o755);
  // Nothing here outlives the run, so nothing has to reach the disk.
  const settings = ['fsync=off', 'max_connections=200'];
  const server = await startPostgres({ dir: path.join(folder, 'data'), port: await freePort(), logFile: path.join(folder, 'postgres.log'), settings });
  process.env.TEST_DATABASE_URL = server.url('postgres');
  (globalThis as { testPostgres?: TestPostgres }).testPostgres = { server, folder };
  // An interrupted run leaves no server behind.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void server.stop().then(() => process.exit(1)));
}
