import type { Duties } from '#contracts/api/person';
import type { Queryable } from './queryable.ts';

const MOST_SHOWN = 50;
const TASKS = `
  SELECT task.id, task.title, task.subject ->> 'note' AS note, task.run_id AS "runId", run.title AS "runTitle", task.due_at AS "dueAt", count(*) OVER ()::integer AS total
  FROM inbox JOIN task ON task.id = inbox.task_id JOIN run ON run.id = task.run_id
  WHERE inbox.person_id = $1 AND task.assignee = $1 AND task.closed_at IS NULL ORDER BY task.breach_at, task.id LIMIT ${MOST_SHOWN}`;
const CLAIMABLE = `
  SELECT count(*)::integer AS n FROM inbox JOIN task ON task.id = inbox.task_id
  WHERE inbox.person_id = $1 AND inbox.claimable AND task.closed_at IS NULL
    AND NOT EXISTS (SELECT 1 FROM unnest(task.candidates) AS c(id) JOIN person p ON p.id = c.id AND p.disabled_at IS NULL WHERE c.id <> $1)`;
const RUNS = `SELECT id, title, count(*) OVER ()::integer AS total FROM run WHERE manager_id = $1 AND closed_at IS NULL ORDER BY started_at, id LIMIT ${MOST_SHOWN}`;
const HELD = '(coalesce(r.from_at, 0) <= $2 AND coalesce(r.until_at, $2 + 1) > $2)';
const ROLES = `
  SELECT role, (SELECT count(DISTINCT r.person_id)::integer FROM person_role r JOIN person p ON p.id = r.person_id AND p.disabled_at IS NULL WHERE r.role = own.role AND r.person_id <> $1 AND ${HELD}) AS others
  FROM (SELECT DISTINCT r.role FROM person_role r WHERE r.person_id = $1 AND ${HELD}) own ORDER BY role`;
const TEAMS = 'SELECT id, key, name FROM team WHERE lead_id = $1 ORDER BY key';
const DEPUTY_OF = `
  SELECT p.id, p.name FROM person p WHERE p.disabled_at IS NULL AND p.id IN (
    SELECT person_id FROM default_deputy WHERE deputy_id = $1 UNION SELECT person_id FROM absence WHERE deputy_id = $1 AND cancelled_at IS NULL AND until_at > $2) ORDER BY p.name, p.id`;

type Counted<T> = Array<T & { total: number }>;
const some = <T extends { total: number }>(rows: T[]): { total: number; items: Array<Omit<T, 'total'>> } => ({ total: rows[0]?.total ?? 0, items: rows.map(({ total: _total, ...item }) => item) });

/** What hangs on a person at `now` (epoch ms): work, runs, roles, teams, deputyships. */
export async function readDuties(db: Queryable, personId: string, now: number): Promise<Duties> {
  const tasks = await db.query<Counted<Duties['tasks']['items'][number]>>(TASKS, [personId]);
  const [claimable] = await db.query<Array<{ n: number }>>(CLAIMABLE, [personId]);
  const runs = await db.query<Counted<Duties['runs']['items'][number]>>(RUNS, [personId]);
  const roles = await db.query<Duties['roles']>(ROLES, [personId, now]);
  const teams = await db.query<Duties['teams']>(TEAMS, [personId]);
  const deputyOf = await db.query<Duties['deputyOf']>(DEPUTY_OF, [personId, now]);
  return { tasks: some(tasks), claimable: claimable!.n, runs: some(runs), roles, teams, deputyOf } as Duties;
}
