import type { PoolClient } from 'pg';

/** Removes what was one person's own at a task and serves nobody any more: drafts at closed tasks, snoozes that have ended, marks of looks. */
export async function forgetPersonal(db: PoolClient, now: number): Promise<void> {
  await db.query(`DELETE FROM draft USING task WHERE task.id = draft.task_id AND task.state NOT IN ('open', 'claimed')`);
  await db.query('DELETE FROM snooze WHERE until_at <= $1', [now]);
  // A mark only keeps a minute's looks from being noted twice.
  await db.query('DELETE FROM read_mark WHERE minute < $1', [Math.floor(now / 60_000) - 10]);
}
