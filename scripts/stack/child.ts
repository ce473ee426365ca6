import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, renameSync } from 'node:fs';
import path from 'node:path';

export interface ChildOptions {
  name: string;
  command: string;
  args: string[];
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  /** File that takes the child's output; the one of the start before stays as `<file>.1`. */
  logFile: string;
  /** Signal of an orderly stop. */
  stopSignal?: NodeJS.Signals;
  /** User and group to run as, when we are root and the program may not be. */
  uid?: number | undefined;
  gid?: number | undefined;
}

const KILL_AFTER_MS = 15_000;

/** A program of the stack that runs beside us until it is stopped. */
export class Child {
  readonly name: string;
  readonly logFile: string;
  /** Settles when the program is gone, with how. */
  readonly ended: Promise<string>;
  private readonly process: ChildProcess;
  private readonly stopSignal: NodeJS.Signals;
  private over = false;
  private stopping = false;

  constructor(options: ChildOptions) {
    this.name = options.name;
    this.logFile = options.logFile;
    this.stopSignal = options.stopSignal ?? 'SIGTERM';
    this.process = start(options);
    this.ended = new Promise((resolve) => {
      const end = (how: string): void => {
        this.over = true;
        resolve(how);
      };
      this.process.once('error', (error) => end(error.message));
      this.process.once('exit', (code, signal) => end(signal ? `signal ${signal}` : `exit code ${code}`));
    });
  }

  /** Process id; 0 when the program could not be started at all. */
  get pid(): number {
    return this.process.pid ?? 0;
  }

  /** Whether it ended, for whatever reason. */
  get gone(): boolean {
    return this.over;
  }

  /** Whether it ended without having been asked to. */
  get died(): boolean {
    return this.over && !this.stopping;
  }

  /** Asks it to end; after 15 s makes it. Resolves when it is gone. */
  async stop(): Promise<void> {
    this.stopping = true;
    if (this.over) return;
    this.process.kill(this.stopSignal);
    const timer = setTimeout(() => this.process.kill('SIGKILL'), KILL_AFTER_MS);
    await this.ended;
    clearTimeout(timer);
  }

  /** Last line of its log that says something, for a message in one line. */
  lastWords(): string {
    const lines = readFileSync(this.logFile, 'utf8').trim().split('\n').slice(-30);
    const telling = lines.filter((line) => /error|fatal|could not|cannot|in use/i.test(line));
    return (telling.at(-1) ?? lines.at(-1) ?? '').slice(0, 300);
  }
}

function start({ command, args, cwd, env, logFile, uid, gid }: ChildOptions): ChildProcess {
  mkdirSync(path.dirname(logFile), { recursive: true });
  try {
    renameSync(logFile, `${logFile}.1`);
  } catch {
    // The first start has no earlier log.
  }
  const log = openSync(logFile, 'w');
  try {
    return spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      // The pipe is how a child of ours learns that we are gone (`exitWhenParentDies`).
      stdio: ['pipe', log, log],
      // A group of its own: Ctrl-C reaches us alone, and we stop the children in order.
      detached: process.platform !== 'win32',
      ...(uid === undefined ? {} : { uid, gid }),
    });
  } finally {
    closeSync(log);
  }
}
