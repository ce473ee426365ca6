import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client, Connection } from '@temporalio/client';
import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import { TASK_QUEUES } from '#contracts/names';
import { createDataSource, poolOf } from '#persistence/data-source';
import { Child } from '../../../scripts/stack/child.ts';
import { appUrl, prepareDatabase, seedDatabase } from '../../../scripts/stack/database.ts';
import { untilAnswers } from '../../../scripts/stack/mail.ts';
import { freePort } from '../../../scripts/stack/ports.ts';
import { startPostgres, type Postgres } from '../../../scripts/stack/postgres.ts';
import { startTemporal, untilPolled } from '../../../scripts/stack/temporal.ts';
import { openMailbox, type Mailbox } from '../../support/mailbox.ts';

export type Victim = 'worker' | 'api' | 'temporal';

const root = path.resolve(import.meta.dirname, '../../..');
const READY_MS = 90_000;
const DATABASE = 'callsheet';

/**
 * PostgreSQL, the Temporal dev server on a file, and the built API and worker, each a process of its own that can be killed -9 and
 * put up again on the same port and data. Unlike `npm start` nobody watches them, so one that dies takes nobody along.
 */
export class KillableStack {
  readonly client: Client;
  /** As superuser, for looking on. */
  readonly pool: Pool;
  private readonly running = new Map<Victim, Child>();

  private constructor(
    private readonly home: string,
    private readonly postgres: Postgres,
    private readonly db: DataSource,
    private readonly mailbox: Mailbox,
    private readonly ports: { api: number; temporal: number },
  ) {
    this.client = new Client({ connection: Connection.lazy({ address: this.temporalAddress, connectTimeout: 2_000 }) });
    this.pool = poolOf(db);
  }

  /** Everything up, over the demo organisation, on free ports and a temporary folder. */
  static async open(): Promise<KillableStack> {
    const home = await mkdtemp(path.join(tmpdir(), 'callsheet-kill-'));
    await chmod(home, 0o755);
    const settings = ['fsync=off', 'max_connections=200'];
    const postgres = await startPostgres({ dir: path.join(home, 'postgres'), port: await freePort(), logFile: path.join(home, 'postgres.log'), settings });
    await postgres.createDatabase(DATABASE);
    await prepareDatabase(postgres.url(DATABASE), 'app-password', { queues: true });
    await seedDatabase(postgres.url(DATABASE), root);
    const db = await createDataSource(postgres.url(DATABASE), { applicationName: 'test-looks-on' });
    const stack = new KillableStack(home, postgres, db, await openMailbox(), { api: await freePort(), temporal: await freePort() });
    await stack.start(['temporal', 'worker', 'api']);
    await untilPolled(stack.temporalAddress, 'default', TASK_QUEUES.runs, stack.running.get('worker')!);
    return stack;
  }

  get ownerUrl(): string {
    return this.postgres.url(DATABASE);
  }

  get api(): string {
    return `http://127.0.0.1:${this.ports.api}/api/v1`;
  }

  /** Starts all of them at once, in whatever order they come up, as after a power cut; waits until the API says that it is ready. */
  async start(names: readonly Victim[]): Promise<void> {
    for (const name of names) if (name !== 'temporal') this.startProgram(name);
    if (names.includes('temporal')) await this.startTemporal();
    await untilAnswers(this.running.get('api')!, `${this.api}/health/ready`, READY_MS);
  }

  /** SIGKILL to all of them in one breath. Resolves when they are gone. */
  async kill(names: readonly Victim[]): Promise<void> {
    const children = names.map((name) => this.running.get(name)!);
    for (const { pid } of children) process.kill(pid, 'SIGKILL');
    await Promise.all(children.map(({ ended }) => ended));
  }

  /** Stops the worker's clock: it reads and answers nothing until it is thawed, or killed. */
  freezeWorker(): void {
    process.kill(this.running.get('worker')!.pid, 'SIGSTOP');
  }

  thawWorker(): void {
    process.kill(this.running.get('worker')!.pid, 'SIGCONT');
  }

  async close(): Promise<void> {
    for (const name of ['api', 'worker', 'temporal'] as const) await this.running.get(name)?.stop();
    await this.client.connection.close();
    await this.db.destroy();
    await this.postgres.stop();
    await this.mailbox.close();
    await rm(this.home, { recursive: true, force: true });
  }

  private get temporalAddress(): string {
    return `127.0.0.1:${this.ports.temporal}`;
  }

  private async startTemporal(): Promise<void> {
    const onSpawn = (child: Child): void => void this.running.set('temporal', child);
    await startTemporal({ dir: path.join(this.home, 'temporal'), port: this.ports.temporal, logFile: path.join(this.home, 'temporal.log'), onSpawn });
  }

  private startProgram(name: 'api' | 'worker'): void {
    const args = ['--enable-source-maps', path.join(root, `dist/apps/${name}/src/main.js`)];
    this.running.set(name, new Child({ name, command: process.execPath, args, cwd: root, env: this.environment(), logFile: path.join(this.home, `${name}.log`) }));
  }

  private environment(): NodeJS.ProcessEnv {
    return {
      CALLSHEET_CHILD: '1',
      CALLSHEET_HOME: this.home,
      DATABASE_URL: appUrl(this.ownerUrl, 'app-password'),
      TEMPORAL_ADDRESS: this.temporalAddress,
      SMTP_URL: this.mailbox.url,
      WORKFLOW_BUNDLE: path.join(root, 'dist/workflow-bundle.js'),
      PORT: String(this.ports.api),
    };
  }
}
