import type { DataSource, EntityManager } from 'typeorm';
import { claimIdempotencyKey } from '#persistence/repositories/idempotency';
import type { Idempotency } from './idempotency.ts';

/** Whose request it is, and the id of what it makes. */
export interface Once {
  actor: string;
  idempotency: Idempotency;
  target: string;
  /** Epoch ms. */
  now: number;
}

/** Makes something once for an Idempotency-Key, in one transaction; a repeat answers what the first made, as it is now. @throws AppError `idempotency-mismatch` */
export function makeOnce<T>(db: DataSource, { actor, idempotency, target, now }: Once, make: (tx: EntityManager) => Promise<T>, find: (tx: EntityManager, target: string) => Promise<T>): Promise<T> {
  return db.transaction(async (tx) => {
    const claim = await claimIdempotencyKey(tx, { ...idempotency, actor, target, now });
    return claim.fresh ? make(tx) : find(tx, claim.target);
  });
}
