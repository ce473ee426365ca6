import { randomUUID } from 'node:crypto';
import type { Json } from '#contracts/text';
import type { Queryable } from './queryable.ts';

/** Something done to an account, a team, an invitation: no run is concerned. */
export interface Activity {
  /** Person id, or `anonymous` when nobody was signed in. */
  actor: string;
  verb: string;
  /** Ids and facts, never a secret. */
  data: Record<string, Json>;
  /** Epoch ms. */
  at: number;
}

/** Writes what was done, in the caller's transaction. */
export async function recordActivity(db: Queryable, { actor, verb, data, at }: Activity): Promise<void> {
  await db.query('INSERT INTO activity_log (id, actor, verb, data, at) VALUES ($1, $2, $3, $4, $5)', [randomUUID(), actor, verb, JSON.stringify(data), at]);
}
