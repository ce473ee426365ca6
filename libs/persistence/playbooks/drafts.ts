import type { Queryable } from '../repositories/queryable.ts';

/** A playbook being written: its data may be wrong in any way but not being an object. Times in epoch ms. */
export interface DraftRow {
  id: string;
  slug: string;
  baseVersion: number | null;
  data: Record<string, unknown>;
  origin: 'release' | 'edited';
  /** Raised by every change, for whoever changes it at the same time. */
  version: number;
  createdBy: string;
  createdAt: number;
  updatedBy: string;
  updatedAt: number;
}
const COLUMNS = `id, slug, base_version AS "baseVersion", data, origin, version, created_by AS "createdBy", created_at AS "createdAt", updated_by AS "updatedBy", updated_at AS "updatedAt"`;

export async function findDraft(db: Queryable, slug: string, id: string, { lock = false } = {}): Promise<DraftRow | null> {
  const [row] = await db.query<DraftRow[]>(`SELECT ${COLUMNS} FROM playbook_draft WHERE slug = $1 AND id = $2 ${lock ? 'FOR UPDATE' : ''}`, [slug, id]);
  return row ?? null;
}

/** Drafts of a slug, newest first. */
export const draftsOf = (db: Queryable, slug: string): Promise<DraftRow[]> => db.query(`SELECT ${COLUMNS} FROM playbook_draft WHERE slug = $1 ORDER BY created_at DESC, id`, [slug]);

export async function insertDraft(db: Queryable, row: DraftRow): Promise<void> {
  await db.query(
    `INSERT INTO playbook_draft (id, slug, base_version, data, origin, version, created_by, created_at, updated_by, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [row.id, row.slug, row.baseVersion, JSON.stringify(row.data), row.origin, row.version, row.createdBy, row.createdAt, row.updatedBy, row.updatedAt],
  );
}

/** The draft with other data and its next version; its origin becomes the writer's. */
export async function changeDraft(db: Queryable, id: string, change: { data: object; by: string; at: number }): Promise<DraftRow> {
  const text = `UPDATE playbook_draft SET data = $2, origin = 'edited', version = version + 1, updated_by = $3, updated_at = $4 WHERE id = $1 RETURNING ${COLUMNS}`;
  const rows = await db.query<DraftRow[] | [DraftRow[], number]>(text, [id, JSON.stringify(change.data), change.by, change.at]);
  // TypeORM answers an UPDATE as [rows, count].
  return (Array.isArray(rows[0]) ? rows[0][0] : rows[0])!;
}

export async function deleteDraft(db: Queryable, id: string): Promise<void> {
  await db.query('DELETE FROM playbook_draft WHERE id = $1', [id]);
}
