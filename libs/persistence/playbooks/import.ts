import { randomUUID } from 'node:crypto';
import { ZPlaybook, type Playbook } from '#contracts/playbook';
import type { Queryable } from '../repositories/queryable.ts';
import { playbookDigest } from './digest.ts';
import { insertDraft } from './drafts.ts';

interface Known {
  version: number;
  origin: 'release' | 'edited';
  data: object;
}
/** Who brings in what a release ships. */
const RELEASE = 'release';

/**
 * Brings in the default playbooks of this release: new ones, and changed ones as the next version. Where somebody published a version of their
 * own, theirs stays and the release's becomes a draft beside it. Each content is brought once. Safe to repeat; several at once take turns.
 * In the caller's transaction; `now` in epoch ms.
 */
export async function importPlaybooks(db: Queryable, playbooks: readonly Playbook[], now: number): Promise<void> {
  await db.query(`SELECT pg_advisory_xact_lock(hashtext('playbook-import'))`);
  for (const playbook of playbooks) await importOne(db, playbook, now);
}

async function importOne(db: Queryable, playbook: Playbook, now: number): Promise<void> {
  const digest = playbookDigest(playbook);
  const news = await db.query<unknown[]>('INSERT INTO playbook_release (slug, digest, seen_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING slug', [playbook.slug, digest, now]);
  if (news.length === 0) return;
  const known = await db.query<Known[]>('SELECT version, origin, data FROM playbook WHERE slug = $1 ORDER BY version DESC', [playbook.slug]);
  if (known.some(({ data }) => digestOf(data) === digest)) return;
  const last = known[0];
  const version = last ? last.version + 1 : playbook.version;
  const data = { ...playbook, version };
  // A release never goes over somebody's own version: they find its content as a draft, to compare and take what they want.
  if (last?.origin === 'edited') return insertDraft(db, { id: randomUUID(), slug: playbook.slug, baseVersion: last.version, data, origin: 'release', version: 1, createdBy: RELEASE, createdAt: now, updatedBy: RELEASE, updatedAt: now });
  await db.query(`INSERT INTO playbook (slug, version, data, status, origin, published_at, published_by) VALUES ($1, $2, $3, 'published', 'release', $4, $5)`, [playbook.slug, version, JSON.stringify(data), now, RELEASE]);
}

/** Read as this release reads it: fields that a later format adds with a default are no change. */
function digestOf(data: object): string {
  const parsed = ZPlaybook.safeParse(data);
  return playbookDigest(parsed.success ? parsed.data : data);
}
