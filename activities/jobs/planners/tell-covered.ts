import type { Pool } from 'pg';
import type { Job } from '#contracts/jobs';
import type { NoticeKind } from '#contracts/notice';
import type { Text } from '#contracts/text';
import { inTransaction } from '#persistence/transaction';
import { ownItem, tellPeople } from '#persistence/repositories/own-notices';
import type { Queryable } from '#persistence/repositories/queryable';

/** One moved task that one person is to hear of. */
interface Moved {
  key: string;
  personId: string;
  taskId: string;
  absentId: string;
  title: Text;
  subject: string | null;
  dueAt: number | null;
}

/**
 * Marks who has heard of which item: the deputy of what came over, deputy and person of what went back. What is marked here for the first time is
 * told by the same transaction, so each is told once, whoever looks again.
 */
const MARK = `
  WITH moved AS (
    SELECT item.key, person.id AS person_id, item.args FROM job_item item
    CROSS JOIN LATERAL unnest(CASE item.name WHEN 'coverTask' THEN ARRAY[item.args ->> 'to'] ELSE ARRAY[item.args ->> 'from', item.args ->> 'for'] END) AS person(id)
    WHERE item.job_id = $1 AND item.state = 'done' AND item.name = $2 AND person.id <> ''
  ), fresh AS (
    INSERT INTO absence_told (job_id, key, person_id) SELECT $1, key, person_id::uuid FROM moved ON CONFLICT DO NOTHING RETURNING key, person_id
  )
  SELECT fresh.key, fresh.person_id AS "personId", task.id AS "taskId", moved.args ->> 'for' AS "absentId", task.title, coalesce(task.subject ->> 'note', piece.title) AS subject, task.due_at AS "dueAt"
  FROM fresh JOIN moved ON moved.key = fresh.key AND moved.person_id = fresh.person_id::text
  JOIN task ON task.id = (moved.args ->> 'taskId')::uuid LEFT JOIN piece ON piece.id = task.piece_id ORDER BY task.breach_at, task.id`;
const BUSY = `SELECT 1 FROM job_item WHERE job_id = $1 AND state IN ('waiting', 'stale') LIMIT 1`;

/** Tells people what an absence has moved: one notice to each for a whole round, however many tasks and runs. Waits until nothing of the round is under way. */
export async function tellCovered(pool: Pool, { id }: Job, now: number): Promise<void> {
  if ((await pool.query(BUSY, [id])).rows.length > 0) return;
  await inTransaction(pool, async (tx) => {
    await tell(tx, id, 'coverTask', 'cover-begun', now);
    await tell(tx, id, 'uncoverTask', 'cover-ended', now);
  });
}

async function tell(tx: Queryable, jobId: string, name: 'coverTask' | 'uncoverTask', kind: NoticeKind, at: number): Promise<void> {
  const moved = await tx.query<Moved[]>(MARK, [jobId, name]);
  const people = [...new Set(moved.map(({ personId }) => personId))];
  await tellPeople(tx, people.map((personId) => {
    const items = moved.filter((one) => one.personId === personId).map(({ taskId, title, subject, dueAt, absentId }) => ownItem(kind, { taskId, title, subject, dueAt, actingFor: absentId }));
    return { personId, kind, at, data: { runTitle: '', items, meeting: null } };
  }));
}
