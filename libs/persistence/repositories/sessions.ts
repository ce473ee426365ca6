import type { Scope } from '#contracts/scope';
import type { PersonRow } from './people.ts';
import { returned, type Queryable } from './queryable.ts';

/** How somebody proved who they are; `password+totp` took a second factor, `oidc` left that to the provider. */
export type LogInMethod = 'password' | 'password+totp' | 'oidc';

/** A stored log-in: only the hash of its secret is kept. Times are epoch ms. */
export interface SessionRow {
  id_hash: string;
  session_id: string;
  method: LogInMethod;
  created_at: number;
  seen_at: number;
  expires_at: number;
}
/** What a bearer token allows: everything its person may (`scopes` null, a log-in's token), or no more than its scopes. */
export interface TokenRow {
  token_id: string;
  method: LogInMethod;
  scopes: Scope[] | null;
  used_at: number | null;
}
/** Whether the person has a confirmed second factor. */
interface Factor {
  second_factor: boolean;
}

const FACTOR = 'EXISTS (SELECT 1 FROM totp f WHERE f.person_id = p.id AND f.confirmed_at IS NOT NULL) AS second_factor';

export interface NewSession {
  hash: string;
  personId: string;
  method: LogInMethod;
  userAgent: string | null;
  address: string | null;
  now: number;
  expiresAt: number;
}

export async function insertSession(db: Queryable, session: NewSession): Promise<void> {
  await db.query('INSERT INTO session (id_hash, person_id, method, user_agent, address, created_at, seen_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $6, $7)', [
    session.hash, session.personId, session.method, session.userAgent, session.address, session.now, session.expiresAt,
  ]);
}

/** Session and person, when neither revoked, expired, idle since before `idleBefore`, nor disabled. */
export async function findLiveSession(db: Queryable, hash: string, now: number, idleBefore: number): Promise<(PersonRow & SessionRow & Factor) | null> {
  const [row] = await db.query<Array<PersonRow & SessionRow & Factor>>(
    `SELECT p.*, s.id_hash, s.id AS session_id, s.method, s.created_at, s.seen_at, s.expires_at, ${FACTOR} FROM session s JOIN person p ON p.id = s.person_id
     WHERE s.id_hash = $1 AND s.revoked_at IS NULL AND s.expires_at > $2 AND s.seen_at > $3 AND p.disabled_at IS NULL`,
    [hash, now, idleBefore],
  );
  return row ?? null;
}

/** Person behind a bearer token that is neither revoked, expired nor its person disabled. */
export async function findLiveToken(db: Queryable, hash: string, now: number): Promise<(PersonRow & TokenRow & Factor) | null> {
  const [row] = await db.query<Array<PersonRow & TokenRow & Factor>>(
    `SELECT p.*, t.id AS token_id, t.method, t.scopes, t.used_at, ${FACTOR} FROM bearer_token t JOIN person p ON p.id = t.person_id
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

/** A live session as its person sees it. */
export interface SessionItemRow {
  id: string;
  createdAt: number;
  seenAt: number;
  expiresAt: number;
  method: LogInMethod;
  userAgent: string | null;
  address: string | null;
  current: boolean;
}

/** A person's live sessions, the latest used first; `currentHash` marks the one that asks. */
export async function listSessions(db: Queryable, personId: string, of: { currentHash: string; now: number; idleBefore: number }): Promise<SessionItemRow[]> {
  return db.query(
    `SELECT id, created_at AS "createdAt", seen_at AS "seenAt", expires_at AS "expiresAt", method, user_agent AS "userAgent", address, id_hash = $2 AS current
     FROM session WHERE person_id = $1 AND revoked_at IS NULL AND expires_at > $3 AND seen_at > $4 ORDER BY seen_at DESC, id LIMIT 200`,
    [personId, of.currentHash, of.now, of.idleBefore],
  );
}

/** Ends one of a person's own sessions; false when it is not theirs or has ended. */
export async function revokeOwnSession(db: Queryable, personId: string, id: string, now: number): Promise<boolean> {
  const ended = await returned(db, 'UPDATE session SET revoked_at = $3 WHERE person_id = $1 AND id = $2 AND revoked_at IS NULL RETURNING id', [personId, id, now]);
  return ended.length > 0;
}

/** Ends a person's log-ins, sessions and the bearer tokens of log-ins, but the one with the hash `keep`; `tokens` ends personal tokens too. How many ended. */
export async function revokeLogIns(db: Queryable, personId: string, how: { now: number; keep?: string | undefined; tokens?: boolean }): Promise<number> {
  const keep = how.keep ?? '';
  const sessions = await returned(db, 'UPDATE session SET revoked_at = $2 WHERE person_id = $1 AND revoked_at IS NULL AND expires_at > $2 AND id_hash <> $3 RETURNING id', [personId, how.now, keep]);
  const tokens = await returned(db, 'UPDATE bearer_token SET revoked_at = $2 WHERE person_id = $1 AND revoked_at IS NULL AND expires_at > $2 AND hash <> $3 AND (name IS NULL OR $4) RETURNING id', [personId, how.now, keep, how.tokens ?? false]);
  return sessions.length + tokens.length;
}

/** Has this account been logged in to from this address since then? Such an address is no stranger's. */
export async function knowsAddress(db: Queryable, email: string, address: string, since: number): Promise<boolean> {
  const rows = await db.query<unknown[]>('SELECT 1 FROM session s JOIN person p ON p.id = s.person_id WHERE p.email = $1 AND s.address = $2 AND s.created_at > $3 LIMIT 1', [email, address, since]);
  return rows.length > 0;
}
