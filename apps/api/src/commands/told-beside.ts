import { randomUUID } from 'node:crypto';
import type { Json } from '#contracts/text';
import type { Queryable } from '#persistence/repositories/queryable';

/** What happened beside a run: no event of it, but people hear of it and the story shows it. */
export interface Beside {
  runId: string;
  taskId: string | null;
  actor: string;
  verb: string;
  data: Record<string, Json>;
  /** Epoch ms. */
  at: number;
  /** People told, in the application only. */
  tell: string[];
}

/** What happened, and nobody is told. `runId` null: it is about no run. */
export type Activity = Omit<Beside, 'tell' | 'runId'> & { runId: string | null };

/** Writes the activity in the caller's transaction; answers its number. */
export async function recordActivity(db: Queryable, { runId, taskId, actor, verb, data, at }: Activity): Promise<number> {
  const [log] = await db.query<Array<{ ordinal: number | string }>>(
    'INSERT INTO activity_log (id, run_id, task_id, actor, verb, data, at) VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING ordinal',
    [randomUUID(), runId, taskId, actor, verb, JSON.stringify(data), at],
  );
  return Number(log!.ordinal);
}

/**
 * Writes the activity and its notices, in the caller's transaction. Notices of events are keyed by event number; these have none
 * and take the activity's own number, negative, so that they never meet.
 */
export async function recordBeside(db: Queryable, beside: Beside): Promise<void> {
  const { runId, taskId, actor, verb, data, at, tell } = beside;
  const ordinal = await recordActivity(db, beside);
  if (tell.length === 0) return;
  await db.query(
    `INSERT INTO notification (id, person_id, run_id, from_n, kind, event_numbers, task_id, data, created_at)
     SELECT gen_random_uuid(), person, $2, $3, $4, '{}', $5, jsonb_build_object('runTitle', (SELECT title FROM run WHERE id = $2), 'items', '[]'::jsonb, 'meeting', NULL, 'beside', $6::jsonb), $7
     FROM unnest($1::uuid[]) AS person ON CONFLICT DO NOTHING`,
    [tell, runId, -ordinal, verb, taskId, JSON.stringify({ ...data, by: actor }), at],
  );
}
