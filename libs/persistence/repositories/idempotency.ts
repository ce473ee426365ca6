import { AppError } from '#domain/errors';
import type { Queryable } from './queryable.ts';

/** A request that must have one effect. Times are epoch ms. */
export interface IdempotencyClaim {
  actor: string;
  route: string;
  key: string;
  bodyHash: string;
  /** What the request makes or answers with: an id, or JSON. */
  target: string;
  now: number;
}

/**
 * Takes a key within the caller's transaction, or finds what it stood for before. A concurrent request with the same key waits for
 * that transaction to end. @throws AppError `idempotency-mismatch` when the key came before with another body
 */
export async function claimIdempotencyKey(db: Queryable, claim: IdempotencyClaim): Promise<{ fresh: boolean; target: string }> {
  const { actor, route, key, bodyHash, target, now } = claim;
  const taken = await db.query<unknown[]>(
    `INSERT INTO idempotency_key (actor, route, key, body_hash, target, created_at) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (actor, route, key) DO NOTHING RETURNING target`,
    [actor, route, key, bodyHash, target, now],
  );
  if (taken.length > 0) return { fresh: true, target };
  const earlier = await findIdempotencyKey(db, claim);
  if (!earlier) throw new AppError('unavailable', { rule: 'idempotency-retry', retryAfterMs: 1_000 });
  return { fresh: false, target: earlier };
}

/** Target of a key taken before, or null. @throws AppError `idempotency-mismatch` */
export async function findIdempotencyKey(db: Queryable, { actor, route, key, bodyHash }: Pick<IdempotencyClaim, 'actor' | 'route' | 'key' | 'bodyHash'>): Promise<string | null> {
  const [row] = await db.query<Array<{ body_hash: string; target: string }>>('SELECT body_hash, target FROM idempotency_key WHERE actor = $1 AND route = $2 AND key = $3', [actor, route, key]);
  if (row && row.body_hash !== bodyHash) throw new AppError('idempotency-mismatch');
  return row?.target ?? null;
}
