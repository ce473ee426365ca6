import type { JobActivities } from '#contracts/jobs';
import { closeJob } from '#persistence/repositories/jobs';
import type { ActivityDeps } from '../deps.ts';

export function closeJobActivity({ pool, now = Date.now }: ActivityDeps): JobActivities['closeJob'] {
  return ({ jobId, outcome }) => closeJob(pool, jobId, outcome, now());
}
