import { randomUUID } from 'node:crypto';
import type { StoredNotice } from '#contracts/api/notice';
import type { Queryable } from './queryable.ts';

const COLUMNS = `id, run_id AS "runId", kind, event_numbers AS "eventNumbers", task_id AS "taskId", data, created_at AS "createdAt", read_at AS "readAt"`;

/** A person's notices, newest first, after the cursor (created_at epoch ms, id); `limit` rows. */
export async function listNotices(db: Queryable, personId: string, page: { limit: number; after: readonly [number, string] | undefined; unread?: boolean | undefined }): Promise<StoredNotice[]> {
  const [createdAt, id] = page.after ?? [null, null];
  const unread = page.unread === undefined ? '' : `AND read_at IS ${page.unread ? '' : 'NOT '}NULL`;
  return db.query(
    `SELECT ${COLUMNS} FROM notification
     WHERE person_id = $1 AND ($2::bigint IS NULL OR (created_at, id) < ($2, $3::uuid)) ${unread} ORDER BY created_at DESC, id DESC LIMIT $4`,
    [personId, createdAt, id, page.limit],
  );
}

/** Marks a person's own notice read, once, with its line in the story. Null when it is not theirs or unknown. Runs in the caller's transaction. */
export async function markNoticeRead(db: Queryable, personId: string, id: string, now: number): Promise<StoredNotice | null> {
  const [notice] = await db.query<StoredNotice[]>(`SELECT ${COLUMNS} FROM notification WHERE id = $1 AND person_id = $2 FOR UPDATE`, [id, personId]);
  if (!notice || notice.readAt !== null) return notice ?? null;
  await db.query('UPDATE notification SET read_at = $2 WHERE id = $1', [id, now]);
  await db.query(`INSERT INTO activity_log (id, run_id, task_id, actor, verb, data, at) VALUES ($1, $2, $3, $4, 'notice.read', $5, $6)`, [randomUUID(), notice.runId, notice.taskId, personId, { notice: id }, now]);
  return { ...notice, readAt: now };
}

/** How many of a person's notices wait to be read; counting ends at `most`. */
export async function countUnread(db: Queryable, personId: string, most: number): Promise<number> {
  const [row] = await db.query<Array<{ unread: number }>>('SELECT count(*)::int AS unread FROM (SELECT 1 FROM notification WHERE person_id = $1 AND read_at IS NULL LIMIT $2) waiting', [personId, most]);
  return row!.unread;
}

/** Marks a person's notices read that were there at `upTo` (epoch ms), with one line in the story; answers how many. Runs in the caller's transaction. */
export async function markAllRead(db: Queryable, personId: string, upTo: number, now: number): Promise<number> {
  const read = await db.query<Array<{ count: number }>>('WITH read AS (UPDATE notification SET read_at = $3 WHERE person_id = $1 AND read_at IS NULL AND created_at <= $2 RETURNING 1) SELECT count(*)::int AS count FROM read', [personId, upTo, now]);
  const { count } = read[0]!;
  if (count > 0) await db.query(`INSERT INTO activity_log (id, run_id, task_id, actor, verb, data, at) VALUES ($1, NULL, NULL, $2, 'notices.read', $3, $4)`, [randomUUID(), personId, { count, upTo }, now]);
  return count;
}
