import { returned, type Queryable } from './queryable.ts';

/** A person's second factor: the sealed seed of their codes and the last time step that was used (30 s each since the epoch). */
export interface TotpRow {
  secret: string;
  confirmedAt: number | null;
  lastStep: number;
}

export async function findTotp(db: Queryable, personId: string): Promise<TotpRow | null> {
  const [row] = await db.query<TotpRow[]>(`SELECT secret, confirmed_at AS "confirmedAt", last_step AS "lastStep" FROM totp WHERE person_id = $1`, [personId]);
  return row ?? null;
}

/** Begins enrolment, or begins it anew; false when a factor is confirmed already. */
export async function beginTotp(db: Queryable, personId: string, secret: string, now: number): Promise<boolean> {
  const begun = await db.query<unknown[]>(
    `INSERT INTO totp (person_id, secret, created_at) VALUES ($1, $2, $3)
     ON CONFLICT (person_id) DO UPDATE SET secret = excluded.secret, created_at = excluded.created_at WHERE totp.confirmed_at IS NULL RETURNING person_id`,
    [personId, secret, now],
  );
  return begun.length > 0;
}

/** Uses a time step up; false when it, or a later one, was used before: a code that was overheard is worth nothing. */
export async function takeStep(db: Queryable, personId: string, step: number): Promise<boolean> {
  const taken = await returned(db, 'UPDATE totp SET last_step = $2 WHERE person_id = $1 AND last_step < $2 RETURNING person_id', [personId, step]);
  return taken.length > 0;
}

/** Confirms the factor and gives the person these recovery codes (hashes) instead of any others. */
export async function confirmTotp(db: Queryable, personId: string, hashes: readonly string[], now: number): Promise<void> {
  await db.query('UPDATE totp SET confirmed_at = $2 WHERE person_id = $1', [personId, now]);
  await db.query('DELETE FROM recovery_code WHERE person_id = $1', [personId]);
  await db.query('INSERT INTO recovery_code (person_id, hash) SELECT $1, unnest($2::text[])', [personId, hashes]);
}

/** Uses a recovery code up; false when it is none of theirs or was used. */
export async function takeRecoveryCode(db: Queryable, personId: string, hash: string, now: number): Promise<boolean> {
  const taken = await returned(db, 'UPDATE recovery_code SET used_at = $3 WHERE person_id = $1 AND hash = $2 AND used_at IS NULL RETURNING hash', [personId, hash, now]);
  return taken.length > 0;
}

export async function removeTotp(db: Queryable, personId: string): Promise<void> {
  await db.query('DELETE FROM recovery_code WHERE person_id = $1', [personId]);
  await db.query('DELETE FROM totp WHERE person_id = $1', [personId]);
}
