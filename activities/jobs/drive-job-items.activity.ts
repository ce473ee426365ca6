import { setTimeout as wait } from 'node:timers/promises';
import { cancelled, heartbeat } from '@temporalio/activity';
import type { Command } from '#contracts/commands';
import type { Job, JobActivities } from '#contracts/jobs';
import { judgeItem } from '#domain/job/judge';
import { hashedId, sha256 } from '#persistence/hashed-id';
import { settledCommands, storeJobCommands, type CommandStanding } from '#persistence/repositories/job-commands';
import { noteResults, readJob, waitingItems, type ItemResult, type StoredItem } from '#persistence/repositories/jobs';
import type { ActivityDeps } from '../deps.ts';
import { plannerOf } from './planners/index.ts';

const LOOK_EVERY_MS = 200;

/** Id of the command that an item's attempt sends: `<job>:<item>:<attempt>`, hashed. The same attempt always has the same one. */
const jobCommandId = (jobId: string, { key, attempt }: StoredItem): string => hashedId('job', jobId, key, attempt);

/**
 * Sends items by way of the `command` table: the relay of the API is the one sender of each run, in order with what people sent
 * (architecture.md, "In flight"). A worker that dies here leaves commands with known ids; whoever takes over only waits for them.
 */
export function driveJobItemsActivity({ pool, now = Date.now }: ActivityDeps): JobActivities['driveJobItems'] {
  return async ({ jobId, keys }) => {
    const job = await readJob(pool, jobId);
    const items = new Map((await waitingItems(pool, jobId, keys)).map((item) => [jobCommandId(jobId, item), item]));
    const planner = plannerOf(job.kind);
    const commands = [];
    for (const [id, item] of items) {
      const args = planner.argsOf ? await planner.argsOf({ pool, now: now() }, job, item) : item.args;
      commands.push({ runId: item.runId, command: commandOf(id, job, { ...item, args }, now()) });
    }
    await storeJobCommands(pool, jobId, commands);
    let settled = 0;
    while (items.size > 0) {
      heartbeat(settled);
      const standings = await settledCommands(pool, [...items.keys()]);
      await noteResults(pool, jobId, standings.map((standing) => resultOf(standing, items.get(standing.id)!)), now());
      for (const { id } of standings) items.delete(id);
      settled += standings.length;
      if (items.size > 0) await Promise.race([wait(LOOK_EVERY_MS), cancelled()]);
    }
    return { settled };
  };
}

function commandOf(id: string, { requestedBy }: Job, { name, version, args }: StoredItem, receivedAt: number): Command {
  return { id, name, actor: requestedBy, asManager: true, receivedAt, seenVersion: version, bodyHash: sha256(JSON.stringify(args)), args };
}

function resultOf({ answer, refusal, state }: CommandStanding, { key, attempt }: StoredItem): ItemResult {
  return { key, state: judgeItem(state === 'refused' ? (refusal?.type ?? 'Forbidden') : null, attempt), answer, refusal };
}
