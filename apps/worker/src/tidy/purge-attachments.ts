import type { PoolClient } from 'pg';
import { parseDuration } from '#domain/calendar/duration';
import { readSetting } from '#persistence/repositories/settings';
import type { ObjectStore } from '#platform/objects/object-store';

/** An upload this old broke off: no request lasts as long. */
export const ORPHAN_MS = 3_600_000;
const BATCH = 200;
/** From here on nobody can bring it back; marked before the bytes go, so that a round that dies in between is taken up again. */
const DOOM = `
  UPDATE attachment SET doomed_at = coalesce(doomed_at, $3) WHERE id IN (
    SELECT id FROM attachment WHERE kind = 'file' AND purged_at IS NULL
      AND ((ready_at IS NULL AND created_at < $1) OR deleted_at < $2 OR doomed_at IS NOT NULL) AND (ready_at IS NULL OR deleted_at IS NOT NULL)
    ORDER BY created_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED) RETURNING id`;

/** Removes the bytes of attachments deleted longer ago than the setting `attachment.undo`, and of uploads that never ended. Answers how many. */
export async function purgeAttachments(db: PoolClient, objects: ObjectStore, now: number): Promise<number> {
  const undo = await readSetting({ query: async <T>(sql: string, values?: unknown[]) => (await db.query(sql, values)).rows as T }, 'attachment.undo');
  const { rows } = await db.query<{ id: string }>(DOOM, [now - ORPHAN_MS, now - parseDuration(undo).ms, now]);
  for (const { id } of rows) {
    await objects.delete(id);
    await db.query('UPDATE attachment SET purged_at = $2 WHERE id = $1', [id, now]);
  }
  return rows.length;
}
