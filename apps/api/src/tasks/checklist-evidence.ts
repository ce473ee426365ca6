import type { ChecklistTick } from '#contracts/api/task';
import type { Evidence } from '#contracts/task';
import { InvalidError } from '#domain/errors';
import type { Queryable } from '#persistence/repositories/queryable';
import { assertAttached } from '../attachments/attachment-queries.ts';
import type { TaskFound } from './task-queries.ts';

/** Evidence as the run keeps it, once what it names is found. @throws InvalidError for an attachment of another task or a document of another run */
export async function settleEvidence(db: Queryable, task: Pick<TaskFound, 'id' | 'runId'>, evidence: NonNullable<ChecklistTick['evidence']>): Promise<Evidence> {
  const { link = null, attachmentId = null, documentId = null } = evidence;
  if (attachmentId) await assertAttached(db, task.id, [{ path: 'evidence.attachmentId', id: attachmentId }]);
  if (documentId) await assertOfRun(db, task.runId, documentId);
  return { link, attachmentId: attachmentId?.toLowerCase() ?? null, documentId: documentId?.toLowerCase() ?? null };
}

async function assertOfRun(db: Queryable, runId: string, id: string): Promise<void> {
  const rows = await db.query<unknown[]>('SELECT 1 FROM document WHERE id = $1 AND run_id = $2', [id, runId]);
  if (rows.length === 0) throw new InvalidError([{ path: 'evidence.documentId', message: { en: 'is no document of this run', 'zh-CN': '不是该流程的文档' } }]);
}
