import type { Queryable } from '../repositories/queryable.ts';

/** A version of a playbook without its content. Times in epoch ms. */
export interface VersionRow {
  version: number;
  status: 'draft' | 'published' | 'retired';
  origin: 'release' | 'edited';
  note: string | null;
  publishedAt: number | null;
  publishedBy: string | null;
  retiredAt: number | null;
  retiredBy: string | null;
  retiredReason: string | null;
  /** Runs on it that are not closed. */
  liveRuns: number;
}

/** Versions of a slug, newest first. */
export function versionsOf(db: Queryable, slug: string): Promise<VersionRow[]> {
  return db.query(
    `SELECT version, status, origin, note, published_at AS "publishedAt", published_by AS "publishedBy", retired_at AS "retiredAt", retired_by AS "retiredBy", retired_reason AS "retiredReason",
       (SELECT count(*)::integer FROM run WHERE run.playbook_slug = playbook.slug AND run.playbook_version = playbook.version AND run.closed_at IS NULL) AS "liveRuns"
     FROM playbook WHERE slug = $1 ORDER BY version DESC`,
    [slug],
  );
}

/** Publishes content as the slug's next version and answers its number. Writers of one slug take turns until the caller's transaction ends. */
export async function publishVersion(db: Queryable, publication: { slug: string; data: object; note: string | null; by: string; at: number }): Promise<number> {
  const { slug, data, note, by, at } = publication;
  await db.query(`SELECT pg_advisory_xact_lock(hashtext('playbook-import'))`);
  const [last] = await db.query<Array<{ version: number | null }>>('SELECT max(version) AS version FROM playbook WHERE slug = $1', [slug]);
  const version = (last?.version ?? 0) + 1;
  await db.query(
    `INSERT INTO playbook (slug, version, data, status, origin, note, published_at, published_by) VALUES ($1, $2, $3, 'published', 'edited', $4, $5, $6)`,
    [slug, version, JSON.stringify({ ...data, version }), note, at, by],
  );
  return version;
}

/** No run starts on it any more; those that do go on. Does nothing to one that is retired. */
export async function retireVersion(db: Queryable, slug: string, version: number, { by, at, reason }: { by: string; at: number; reason: string }): Promise<void> {
  await db.query(`UPDATE playbook SET status = 'retired', retired_at = $3, retired_by = $4, retired_reason = $5 WHERE slug = $1 AND version = $2 AND status = 'published'`, [slug, version, at, by, reason]);
}
