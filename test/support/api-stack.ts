import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import request from 'supertest';
import { createActivities } from '#activities/index';
import { TASK_QUEUES } from '#contracts/names';
import { createDataSource, poolOf } from '#persistence/data-source';
import { seedDemo } from '#persistence/seed/demo';
import { DEMO_DOMAIN, DEMO_PASSWORD } from '#persistence/seed/demo-people';
import { defaultOrgCalendar } from '#platform/calendars/org-calendar';
import { createLogger } from '#platform/logger';
import { loadPlaybooks } from '#platform/playbooks/load';
import { freePort } from '../../scripts/stack/ports.ts';
import { startTemporal } from '../../scripts/stack/temporal.ts';
import { bundleWorkflows } from '../../scripts/stack/workflow-bundle.ts';
import { startTestApi, type TestApi } from './api.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** API, Temporal dev server and a worker over the demo organisation; the worker can be stopped and started again. */
export interface ApiStack {
  api: TestApi;
  /** Bearer token of a demo account, e.g. `manager`. */
  token(name: string): Promise<string>;
  startWorker(): Promise<void>;
  stopWorker(): Promise<void>;
  close(): Promise<void>;
}

/** Starts all of it on free ports; `close` ends and removes it. */
export async function startApiStack(): Promise<ApiStack> {
  const folder = await mkdtemp(path.join(tmpdir(), 'callsheet-api-'));
  const port = await freePort();
  const server = await startTemporal({ dir: folder, port, logFile: path.join(folder, 'temporal.log') });
  const address = `127.0.0.1:${port}`;
  const connection = await Connection.connect({ address });
  const native = await NativeConnection.connect({ address });
  const api = await startTestApi({ temporal: new Client({ connection }) });
  await seedDemo(api.db, { calendar: defaultOrgCalendar(), playbooks: await loadPlaybooks(path.join(ROOT, 'playbooks')) });
  const workerDb = await createDataSource(api.config.database.url);
  const activities = createActivities({ pool: poolOf(workerDb), logger: createLogger('test', 'silent') });
  let worker: { stop(): Promise<void> } | null = null;
  const codePath = await bundleWorkflows(ROOT, path.join(ROOT, 'node_modules/.cache/callsheet'));
  const tokens = new Map<string, Promise<string>>();
  const stack: ApiStack = {
    api,
    token: (name) => {
      tokens.set(name, tokens.get(name) ?? logIn(api, name));
      return tokens.get(name)!;
    },
    async startWorker() {
      const made = await Worker.create({ connection: native, taskQueue: TASK_QUEUES.runs, workflowBundle: { codePath }, activities: { ...activities }, stickyQueueScheduleToStartTimeout: '2s' });
      const running = made.run();
      worker = { stop: async () => (made.shutdown(), running) };
    },
    async stopWorker() {
      await worker?.stop();
      worker = null;
    },
    async close() {
      await stack.stopWorker();
      await workerDb.destroy();
      await api.close();
      await native.close();
      await connection.close();
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
  return stack;
}

async function logIn(api: TestApi, name: string): Promise<string> {
  const { body } = await request(api.app.getHttpServer()).post('/api/v1/auth/login').send({ email: `${name}@${DEMO_DOMAIN}`, password: DEMO_PASSWORD, token: true }).expect(200);
  return (body as { token: string }).token;
}
