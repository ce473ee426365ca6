import type { PersonRow } from './people.ts';
import type { Queryable } from './queryable.ts';

/** A stored log-in: only the hash of its secret is kept. Times are epoch ms. */
export interface SessionRow {
  id_hash: string;
  created_at: number;
  seen_at: number;
  expires_at: number;
}

export async function insertSession(db: Queryable, session: { hash: string; personId: string; now: number; expiresAt: number }): Promise<void> {
  await db.query('INSERT INTO session (id_hash, person_id, created_at, seen_at, expires_at) VALUES ($1, $2, $3, $3, $4)', [session.hash, session.personId, session.now, session.expiresAt]);
}

export async function insertToken(db: Queryable, token: { hash: string; personId: string; now: number; expiresAt: number }): Promise<void> {
  await db.query('INSERT INTO bearer_token (hash, person_id, created_at, expires_at) VALUES ($1, $2, $3, $4)', [token.hash, token.personId, token.now, token.expiresAt]);
}

/** Session and person, when neither revoked, expired, idle since before `idleBefore`, nor disabled. */
export async function findLiveSession(db: Queryable, hash: string, now: number, idleBefore: number): Promise<(PersonRow & SessionRow) | null> {
  const [row] = await db.query<Array<PersonRow & SessionRow>>(
    `SELECT p.*, s.id_hash, s.created_at, s.seen_at, s.expires_at FROM session s JOIN person p ON p.id = s.person_id
     WHERE s.id_hash = $1 AND s.revoked_at IS NULL AND s.expires_at > $2 AND s.seen_at > $3 AND p.disabled_at IS NULL`,
    [hash, now, idleBefore],
  );
  return row ?? null;
}

/** Person behind a bearer token that is neither revoked, expired nor its person disabled. */
export async function findLiveToken(db: Queryable, hash: string, now: number): Promise<PersonRow | null> {
  const [row] = await db.query<PersonRow[]>(
    `SELECT p.* FROM bearer_token t JOIN person p ON p.id = t.person_id
     WHERE t.hash = $1 AND t.revoked_at IS NULL AND t.expires_at > $2 AND p.disabled_at IS NULL`,
    [hash, now],
  );
  return row ?? null;
}

/** Remembers that a session was used; never turns its clock back. */
export async function touchSession(db: Queryable, hash: string, seenAt: number): Promise<void> {
  await db.query('UPDATE session SET seen_at = greatest(seen_at, $2) WHERE id_hash = $1', [hash, seenAt]);
}

export async function revokeSession(db: Queryable, hash: string, now: number): Promise<void> {
  await db.query('UPDATE session SET revoked_at = $2 WHERE id_hash = $1 AND revoked_at IS NULL', [hash, now]);
}

export async function revokeToken(db: Queryable, hash: string, now: number): Promise<void> {
  await db.query('UPDATE bearer_token SET revoked_at = $2 WHERE hash = $1 AND revoked_at IS NULL', [hash, now]);
}
