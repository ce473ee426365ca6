import { readFileSync } from 'node:fs';
import { processStart } from '../prepare/process-start.mjs';
import { isAlive } from '../prepare/running.mjs';

const LOOK_EVERY_MS = 1_000;

export interface Launcher {
  pid: number;
  start: string | null;
}

/**
 * The npm process above us, or undefined when there is none or the system does not tell (only Linux does).
 * npm puts a shell in between, so our own parent may live on after npm was killed.
 */
export function findLauncher(): Launcher | undefined {
  if (!process.env.npm_lifecycle_event) return undefined;
  for (let pid = process.ppid; pid > 1; ) {
    const above = parentOf(pid);
    if (above === null) return undefined;
    if (/\bnpm\b/.test(above.command)) return { pid, start: processStart(pid) };
    pid = above.ppid;
  }
  return undefined;
}

/** Calls `onGone` once when the launcher has ended. */
export function watchLauncher(launcher: Launcher | undefined, onGone: () => void): void {
  if (!launcher) return;
  const timer = setInterval(() => {
    if (isAlive(launcher)) return;
    clearInterval(timer);
    onGone();
  }, LOOK_EVERY_MS);
  timer.unref();
}

function parentOf(pid: number): { ppid: number; command: string } | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    return { ppid: Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]), command };
  } catch {
    return null;
  }
}
