import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chown, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { Child } from './child.ts';
import { reachableData, reachablePrograms } from './postgres-reach.ts';
import { postgresIdentity, postgresPrograms, type Identity } from './postgres-programs.ts';

const run = promisify(execFile);
const READY_MS = 60_000;

export interface Postgres {
  child: Child;
  /** Superuser's connection string for a database of this server. */
  url(database: string): string;
  /** Makes a database unless it is there. */
  createDatabase(name: string): Promise<void>;
  /** Fast shutdown: open transactions are rolled back, data is on disk. */
  stop(): Promise<void>;
}

export interface PostgresOptions {
  /** Absolute data directory; made and initialised when it is not there. */
  dir: string;
  port: number;
  logFile: string;
  /** Extra `name=value` settings of the server. */
  settings?: string[];
  /** Told the process as soon as it exists. */
  onSpawn?: (child: Child) => void;
}

/** Starts the embedded PostgreSQL and waits until it takes connections. @throws Error with the reason in one line. */
export async function startPostgres({ dir: wanted, port, logFile, settings = [], onSpawn }: PostgresOptions): Promise<Postgres> {
  const identity = await postgresIdentity();
  const { postgres, initdb } = await reachablePrograms(await postgresPrograms(), identity);
  const dir = await reachableData(wanted, identity);
  const password = await initialise(initdb, dir, identity);
  await dropStaleLock(dir);
  const fixed = ['listen_addresses=127.0.0.1', 'unix_socket_directories='];
  const args = ['-D', dir, '-p', String(port), ...[...fixed, ...settings].flatMap((setting) => ['-c', setting])];
  const child = new Child({ name: 'postgres', command: postgres, args, logFile, stopSignal: 'SIGINT', ...identity });
  onSpawn?.(child);
  const url = (database: string): string => `postgres://postgres:${password}@127.0.0.1:${port}/${database}`;
  await untilReady(child, url('postgres'));
  return { child, url, createDatabase: (name) => createDatabase(url('postgres'), name), stop: () => child.stop() };
}

/** Makes the cluster unless it is there. One whose making was cut off is begun anew. @returns the superuser's password, made once and kept beside it. */
async function initialise(initdb: string, dir: string, identity: Identity): Promise<string> {
  const passwordFile = `${dir}.password`;
  const done = `${dir}.initialised`;
  if (existsSync(done)) return (await readFile(passwordFile, 'utf8')).trim();
  await rm(dir, { recursive: true, force: true });
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const password = randomBytes(18).toString('base64url');
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  if (identity.uid !== undefined) for (const file of [dir, passwordFile]) await chown(file, identity.uid, identity.gid ?? identity.uid);
  const args = [`--pgdata=${dir}`, '--auth=scram-sha-256', '--username=postgres', `--pwfile=${passwordFile}`, '--encoding=UTF8', '--locale=C'];
  await run(initdb, args, { ...identity, cwd: '/' }).catch((error: Error & { stderr?: string }) => {
    throw new Error(`PostgreSQL could not be initialised: ${reason(error.stderr || error.message)}`);
  });
  await writeFile(done, '');
  return password;
}

/**
 * After a power cut the lock file may name a pid that is somebody else's by now, and PostgreSQL would refuse to start.
 * Only that case is ours to clear (Linux tells): of a dead pid PostgreSQL itself checks that no old backend is left.
 */
async function dropStaleLock(dir: string): Promise<void> {
  const lock = path.join(dir, 'postmaster.pid');
  const pid = (await readFile(lock, 'utf8').catch(() => '')).split('\n')[0];
  const command = pid ? await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '') : '';
  if (command && !command.split('\0').includes(dir)) await rm(lock);
}

async function untilReady(child: Child, url: string): Promise<void> {
  const until = Date.now() + READY_MS;
  for (;;) {
    if (child.gone) throw new Error(`PostgreSQL did not start: ${reason(child.lastWords())}`);
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
    try {
      await client.connect();
      return await client.end();
    } catch (error) {
      await client.end().catch(() => undefined);
      if (Date.now() > until) throw new Error(`PostgreSQL took no connection within a minute: ${(error as Error).message}`, { cause: error });
      await wait(50);
    }
  }
}

async function createDatabase(url: string, name: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (!rowCount) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
}

function reason(text: string): string {
  if (/permission denied|EACCES/i.test(text)) {
    return 'the user "postgres" (it cannot run as root) may not enter this folder. Clone into a folder that others may enter, or run as a normal user.';
  }
  return text.trim().split('\n').at(-1) ?? text;
}
