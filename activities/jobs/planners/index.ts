import type { JobKind } from '#contracts/jobs';
import type { Planner } from '../planner.ts';
import { absencePlanner } from './absence.ts';
import { bulkPlanner } from './bulk.ts';
import { playbookMovePlanner } from './playbook-move.ts';
import { calendarPlanner } from './calendar.ts';

/** Planner by kind of job. */
export const PLANNERS: Partial<Record<JobKind, Planner>> = { bulk: bulkPlanner, 'playbook-move': playbookMovePlanner, absence: absencePlanner, calendar: calendarPlanner };

/** @throws Error for a kind that this release does not do */
export function plannerOf(kind: JobKind): Planner {
  const planner = PLANNERS[kind];
  if (!planner) throw new Error(`this release does no jobs of kind "${kind}"`);
  return planner;
}
