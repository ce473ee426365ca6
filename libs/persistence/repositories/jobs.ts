import type { Pool } from 'pg';
import type { CommandAnswer } from '#contracts/commands';
import type { Job, JobItem, JobItemState, JobPlan } from '#contracts/jobs';
import type { Queryable } from './queryable.ts';

/** At most so many items are handed out at once, so that a worker that dies has little in hand. */
const AT_ONCE = 200;

export interface StoredItem extends JobItem {
  attempt: number;
}
export interface ItemResult {
  key: string;
  state: JobItemState;
  answer: CommandAnswer | null;
  refusal: Record<string, unknown> | null;
}

/** Notes a job, within the transaction of what it follows from. */
export async function insertJob(db: Queryable, { id, kind, params, requestedBy, startsAt, createdAt }: Job): Promise<void> {
  await db.query('INSERT INTO job (id, kind, params, requested_by, starts_at, created_at) VALUES ($1, $2, $3, $4, $5, $6)', [id, kind, JSON.stringify(params), requestedBy, startsAt, createdAt]);
}

/** @throws Error when there is no such job: its row is written before its coordinator starts */
export async function readJob(pool: Pool, id: string): Promise<Job> {
  const { rows } = await pool.query<Job>(`SELECT id, kind, params, requested_by AS "requestedBy", starts_at AS "startsAt", created_at AS "createdAt" FROM job WHERE id = $1`, [id]);
  if (!rows[0]) throw new Error(`there is no job ${id}`);
  return rows[0];
}

/** Notes what a listing found: a new item waits, a stale one waits for its next attempt, any other stays as it is. One that is stale and no longer listed is gone. */
export async function noteListing(pool: Pool, jobId: string, items: readonly JobItem[], at: number): Promise<void> {
  const listed = items.map(({ key, runId, target, version, name, args }) => ({ key, run_id: runId, target, version, name, args }));
  await pool.query(
    `INSERT INTO job_item (job_id, key, run_id, target, name, args, version, attempt, state, listed_at)
     SELECT $1, key, run_id, target, name, args, version, 1, 'waiting', $3 FROM jsonb_to_recordset($2::jsonb) AS item(key text, run_id uuid, target jsonb, name text, args jsonb, version integer)
     ON CONFLICT (job_id, key) DO UPDATE SET name = excluded.name, args = excluded.args, version = excluded.version, attempt = job_item.attempt + 1, state = 'waiting' WHERE job_item.state = 'stale'`,
    [jobId, JSON.stringify(listed), at],
  );
  await pool.query(`UPDATE job_item SET state = 'gone', settled_at = $3 WHERE job_id = $1 AND state = 'stale' AND key <> ALL ($2::text[])`, [jobId, items.map(({ key }) => key), at]);
}

/** Keys that wait, a handful at once. */
export async function openKeys(pool: Pool, jobId: string): Promise<JobPlan['open']> {
  const { rows } = await pool.query<{ key: string }>(`SELECT key FROM job_item WHERE job_id = $1 AND state = 'waiting' ORDER BY key LIMIT $2`, [jobId, AT_ONCE]);
  return rows.map(({ key }) => key);
}

export async function waitingItems(pool: Pool, jobId: string, keys: readonly string[]): Promise<StoredItem[]> {
  const text = `SELECT key, run_id AS "runId", target, version, name, args, attempt FROM job_item WHERE job_id = $1 AND key = ANY ($2::text[]) AND state = 'waiting' ORDER BY key`;
  return (await pool.query<StoredItem>(text, [jobId, keys])).rows;
}

/** Keeps results; one that is final is never changed again. */
export async function noteResults(pool: Pool, jobId: string, results: readonly ItemResult[], at: number): Promise<void> {
  if (results.length === 0) return;
  await pool.query(
    `UPDATE job_item SET state = r.state, answer = r.answer, refusal = r.refusal, settled_at = $3
     FROM jsonb_to_recordset($2::jsonb) AS r(key text, state text, answer jsonb, refusal jsonb) WHERE job_item.job_id = $1 AND job_item.key = r.key AND job_item.state = 'waiting'`,
    [jobId, JSON.stringify(results), at],
  );
}

export async function closeJob(pool: Pool, jobId: string, outcome: string, at: number): Promise<void> {
  await pool.query('UPDATE job SET closed_at = $3, outcome = $2 WHERE id = $1 AND closed_at IS NULL', [jobId, outcome, at]);
}
