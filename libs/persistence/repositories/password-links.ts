import { returned, type Queryable } from './queryable.ts';

/** Adds a link to set a password; the person's earlier ones are void from now on. Times are epoch ms. */
export async function insertPasswordLink(db: Queryable, link: { hash: string; personId: string; now: number; expiresAt: number }): Promise<void> {
  await voidPasswordLinks(db, link.personId, link.now);
  await db.query('INSERT INTO password_link (token_hash, person_id, created_at, expires_at) VALUES ($1, $2, $3, $4)', [link.hash, link.personId, link.now, link.expiresAt]);
}

export async function voidPasswordLinks(db: Queryable, personId: string, now: number): Promise<void> {
  await db.query('UPDATE password_link SET used_at = $2 WHERE person_id = $1 AND used_at IS NULL', [personId, now]);
}

/** Uses a link up: its person, or null when it was used, has run out, or never was. Of two at once, one wins. */
export async function takePasswordLink(db: Queryable, hash: string, now: number): Promise<string | null> {
  const [row] = await returned<{ person_id: string }>(db, 'UPDATE password_link SET used_at = $2 WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $2 RETURNING person_id', [hash, now]);
  return row?.person_id ?? null;
}

/** Whether a link can still be used; it is left as it is. */
export async function passwordLinkHolds(db: Queryable, hash: string, now: number): Promise<boolean> {
  const [row] = await db.query<unknown[]>('SELECT 1 FROM password_link WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $2', [hash, now]);
  return row !== undefined;
}
