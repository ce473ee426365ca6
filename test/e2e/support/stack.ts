import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { isAlive, readPids, type ProcessMark } from '../../../scripts/prepare/running.mjs';
import { freePort } from '../../../scripts/stack/ports.ts';

export type ChildName = 'api' | 'worker' | 'mail' | 'temporal' | 'postgres' | 'supervisor';

export interface StackOptions {
  /** Data folder to go on with; a new temporary one, removed by `stop`, without it. */
  home?: string;
  /** Further settings, as `npm start` takes them. */
  env?: Record<string, string>;
  /** Start the example loop too. Default no. */
  example?: boolean;
}

export interface RunningStack {
  home: string;
  /** `http://127.0.0.1:<port>/api/v1` */
  api: string;
  /** Mail catcher's API: `GET <mailApi>/email` lists what arrived. */
  mailApi: string;
  /** `host:port` of the Temporal server. */
  temporalAddress: string;
  /** What the supervisor has printed so far. */
  output(): string;
  /** Kills one process of the stack with -9. A lost child ends the supervisor; call `untilEnded` and start again on the same `home`. */
  kill9(child: ChildName): Promise<void>;
  /** Resolves with the supervisor's exit code. */
  untilEnded(): Promise<number | null>;
  /** Stops in order, like Ctrl-C; removes the data folder when it was made here. */
  stop(): Promise<void>;
}

const root = path.resolve(import.meta.dirname, '../../..');
const READY_MS = 90_000;
const PORTS = ['PORT', 'POSTGRES_PORT', 'TEMPORAL_PORT', 'TEMPORAL_UI_PORT', 'SMTP_PORT', 'MAIL_PORT'] as const;

/**
 * Starts the whole built stack by the very program behind `npm start`, on ports of its own. `npm test` has built it;
 * after a change run `npm run build`. @throws Error with what the supervisor printed when it is not ready in 90 s.
 */
export async function startStack(options: StackOptions = {}): Promise<RunningStack> {
  const home = options.home ?? (await mkdtemp(path.join(tmpdir(), 'callsheet-e2e-')));
  const ports = await pickPorts();
  const env = { ...ports, ...options.env, CALLSHEET_HOME: home, START_EXAMPLE: String(options.example ?? false) };
  const supervisor = new Supervisor(env);
  await supervisor.untilReady();
  return {
    home,
    api: `http://127.0.0.1:${env.PORT}/api/v1`,
    mailApi: `http://127.0.0.1:${env.MAIL_PORT}/api`,
    temporalAddress: `127.0.0.1:${env.TEMPORAL_PORT}`,
    output: () => supervisor.output,
    kill9: (name) => kill9(home, name),
    untilEnded: () => supervisor.ended,
    stop: async () => {
      await supervisor.stop();
      if (!options.home) await rm(home, { recursive: true, force: true });
    },
  };
}

class Supervisor {
  output = '';
  readonly ended: Promise<number | null>;
  private readonly process: ChildProcess;
  private readonly ready: Promise<void>;

  constructor(env: NodeJS.ProcessEnv) {
    // npm's own marks go: this supervisor belongs to the test, not to the `npm test` above it.
    const { npm_lifecycle_event: _event, NODE_OPTIONS: _options, ...inherited } = process.env;
    const stdio: ['ignore', 'pipe', 'pipe', 'ipc'] = ['ignore', 'pipe', 'pipe', 'ipc'];
    this.process = spawn(process.execPath, ['--enable-source-maps', path.join(root, 'dist/scripts/start.js')], {
      env: { ...inherited, NODE_ENV: 'development', ...env },
      stdio,
    });
    for (const stream of [this.process.stdout, this.process.stderr]) stream?.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    this.ready = new Promise((resolve) => this.process.once('message', () => resolve()));
    this.ended = new Promise((resolve) => this.process.once('exit', (code) => resolve(code)));
  }

  async untilReady(): Promise<void> {
    const timeout = new AbortController();
    const outcome = await Promise.race([
      this.ready.then(() => 'ready' as const),
      this.ended.then((code) => `ended with exit code ${code}`),
      wait(READY_MS, `was not ready in ${READY_MS / 1000} s`, { signal: timeout.signal, ref: false }),
    ]);
    timeout.abort();
    if (outcome === 'ready') return;
    await this.stop();
    throw new Error(`The stack ${outcome}:\n${this.output}`);
  }

  async stop(): Promise<void> {
    if (this.process.exitCode === null && this.process.signalCode === null) this.process.kill('SIGINT');
    await this.ended;
  }
}

async function kill9(home: string, name: ChildName): Promise<void> {
  const mark: ProcessMark | undefined = (await readPids(home)).find((other) => other.name === name);
  if (!mark) throw new Error(`No ${name} runs from ${home}`);
  process.kill(mark.pid, 'SIGKILL');
  while (isAlive(mark)) await wait(10);
}

async function pickPorts(): Promise<Record<(typeof PORTS)[number], string>> {
  const chosen: Array<[string, string]> = [];
  for (const name of PORTS) chosen.push([name, String(await freePort())]);
  return Object.fromEntries(chosen) as Record<(typeof PORTS)[number], string>;
}
