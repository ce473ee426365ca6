import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { TASK_QUEUES } from '#contracts/names';
import { Child } from './child.ts';
import { appUrl, importDefaults, prepareDatabase, seedDatabase } from './database.ts';
import { startMail, untilAnswers } from './mail.ts';
import { PidFile, stopLeftovers } from './pids.ts';
import { isPortFree } from './ports.ts';
import { startPostgres } from './postgres.ts';
import { stage } from './progress.ts';
import { PORT_SETTINGS, type StackPorts, type StackSettings } from './settings.ts';
import { startTemporal, untilPolled } from './temporal.ts';

const DATABASE = 'callsheet';
const API_READY_MS = 60_000;

/** The embedded stack: PostgreSQL, Temporal, mail catcher, worker, API. Started in this order, stopped in the opposite one. */
export class Stack {
  private readonly children: Child[] = [];
  private readonly pids: PidFile;
  private report: (child: Child, how: string) => void = () => undefined;
  private stopped: Promise<void> | undefined;
  /** Resolves with the first child that ends without having been asked to. */
  readonly broken = new Promise<{ child: Child; how: string }>((resolve) => (this.report = (child, how) => resolve({ child, how })));

  constructor(private readonly settings: StackSettings) {
    this.pids = new PidFile(settings.home);
  }

  /** Brings everything up, telling each stage and its seconds. @throws Error in one line, with the remedy; what was started is still to be stopped. */
  async start(launcher?: { pid: number; start: string | null }): Promise<void> {
    const { home, root } = this.settings;
    await this.claimHome(launcher);
    const ownerUrl = await this.stage('PostgreSQL', () => this.postgres());
    const { appPassword, secretKey } = await secretsOf(home);
    await this.stage('Tables', () => prepareDatabase(ownerUrl, appPassword, { queues: !process.env.REDIS_URL }));
    await this.stage('Default playbooks', () => importDefaults(ownerUrl, root));
    if (this.settings.seedDemo) await this.stage('Demo organisation', () => seedDatabase(ownerUrl, root));
    const env = this.environment(appUrl(ownerUrl, appPassword), secretKey);
    await this.stage('Temporal and mail catcher', () => Promise.all([this.temporal(), this.mail()]));
    await this.stage('Worker and API', () => Promise.all([this.worker(env), this.api(env)]));
  }

  /** Stops what runs, the newest first, so that nobody loses what it stands on. */
  stop(onEach: (name: string) => void = () => undefined): Promise<void> {
    this.stopped ??= this.stopAll(onEach);
    return this.stopped;
  }

  private stage<T>(label: string, work: () => Promise<T>): Promise<T> {
    if (this.stopped) throw new Error('Stopped while starting.');
    return stage(label, work);
  }

  private async stopAll(onEach: (name: string) => void): Promise<void> {
    for (const child of STOP_ORDER.flatMap((name) => this.children.filter((other) => other.name === name))) {
      await child.stop();
      this.pids.remove(child.pid);
      onEach(child.name);
    }
    this.pids.remove(process.pid);
  }

  private async claimHome(launcher?: { pid: number; start: string | null }): Promise<void> {
    const { home, ports } = this.settings;
    await mkdir(home, { recursive: true });
    // The user "postgres" has to pass through when we are root; what is secret inside has modes of its own.
    if (process.getuid?.() === 0) await chmod(home, 0o755);
    const left = await stopLeftovers(home);
    if (left.length) console.log(`  Stopped what an earlier start left behind: ${left.join(', ')}`);
    this.pids.add('supervisor', process.pid, launcher);
    for (const [name, port] of Object.entries(ports) as Array<[keyof StackPorts, number]>) await refuseBusy(name, port);
  }

  private async postgres(): Promise<string> {
    const { home, ports } = this.settings;
    const settings = ['max_connections=200'];
    const server = await startPostgres({ dir: path.join(home, 'postgres'), port: ports.postgres, logFile: this.log('postgres'), settings, onSpawn: this.watch });
    await server.createDatabase(DATABASE);
    return server.url(DATABASE);
  }

