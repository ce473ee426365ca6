import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client, Connection } from '@temporalio/client';
import type { DataSource } from 'typeorm';
import { TASK_QUEUES } from '#contracts/names';
import { createDataSource } from '#persistence/data-source';
import { Child } from '../../scripts/stack/child.ts';
import { appUrl, prepareDatabase, seedDatabase } from '../../scripts/stack/database.ts';
import { freePort } from '../../scripts/stack/ports.ts';
import { startPostgres } from '../../scripts/stack/postgres.ts';
import { startTemporal, untilPolled } from '../../scripts/stack/temporal.ts';
import { RAW_QUEUE } from './names.ts';

const APP_PASSWORD = 'bench-only';
const DATABASE = 'callsheet';

/** PostgreSQL, Temporal and the two workers, on free ports and in a folder that goes with them. */
export interface BenchStack {
  root: string;
  client: Client;
  /** As the application's role. */
  db: DataSource;
  /** As the owner, for bulk loads. */
  owner: DataSource;
  /** Ends the workers and Temporal, so that nothing but PostgreSQL is left to measure. */
  stopTemporal(): Promise<void>;
  close(): Promise<void>;
}

/** Starts everything; what was started before a failure is stopped again. @throws Error in one line. */
export async function startBenchStack(root: string): Promise<BenchStack> {
  const folder = await mkdtemp(path.join(tmpdir(), 'callsheet-bench-'));
  // PostgreSQL runs as another user when we are root, and has to pass through.
  await chmod(folder, 0o755);
  const undo: Array<() => Promise<unknown>> = [() => rm(folder, { recursive: true, force: true })];
  const close = async (): Promise<void> => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    return await bringUp(root, folder, undo, close);
  } catch (error) {
    await close();
    throw error;
  }
}

async function bringUp(root: string, folder: string, undo: Array<() => Promise<unknown>>, close: () => Promise<void>): Promise<BenchStack> {
  const log = (name: string): string => path.join(folder, `${name}.log`);
  const children: Child[] = [];
  const onSpawn = (child: Child): void => {
    children.unshift(child);
    undo.push(() => child.stop());
  };
  // As `npm start` runs it; only the bulk load of the inbox asks for room in the write-ahead log.
  const settings = ['max_connections=200', 'max_wal_size=4GB'];
  const postgres = await startPostgres({ dir: path.join(folder, 'postgres'), port: await freePort(), logFile: log('postgres'), settings, onSpawn });
  await postgres.createDatabase(DATABASE);
  const ownerUrl = postgres.url(DATABASE);
  await prepareDatabase(ownerUrl, APP_PASSWORD, { queues: true });
  await seedDatabase(ownerUrl, root);
  const port = await freePort();
  await startTemporal({ dir: path.join(folder, 'temporal'), port, logFile: log('temporal'), onSpawn });
  const address = `127.0.0.1:${port}`;
  const env = {
    CALLSHEET_CHILD: '1', CALLSHEET_HOME: folder, DATABASE_URL: appUrl(ownerUrl, APP_PASSWORD), TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: 'default',
    WORKFLOW_BUNDLE: path.join(root, 'dist/workflow-bundle.js'), WORKER_PARTS: 'temporal', LOG_LEVEL: 'warn', NODE_ENV: 'production', REDIS_URL: '',
  };
  for (const [name, file, queue] of [['worker', 'dist/apps/worker/src/main.js', TASK_QUEUES.runs], ['raw-worker', 'dist/test/bench/raw-worker.js', RAW_QUEUE]] as const) {
    const child = new Child({ name, command: process.execPath, args: ['--enable-source-maps', path.join(root, file)], cwd: root, env, logFile: log(name) });
    onSpawn(child);
    await untilPolled(address, 'default', queue, child);
  }
  const connection = await Connection.connect({ address });
  undo.push(() => connection.close());
  const db = await createDataSource(env.DATABASE_URL, { poolSize: 4, applicationName: 'callsheet-bench' });
  undo.push(() => db.destroy());
  const owner = await createDataSource(ownerUrl, { poolSize: 2, applicationName: 'callsheet-bench-load' });
  undo.push(() => owner.destroy());
  const stopTemporal = async (): Promise<void> => {
    for (const child of children) if (child !== postgres.child) await child.stop();
  };
  return { root, client: new Client({ connection }), db, owner, stopTemporal, close };
}
