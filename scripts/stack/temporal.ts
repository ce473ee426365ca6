import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';
import { ensureTemporalCli } from './binaries.ts';
import { Child } from './child.ts';

/** Histories of closed runs are kept this long (architecture.md: 30 days); the dev server's own default is a day. */
const RETENTION_MS = 720 * 3_600_000;
const READY_MS = 60_000;

export interface TemporalOptions {
  /** Absolute folder of its SQLite file. */
  dir: string;
  port: number;
  /** Port of its web UI; without one there is no UI. */
  uiPort?: number;
  logFile: string;
  onSpawn?: (child: Child) => void;
}

/** Starts the Temporal dev server on a file and waits until it serves. @throws Error with the reason in one line. */
export async function startTemporal({ dir, port, uiPort, logFile, onSpawn }: TemporalOptions): Promise<Child> {
  mkdirSync(dir, { recursive: true });
  const ui = uiPort === undefined ? ['--headless'] : ['--ui-port', String(uiPort), '--ui-ip', '127.0.0.1', '--ui-disable-news-fetch'];
  const args = ['server', 'start-dev', '--db-filename', path.join(dir, 'temporal.db'), '--ip', '127.0.0.1', '--port', String(port), ...ui, '--log-level', 'warn'];
  const child = new Child({ name: 'temporal', command: await ensureTemporalCli(), args, logFile });
  onSpawn?.(child);
  const connection = await connect(child, `127.0.0.1:${port}`);
  try {
    await retain(connection);
  } finally {
    await connection.close();
  }
  return child;
}

/** Waits until a worker polls the task queue. */
export async function untilPolled(address: string, namespace: string, taskQueue: string, child: Child): Promise<void> {
  const connection = await connect(child, address);
  try {
    for (const until = Date.now() + READY_MS; ; await wait(100)) {
      const { pollers } = await connection.workflowService.describeTaskQueue({ namespace, taskQueue: { name: taskQueue }, taskQueueType: 1 });
      if (pollers?.length) return;
      if (child.gone) throw new Error(`The ${child.name} ended while starting: ${child.lastWords()}`);
      if (Date.now() > until) throw new Error(`The ${child.name} did not reach Temporal within a minute; its log: ${child.logFile}`);
    }
  } finally {
    await connection.close();
  }
}

async function connect(child: Child, address: string): Promise<Connection> {
  for (const until = Date.now() + READY_MS; ; await wait(100)) {
    try {
      const connection = await Connection.connect({ address, connectTimeout: 1_000 });
      // It answers before its namespace is registered.
      await connection.workflowService.describeNamespace({ namespace: 'default' });
      return connection;
    } catch (error) {
      if (child.gone) throw new Error(`${child.name} ended while starting: ${child.lastWords()}`, { cause: error });
      if (Date.now() > until) throw new Error(`Temporal did not answer within a minute: ${(error as Error).message}`, { cause: error });
    }
  }
}

async function retain(connection: Connection): Promise<void> {
  const config = { workflowExecutionRetentionTtl: msToTs(RETENTION_MS) };
  await connection.workflowService.updateNamespace({ namespace: 'default', config });
}
