import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp } from 'node:fs/promises';
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

export const VICTIMS = ['worker', 'api', 'temporal', 'postgres'] as const;
export type Victim = (typeof VICTIMS)[number];

/** A part that ended although nobody had killed it. */
export interface Death {
  name: Victim;
  at: number;
  how: string;
}

const root = path.resolve(import.meta.dirname, '../../..');
const READY_MS = 90_000;
const DATABASE = 'callsheet';

/**
 * PostgreSQL, the Temporal dev server on a file, and the built API and worker, each a process of its own that can be killed -9 and
 * put up again on the same port and data. Unlike `npm start`, one that dies takes nobody along: it is put up again, and written down.
 */
export class KillableStack {
  readonly client: Client;
  /** As superuser, for looking on. */
  readonly pool: Pool;
  /** Parts that ended by themselves: none should. */
  readonly deaths: Death[] = [];
  private readonly running = new Map<Victim, Child>();
  /** Whose end is wanted: killed by us, or stopped. */
  private readonly expected = new Set<Child>();
  private starts = 0;
  /** Jest lets no test hear Ctrl-C, so another process sees to it that no server outlives us. */
  private readonly janitor: ChildProcess;

  private constructor(
    readonly home: string,
    private postgres: Postgres,
    private readonly db: DataSource,
    readonly mailbox: Mailbox,
    private readonly ports: { api: number; temporal: number; postgres: number },
  ) {
    this.client = new Client({ connection: Connection.lazy({ address: this.temporalAddress, connectTimeout: 2_000 }) });
    this.pool = poolOf(db);
    this.janitor = spawn(process.execPath, [path.join(import.meta.dirname, 'janitor.mjs'), home], { stdio: ['pipe', 'ignore', 'inherit'], detached: true });
  }

  /** Everything up, over the demo organisation, on free ports and a temporary folder. */
  static async open(): Promise<KillableStack> {
    const home = await mkdtemp(path.join(tmpdir(), 'callsheet-kill-'));
    await chmod(home, 0o755);
    const port = await freePort();
    const postgres = await startPostgres(postgresAt(home, port));
    await postgres.createDatabase(DATABASE);
    await prepareDatabase(postgres.url(DATABASE), 'app-password', { queues: true });
    await seedDatabase(postgres.url(DATABASE), root);
    const db = await createDataSource(postgres.url(DATABASE), { applicationName: 'test-looks-on' });
    const stack = new KillableStack(home, postgres, db, await openMailbox(), { api: await freePort(), temporal: await freePort(), postgres: port });
    stack.watch('postgres', postgres.child);
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

  /**
   * Starts all of them at once, in whatever order they come up, as after a power cut; waits until the API says that it is ready.
   * Only PostgreSQL goes first: without it a program ends at once, with one line, and whoever runs it starts it again.
   */
  async start(names: readonly Victim[]): Promise<void> {
    if (names.includes('postgres')) await this.startPostgres();
    for (const name of ['worker', 'api'] as const) if (names.includes(name)) this.startProgram(name);
    if (names.includes('temporal')) await this.startTemporal();
    await untilAnswers(this.running.get('api')!, `${this.api}/health/ready`, READY_MS);
  }

  /** SIGKILL to all of them in one breath. Resolves when they are gone. */
  async kill(names: readonly Victim[]): Promise<void> {
    const children = names.map((name) => this.running.get(name)!);
    for (const child of children) {
      this.expected.add(child);
      process.kill(child.pid, 'SIGKILL');
    }
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
    for (const child of this.running.values()) this.expected.add(child);
    for (const name of ['api', 'worker', 'temporal'] as const) await this.running.get(name)?.stop();
    await this.client.connection.close();
    await this.db.destroy();
    await this.postgres.stop();
    await this.mailbox.close();
    // It removes the folder, and there is nobody left to end.
    this.janitor.stdin!.end();
    await once(this.janitor, 'exit');
  }

  private get temporalAddress(): string {
    return `127.0.0.1:${this.ports.temporal}`;
  }

  private async startPostgres(): Promise<void> {
    this.postgres = await startPostgres({ ...postgresAt(this.home, this.ports.postgres), logFile: this.log('postgres'), onSpawn: (child) => this.watch('postgres', child) });
  }

  private async startTemporal(): Promise<void> {
    const onSpawn = (child: Child): void => this.watch('temporal', child);
    await startTemporal({ dir: path.join(this.home, 'temporal'), port: this.ports.temporal, logFile: this.log('temporal'), onSpawn });
  }

  private startProgram(name: 'api' | 'worker'): void {
    const args = ['--enable-source-maps', path.join(root, `dist/apps/${name}/src/main.js`)];
    this.watch(name, new Child({ name, command: process.execPath, args, cwd: root, env: this.environment(), logFile: this.log(name) }));
  }

  /** Each start keeps a log of its own, for whoever asks afterwards what happened. */
  private log(name: Victim): string {
    this.starts += 1;
    return path.join(this.home, 'logs', `${String(this.starts).padStart(3, '0')}-${name}.log`);
  }

  private watch(name: Victim, child: Child): void {
    this.running.set(name, child);
    this.janitor.stdin!.write(`+${child.pid}\n`);
    void child.ended.then((how) => {
      this.janitor.stdin!.write(`-${child.pid}\n`);
      if (this.expected.has(child)) return;
      this.deaths.push({ name, at: Date.now(), how: `${how}: ${child.lastWords()} (${path.basename(child.logFile)})` });
      if (name === 'api' || name === 'worker') this.startProgram(name);
    });
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

/** As `npm start` runs it: what is committed is on disk. */
const postgresAt = (home: string, port: number) => ({ dir: path.join(home, 'postgres'), port, logFile: path.join(home, 'logs', '000-postgres.log'), settings: ['max_connections=200'] });
