import type { Pool } from 'pg';
import type { JobItem } from '#contracts/jobs';
import { stateOf } from '#domain/absence/change';
import { takesOver } from '#domain/absence/take-over';
import { findAbsence, type AbsenceRow } from '#persistence/repositories/absences';
import { coveredTasks, tasksOfPerson, type OpenTask } from '#persistence/repositories/cover-tasks';
import { readDirectory } from '#persistence/repositories/directory';
import type { Listing, Planner } from '../planner.ts';
import { tellCovered } from './tell-covered.ts';

const LOOK_EVERY_MS = 60_000;
/** While it lies ahead: a change that the coordinator could not be told of is seen by itself. */
const PLANNED_LOOK_MS = 6 * 3_600_000;
/** A run may know of an absence for so long after it has ended (it asks for the directory once a minute) and open work for the deputy still. */
const STILL_KNOWN_MS = 150_000;

/**
 * Work of somebody away: at the beginning everything they have goes to whoever stands in, each minute what came since and what a change of the
 * chain moves; at the end, or when the absence is cancelled, what is still open goes back.
 */
export const absencePlanner: Planner = {
  async list({ pool, now }, job) {
    await tellCovered(pool, job, now);
    const absence = await findAbsence(queryable(pool), String(job.params['absenceId']));
    if (!absence) return { items: [], again: null };
    switch (stateOf(absence, now)) {
      case 'planned':
        return { items: [], again: Math.min(absence.from, now + PLANNED_LOOK_MS) };
      case 'away':
        return { items: await toCover(pool, absence, now), again: Math.min(now + LOOK_EVERY_MS, absence.until) };
      case 'over':
      case 'cancelled':
        return givenBack(pool, absence, now);
    }
  },
};

async function givenBack(pool: Pool, absence: AbsenceRow, now: number): Promise<Listing> {
  const tasks = await coveredTasks(pool, absence.id);
  const items = tasks.map((task): JobItem => ({
    ...itemOf(task, `back/${task.id}/${task.cover?.since ?? 0}`), name: 'uncoverTask',
    args: { taskId: task.id, for: absence.personId, from: task.assignee ?? '', absenceId: absence.id },
  }));
  const known = (absence.cancelledAt ?? absence.until) + STILL_KNOWN_MS;
  return { items, again: now < known ? Math.min(now + LOOK_EVERY_MS, known) : null };
}

/** What is theirs and uncovered, and what is covered by somebody who is no longer the one to stand in. */
async function toCover(pool: Pool, absence: AbsenceRow, now: number): Promise<JobItem[]> {
  const [own, covered] = [await tasksOfPerson(pool, absence.personId), await coveredTasks(pool, absence.id)];
  const people = [absence.personId, ...[...own, ...covered].flatMap(({ managerId, candidates }) => [managerId, ...candidates])];
  const directory = await readDirectory(pool, { roles: [], teams: [], people }, now);
  const cover = (task: OpenTask, key: string): JobItem[] => {
    const to = takesOver(absence.personId, task, directory);
    if (to === null) return [];
    return [{ ...itemOf(task, key), name: 'coverTask', args: { taskId: task.id, for: absence.personId, to, absenceId: absence.id } }];
  };
  return [
    ...own.flatMap((task) => cover(task, `cover/${task.id}`)),
    ...covered.flatMap((task) => cover(task, `move/${task.id}/${task.cover?.since ?? 0}`)),
  ];
}

const itemOf = ({ id, runId, version }: OpenTask, key: string): Pick<JobItem, 'key' | 'runId' | 'target' | 'version'> => ({ key, runId, target: { kind: 'task', id }, version });

const queryable = (pool: Pool) => ({ query: async <T>(sql: string, values?: unknown[]) => (await pool.query(sql, values)).rows as T });
