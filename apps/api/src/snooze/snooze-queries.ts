import type { Snooze } from '#contracts/api/snooze';
import type { Queryable } from '#persistence/repositories/queryable';

/** A person's snooze of a task that has not ended at `now` (epoch ms), or null. */
export async function snoozeOf(db: Queryable, taskId: string, person: string, now: number): Promise<Snooze | null> {
  const [row] = await db.query<Snooze[]>('SELECT until_at AS until, reason, created_at AS "createdAt" FROM snooze WHERE task_id = $1 AND person_id = $2 AND until_at > $3', [taskId, person, now]);
  return row ?? null;
}

/** Until when a person has put each of these tasks aside, by task id. */
export async function snoozedUntil(db: Queryable, person: string, taskIds: readonly string[], now: number): Promise<Map<string, number>> {
  if (taskIds.length === 0) return new Map();
  const rows = await db.query<Array<{ id: string; until: number }>>('SELECT task_id AS id, until_at AS until FROM snooze WHERE person_id = $1 AND task_id = ANY ($2::uuid[]) AND until_at > $3', [person, taskIds, now]);
  return new Map(rows.map(({ id, until }) => [id, until]));
}

export async function putSnooze(db: Queryable, { taskId, runId, person, until, reason, at }: { taskId: string; runId: string; person: string; until: number; reason: string | null; at: number }): Promise<void> {
  await db.query(
    `INSERT INTO snooze (person_id, task_id, run_id, until_at, reason, created_at) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (person_id, task_id) DO UPDATE SET until_at = excluded.until_at, reason = excluded.reason, created_at = excluded.created_at`,
    [person, taskId, runId, until, reason, at],
  );
}

/** Ends it. True when one was under way at `now` (epoch ms). */
export async function dropSnooze(db: Queryable, taskId: string, person: string, now: number): Promise<boolean> {
  const rows = await db.query<Array<{ until: number }>>('WITH gone AS (DELETE FROM snooze WHERE task_id = $1 AND person_id = $2 RETURNING until_at) SELECT until_at AS until FROM gone', [taskId, person]);
  return rows.some(({ until }) => until > now);
}

/** Gives mails to the person about the task, held back for later, their turn at `now` (epoch ms); the turn holds them again if need be. */
export async function releaseHeld(db: Queryable, taskId: string, person: string, now: number): Promise<void> {
  await db.query(
    `UPDATE delivery SET next_at = $3 FROM notification n
     WHERE n.task_id = $1 AND n.person_id = $2 AND n.kind = 'task-reminded' AND delivery.notification_id = n.id AND delivery.state = 'pending' AND delivery.next_at > $3`,
    [taskId, person, now],
  );
}
