import 'reflect-metadata';
import { jest } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { NestFactory } from '@nestjs/core';
import type { Client } from '@temporalio/client';
import { createActivities } from '#activities/index';
import { runWorkflowId, TASK_QUEUES, WORKFLOW_TYPES } from '#contracts/names';
import { demoId } from '#persistence/seed/demo';
import { createLogger } from '#platform/logger';
import { createTemporalClient } from '#platform/temporal-client';
import { Reconciler } from '../../apps/worker/src/reconciler/reconciler.ts';
import { WorkerModule } from '../../apps/worker/src/worker.module.ts';
import type { Child } from '../../scripts/stack/child.ts';
import { freePort } from '../../scripts/stack/ports.ts';
import { startTemporal } from '../../scripts/stack/temporal.ts';
import { demoDatabase, type DemoDatabase } from './support/database.ts';
import { runOf, story } from './support/story.ts';

jest.setTimeout(60_000);
const logger = createLogger('reconciler-spec', 'silent');
let db: DemoDatabase;
let temporal: Child;
let client: Client;
let folder: string;
let port: number;

beforeAll(async () => {
  [folder, port, db] = await Promise.all([mkdtemp(path.join(tmpdir(), 'callsheet-test-')), freePort(), demoDatabase()]);
  temporal = await startTemporal({ dir: folder, port, logFile: path.join(folder, 'temporal.log') });
  client = createTemporalClient(temporalSettings());
}, 90_000);
afterAll(async () => {
  await client?.connection.close();
  await temporal?.stop();
  await db.close();
  await rm(folder, { recursive: true, force: true });
});

const temporalSettings = () => ({ address: `127.0.0.1:${port}`, namespace: 'default', apiKey: undefined, tls: null });

/** A run that has told of its start, and its execution, which no worker takes up. */
async function openRun(): Promise<string> {
  const run = runOf(demoId('manager'));
  await createActivities({ pool: db.pool, logger }).recordEvents({ runId: run.id, events: [story(run.id).next('RunStarted', { run })] });
  await client.workflow.start(WORKFLOW_TYPES.taskChain, { workflowId: runWorkflowId(run.id), taskQueue: TASK_QUEUES.runs, args: [] });
  return run.id;
}
const stateOf = async (runId: string): Promise<string> => (await db.pool.query('SELECT state FROM run WHERE id = $1', [runId])).rows[0].state;

test('a run whose execution ended without a word is recorded as lost, once; the others are left alone', async () => {
  const [lost, alive] = [await openRun(), await openRun()];
  await client.workflow.getHandle(runWorkflowId(lost)).terminate('an operator');
  const settings = { database: { url: db.url, pool: 3 }, temporal: temporalSettings(), queue: { redisUrl: undefined }, mail: { smtpUrl: 'smtp://127.0.0.1:1', from: 'x@callsheet.test' }, http: { publicUrl: 'http://localhost' }, objects: { dir: '/nonexistent/objects', s3: null }, workflowBundle: 'none', secretKeys: [] };
  const app = await NestFactory.createApplicationContext(WorkerModule.hosting(new Set(['reconciler']), settings, logger), { logger: false });
  try {
    await app.get(Reconciler).look(client);
    await app.get(Reconciler).look(client);
  } finally {
    await app.close();
  }
  expect([await stateOf(lost), await stateOf(alive)]).toEqual(['lost', 'running']);
  const { rows } = await db.pool.query(`SELECT n, type, cause FROM run_event WHERE run_id = $1 ORDER BY n`, [lost]);
  expect(rows).toMatchObject([{ type: 'RunStarted' }, { n: 2, type: 'RunLost', cause: { kind: 'reconciler' } }]);
});
