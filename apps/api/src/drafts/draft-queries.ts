import type { Draft, DraftSave } from '#contracts/api/draft';
import type { Queryable } from '#persistence/repositories/queryable';
import { pgJson } from '#persistence/rows/json';

/** A person's draft at a task, while the task is open; null otherwise. */
export async function draftOf(db: Queryable, taskId: string, person: string): Promise<Draft | null> {
  const [row] = await db.query<Array<{ body: DraftSave; savedAt: number }>>(
    `SELECT d.body, d.saved_at AS "savedAt" FROM draft d JOIN task t ON t.id = d.task_id AND t.state IN ('open', 'claimed') WHERE d.task_id = $1 AND d.person_id = $2`,
    [taskId, person],
  );
  return row ? { answers: row.body.answers, links: row.body.links ?? [], savedAt: row.savedAt } : null;
}

/** Saves it over the one before. True when there was none. */
export async function saveDraft(db: Queryable, { taskId, runId, person, body, at }: { taskId: string; runId: string; person: string; body: DraftSave; at: number }): Promise<boolean> {
  const [row] = await db.query<Array<{ fresh: boolean }>>(
    `INSERT INTO draft (person_id, task_id, run_id, body, saved_at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (person_id, task_id) DO UPDATE SET body = excluded.body, saved_at = excluded.saved_at RETURNING xmax = 0 AS fresh`,
    [person, taskId, runId, pgJson(body), at],
  );
  return row!.fresh;
}

/** True when there was one. */
export async function dropDraft(db: Queryable, taskId: string, person: string): Promise<boolean> {
  const rows = await db.query<unknown>('WITH gone AS (DELETE FROM draft WHERE task_id = $1 AND person_id = $2 RETURNING 1) SELECT 1 FROM gone', [taskId, person]);
  return (rows as unknown[]).length > 0;
}
