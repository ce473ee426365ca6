/** Whether the stack of a data folder is up. Node built-ins only. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { processStart } from './process-start.mjs';

/** Absolute data folder of this clone's stack. */
export const homeOf = (root) => path.resolve(root, process.env.CALLSHEET_HOME || '.callsheet');

/** Process id of the supervisor that holds the folder, or null. A pid is compared with its start time, because pids are reused. */
export async function runningSupervisor(home) {
  const text = await readFile(path.join(home, 'run/pids.json'), 'utf8').catch(() => '[]');
  const supervisor = parse(text).find(({ name }) => name === 'supervisor');
  return supervisor && processStart(supervisor.pid) === supervisor.start ? supervisor.pid : null;
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return [];
  }
}
