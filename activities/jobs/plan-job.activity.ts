import type { JobActivities } from '#contracts/jobs';
import { noteListing, openKeys, readJob } from '#persistence/repositories/jobs';
import type { ActivityDeps } from '../deps.ts';
import { plannerOf } from './planners/index.ts';

/** Lists what the job is to do as things stand now, and notes what is new. */
export function planJobActivity({ pool, now = Date.now }: ActivityDeps): JobActivities['planJob'] {
  return async ({ jobId }) => {
    const job = await readJob(pool, jobId);
    const at = now();
    const { items, again } = await plannerOf(job.kind).list({ pool, now: at }, job);
    await noteListing(pool, jobId, items, at);
    return { open: await openKeys(pool, jobId), again };
  };
}
