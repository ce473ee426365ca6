import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, rename, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Identity, PostgresPrograms } from './postgres-programs.ts';

/** Where every user may go, and which a reboot does not empty. */
const COMMON = '/var/tmp';
const idOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12);

/** Whether a user who owns nothing on the way may enter `folder`; what is not there yet is judged by what is. */
async function enterable(folder: string): Promise<boolean> {
  for (let at = path.resolve(folder); at !== path.dirname(at); at = path.dirname(at)) {
    const mode = await stat(at).then((found) => found.mode, () => 0o001);
    if ((mode & 0o001) === 0) return false;
  }
  return true;
}

/** The programs themselves, or a copy of them where the user that runs PostgreSQL may not enter their folder (a clone in `/root`). */
export async function reachablePrograms(programs: PostgresPrograms, identity: Identity): Promise<PostgresPrograms> {
  const native = path.dirname(path.dirname(programs.postgres));
  if (identity.uid === undefined || (await enterable(native))) return programs;
  const { mtimeMs } = await stat(programs.postgres);
  const copy = path.join(COMMON, `callsheet-postgres-${idOf(`${native} ${mtimeMs}`)}`);
  if (!existsSync(copy)) {
    const draft = `${copy}.${process.pid}`;
    await cp(native, draft, { recursive: true, verbatimSymlinks: true });
    await rename(draft, copy);
  }
  const moved = (file: string): string => path.join(copy, path.relative(native, file));
  return { postgres: moved(programs.postgres), initdb: moved(programs.initdb) };
}

/** The data folder itself, or one in its stead where that user may not enter it; `<dir>.elsewhere` then says where, for `npm run reset`. */
export async function reachableData(dir: string, identity: Identity): Promise<string> {
  if (identity.uid === undefined || (await enterable(path.dirname(dir)))) return dir;
  const home = path.join(COMMON, `callsheet-data-${idOf(dir)}`);
  await mkdir(home, { recursive: true, mode: 0o711 });
  await writeFile(`${dir}.elsewhere`, `${home}\n`);
  return path.join(home, path.basename(dir));
}
