/** Whether the stack of a data folder is up. Node built-ins only. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { processStart } from './process-start.mjs';

/** A supervisor whose launcher is gone stops by itself; this is how long that may take. */
const ORPHAN_MS = 45_000;

/** Absolute data folder of this clone's stack. */
export const homeOf = (root) => path.resolve(root, process.env.CALLSHEET_HOME || '.callsheet');

/** File with name, pid and start of the supervisor and of each child. */
export const pidFile = (home) => path.join(home, 'run/pids.json');

/** Processes written down in the folder, dead ones included. A file that a power cut left unreadable counts as empty. */
export async function readPids(home) {
  const text = await readFile(pidFile(home), 'utf8').catch(() => '[]');
  try {
    return JSON.parse(text);
  } catch {
    return [];
  }
}

/** A pid is compared with its start time, because pids are reused. */
export const isAlive = ({ pid, start }) => processStart(pid) === start;

/**
 * Process id of the supervisor that holds the folder, or null.
 * One that lost its `npm start` (kill -9) is already leaving, and is waited for.
 */
export async function runningSupervisor(home) {
  const until = Date.now() + ORPHAN_MS;
  for (;;) {
    const supervisor = (await readPids(home)).find(({ name }) => name === 'supervisor');
    if (!supervisor || !isAlive(supervisor)) return null;
    const orphaned = supervisor.launcher && !isAlive(supervisor.launcher);
    if (!orphaned || Date.now() > until) return supervisor.pid;
    await wait(200);
  }
}