  private temporal(): Promise<Child> {
    const { home, ports } = this.settings;
    return startTemporal({ dir: path.join(home, 'temporal'), port: ports.temporal, uiPort: ports.temporalUi, logFile: this.log('temporal'), onSpawn: this.watch });
  }

  private mail(): Promise<Child> {
    const { home, ports } = this.settings;
    return startMail({ dir: path.join(home, 'mail'), smtpPort: ports.smtp, webPort: ports.mail, logFile: this.log('mail'), onSpawn: this.watch });
  }

  private async worker(env: NodeJS.ProcessEnv): Promise<void> {
    const child = this.program('worker', env);
    await untilPolled(`127.0.0.1:${this.settings.ports.temporal}`, 'default', TASK_QUEUES.runs, child);
  }

  private async api(env: NodeJS.ProcessEnv): Promise<void> {
    await untilAnswers(this.program('api', env), `http://127.0.0.1:${this.settings.ports.api}/api/v1/health/ready`, API_READY_MS);
  }

  private program(name: 'api' | 'worker', env: NodeJS.ProcessEnv): Child {
    const { root } = this.settings;
    const args = ['--enable-source-maps', path.join(root, `dist/apps/${name}/src/main.js`)];
    const child = new Child({ name, command: process.execPath, args, cwd: root, env, logFile: this.log(name) });
    this.watch(child);
    return child;
  }

  private readonly watch = (child: Child): void => {
    this.children.push(child);
    if (child.pid) this.pids.add(child.name, child.pid);
    // Asked to stop while starting: what comes up now has missed the round.
    if (this.stopped) void child.stop().then(() => this.pids.remove(child.pid));
    void child.ended.then((how) => child.died && this.report(child, how));
  };

  private log(name: string): string {
    return path.join(this.settings.home, 'logs', `${name}.log`);
  }

  private environment(databaseUrl: string, secretKey: string): NodeJS.ProcessEnv {
    const { home, ports, publicUrl, root } = this.settings;
    return {
      CALLSHEET_CHILD: '1',
      CALLSHEET_HOME: home,
      DATABASE_URL: databaseUrl,
      SECRET_KEY: process.env.SECRET_KEY || secretKey,
      TEMPORAL_ADDRESS: `127.0.0.1:${ports.temporal}`,
      TEMPORAL_NAMESPACE: 'default',
      TEMPORAL_UI_URL: `http://localhost:${ports.temporalUi}`,
      SMTP_URL: `smtp://127.0.0.1:${ports.smtp}`,
      WORKFLOW_BUNDLE: path.join(root, 'dist/workflow-bundle.js'),
      REHEARSAL_BUNDLE: path.join(root, 'dist/rehearsal-bundle.js'),
      PORT: String(ports.api),
      PUBLIC_URL: publicUrl,
    };
  }
}

const STOP_ORDER = ['api', 'worker', 'mail', 'temporal', 'postgres'];

async function refuseBusy(name: keyof StackPorts, port: number): Promise<void> {
  if (await isPortFree(port)) return;
  const { env, label } = PORT_SETTINGS[name];
  throw new Error(`Port ${port} for the ${label} is in use. Stop what uses it, or choose another: ${env}=${port + 1} npm start`);
}

/** Password of the application's database role, and the key that seals secrets in it: made once, readable by the owner only. */
async function secretsOf(home: string): Promise<{ appPassword: string; secretKey: string }> {
  const file = path.join(home, 'secrets.json');
  const text = await readFile(file, 'utf8').catch(() => '{}');
  const known = JSON.parse(text) as { appPassword?: string; secretKey?: string };
  if (known.appPassword && known.secretKey) return { appPassword: known.appPassword, secretKey: known.secretKey };
  const secrets = { appPassword: known.appPassword ?? randomBytes(18).toString('base64url'), secretKey: known.secretKey ?? randomBytes(32).toString('base64url') };
  await writeFile(file, JSON.stringify(secrets), { mode: 0o600 });
  return secrets;
}
