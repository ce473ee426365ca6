import type { Pool } from 'pg';
import type { Job, JobItem } from '#contracts/jobs';

/** What a planner found: everything that is to be done now, and when to look again (epoch ms; null: never). */
export interface Listing {
  items: JobItem[];
  again: number | null;
}
export interface PlannerDeps {
  pool: Pool;
  /** Epoch ms. */
  now: number;
}

/**
 * Lists the work of one kind of job from Postgres. Called at the beginning, after every round and whenever it asked to be: it answers what is
 * to be done as things stand, and need not know what was done before (an item that is final is not sent again, whatever is listed).
 */
export interface Planner {
  list(deps: PlannerDeps, job: Job): Promise<Listing>;
  /** Arguments too heavy to keep with every item, made when its command is sent. */
  argsOf?(deps: PlannerDeps, job: Job, item: JobItem): Promise<JobItem['args']>;
}
