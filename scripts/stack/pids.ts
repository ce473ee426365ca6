import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { processStart } from '../prepare/process-start.mjs';
import { isAlive, pidFile, readPids, type ProcessMark } from '../prepare/running.mjs';

/** Children in the order in which they are stopped: nobody loses what it stands on. */
const STOP_ORDER = ['api', 'worker', 'mail', 'temporal', 'postgres'];
const KILL_AFTER_MS = 15_000;

/** Which processes belong to a data folder; on disk, so that the next start finds what a kill -9 left behind. */
export class PidFile {
  private marks: ProcessMark[] = [];

  constructor(private readonly home: string) {}

  /** Writes a process down. Synchronous: called in the same breath as the spawn, so that none is ever unknown. */
  add(name: string, pid: number, launcher?: ProcessMark['launcher']): void {
    this.marks.push({ name, pid, start: processStart(pid), ...(launcher ? { launcher } : {}) });
    this.write();
  }

  remove(pid: number): void {
    this.marks = this.marks.filter((mark) => mark.pid !== pid);
    this.write();
  }

  private write(): void {
    const file = pidFile(this.home);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(`${file}.new`, JSON.stringify(this.marks, null, 2));
    renameSync(`${file}.new`, file);
  }
}

/** Stops children that an earlier start left behind. @returns their names. */
export async function stopLeftovers(home: string): Promise<string[]> {
  const found = (await readPids(home)).filter((mark) => mark.name !== 'supervisor' && isAlive(mark));
  const postmaster = unknownPostmaster(home);
  if (postmaster && !found.some(({ pid }) => pid === postmaster.pid)) found.push(postmaster);
  found.sort((a, b) => STOP_ORDER.indexOf(a.name) - STOP_ORDER.indexOf(b.name));
  for (const mark of found) await stopProcess(mark);
  return found.map(({ name }) => name);
}

/** Asks a process to end, and after 15 s makes it. PostgreSQL takes SIGINT as "fast": SIGTERM would wait for its clients. */
async function stopProcess(mark: ProcessMark): Promise<void> {
  signal(mark.pid, mark.name === 'postgres' ? 'SIGINT' : 'SIGTERM');
  const until = Date.now() + KILL_AFTER_MS;
  while (isAlive(mark)) {
    if (Date.now() > until) signal(mark.pid, 'SIGKILL');
    await wait(50);
  }
}

/** A postmaster on our data directory that is in no pid file. Its own lock file names it; the command line proves it (Linux). */
function unknownPostmaster(home: string): ProcessMark | null {
  const dir = path.join(home, 'postgres');
  try {
    const pid = Number(readFileSync(path.join(dir, 'postmaster.pid'), 'utf8').split('\n')[0]);
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    return command.includes(dir) ? { name: 'postgres', pid, start: processStart(pid) } : null;
  } catch {
    return null;
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
