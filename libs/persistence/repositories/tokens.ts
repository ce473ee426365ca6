import type { Scope } from '#contracts/scope';
import { returned, type Queryable } from './queryable.ts';
import type { LogInMethod } from './sessions.ts';

/** A bearer token to store; without a name it is a log-in's, with all its person may. Times are epoch ms. */
export interface NewToken {
  hash: string;
  personId: string;
  method: LogInMethod;
  now: number;
  expiresAt: number;
  personal?: { id: string; name: string; hint: string; scopes: readonly Scope[] };
}

export async function insertToken(db: Queryable, { personal, ...token }: NewToken): Promise<void> {
  await db.query(
    `INSERT INTO bearer_token (id, hash, person_id, method, created_at, expires_at, name, hint, scopes)
     VALUES (coalesce($1::uuid, gen_random_uuid()), $2, $3, $4, $5, $6, $7, $8, $9)`,
    [personal?.id ?? null, token.hash, token.personId, token.method, token.now, token.expiresAt, personal?.name ?? null, personal?.hint ?? null, personal?.scopes ?? null],
  );
}

export async function revokeToken(db: Queryable, hash: string, now: number): Promise<void> {
  await db.query('UPDATE bearer_token SET revoked_at = $2 WHERE hash = $1 AND revoked_at IS NULL', [hash, now]);
}

export async function touchToken(db: Queryable, hash: string, now: number): Promise<void> {
  await db.query('UPDATE bearer_token SET used_at = greatest(coalesce(used_at, 0), $2) WHERE hash = $1', [hash, now]);
}

/** A personal token as its person sees it: never the secret, only how it begins. */
export interface TokenItemRow {
  id: string;
  name: string;
  hint: string;
  scopes: Scope[];
  createdAt: number;
  expiresAt: number;
  usedAt: number | null;
}

const PERSONAL = `SELECT id, name, hint, scopes, created_at AS "createdAt", expires_at AS "expiresAt", used_at AS "usedAt" FROM bearer_token WHERE person_id = $1 AND name IS NOT NULL AND revoked_at IS NULL`;

/** A person's personal tokens that still run, the newest first. */
export async function listTokens(db: Queryable, personId: string, now: number): Promise<TokenItemRow[]> {
  return db.query(`${PERSONAL} AND expires_at > $2 ORDER BY created_at DESC, id LIMIT 200`, [personId, now]);
}

export async function findToken(db: Queryable, personId: string, id: string): Promise<TokenItemRow | null> {
  const [row] = await db.query<TokenItemRow[]>(`${PERSONAL} AND id = $2`, [personId, id]);
  return row ?? null;
}

/** Ends one of a person's own personal tokens; false when it is not theirs or has ended. */
export async function revokeOwnToken(db: Queryable, personId: string, id: string, now: number): Promise<boolean> {
  const ended = await returned(db, 'UPDATE bearer_token SET revoked_at = $3 WHERE person_id = $1 AND id = $2 AND name IS NOT NULL AND revoked_at IS NULL RETURNING id', [personId, id, now]);
  return ended.length > 0;
}
