import type { Attachment } from '#contracts/api/attachment';
import { InvalidError } from '#domain/errors';
import type { Queryable } from '#persistence/repositories/queryable';

export interface AttachmentRow extends Attachment {
  taskId: string;
  runId: string;
  deletedAt: number | null;
  doomedAt: number | null;
}

const COLUMNS = `id, kind, name, url, type, size, author, created_at AS "createdAt", task_id AS "taskId", run_id AS "runId", deleted_at AS "deletedAt", doomed_at AS "doomedAt"`;

/** What hangs on a task, oldest first, at most 200. */
export async function attachmentsOf(db: Queryable, taskId: string): Promise<Attachment[]> {
  const rows = await db.query<AttachmentRow[]>(`SELECT ${COLUMNS} FROM attachment WHERE task_id = $1 AND ready_at IS NOT NULL AND deleted_at IS NULL ORDER BY created_at, id LIMIT 200`, [taskId]);
  return rows.map(attachmentView);
}

/** An attachment whose upload ended, deleted or not; null otherwise. `lock` holds it until the caller's transaction ends. */
export async function findAttachment(db: Queryable, id: string, lock = false): Promise<AttachmentRow | null> {
  const [row] = await db.query<AttachmentRow[]>(`SELECT ${COLUMNS} FROM attachment WHERE id = $1 AND ready_at IS NOT NULL ${lock ? 'FOR UPDATE' : ''}`, [id]);
  return row ?? null;
}

export function attachmentView({ id, kind, name, url, type, size, author, createdAt }: AttachmentRow): Attachment {
  return { id, kind, name, url, type, size, author, createdAt };
}

/** Checks that the attachments named in fields hang on the task. @throws InvalidError naming the fields that name none of it */
export async function assertAttached(db: Queryable, taskId: string, named: ReadonlyArray<{ path: string; id: string }>): Promise<void> {
  if (named.length === 0) return;
  const rows = await db.query<Array<{ id: string }>>('SELECT id FROM attachment WHERE task_id = $1 AND ready_at IS NOT NULL AND deleted_at IS NULL AND id::text = ANY ($2::text[])', [taskId, named.map(({ id }) => id.toLowerCase())]);
  const known = new Set(rows.map(({ id }) => id));
  const unknown = named.filter(({ id }) => !known.has(id.toLowerCase()));
  if (unknown.length > 0) throw new InvalidError(unknown.map(({ path }) => ({ path, message: { en: 'is no attachment of this task', 'zh-CN': '不是该任务的附件' } })));
}
