import type { Pool, PoolClient } from 'pg';
import type { PickRequest } from '#contracts/process';

/** A pick whose task nobody has recorded for so long (ms) was made for a run that is gone, and is no work any more. */
const UNOPENED_MS = 600_000;

const KNOWN = 'SELECT person_id AS person FROM assignment_pick WHERE key = $1';
/** In the order in which people were last picked for this pool, so that each has had their turn before anybody has a second one. */
const WHOSE_TURN = `
  SELECT p.id AS person FROM unnest($1::uuid[]) WITH ORDINALITY AS p(id, place)
  LEFT JOIN LATERAL (SELECT max(ordinal) AS last FROM assignment_pick k WHERE k.pool = $2 AND k.person_id = p.id) k ON true
  ORDER BY k.last NULLS FIRST, p.place LIMIT 1`;
/**
 * Load: a task of one's own counts 1, one delegated away 0, one offered to n people 1/n, and one just picked whose task is not recorded yet 1. Among equals, whoever
 * has been longest without anything new.
 */
const LEAST_LOADED = `
  SELECT p.id AS person FROM unnest($1::uuid[]) WITH ORDINALITY AS p(id, place)
  CROSS JOIN LATERAL (SELECT coalesce(sum(CASE WHEN i.claimable THEN 1.0 / greatest(1, cardinality(t.candidates)) ELSE 1 END), 0) AS open, max(t.opened_at) AS opened
    FROM inbox i JOIN task t ON t.id = i.task_id WHERE i.person_id = p.id AND i.part <> 'wait') own
  CROSS JOIN LATERAL (SELECT max(t.closed_at) AS closed FROM task t WHERE t.assignee = p.id AND t.state NOT IN ('open', 'claimed')) done
  CROSS JOIN LATERAL (SELECT count(*) FILTER (WHERE k.at > $2 AND NOT EXISTS (SELECT 1 FROM task t WHERE t.run_id = k.run_id AND t.block = k.block)) AS coming, max(k.at) AS picked
    FROM assignment_pick k WHERE k.person_id = p.id) given
  ORDER BY own.open + given.coming, greatest(own.opened, done.closed, given.picked) NULLS FIRST, p.place LIMIT 1`;
const KEEP = 'INSERT INTO assignment_pick (key, pool, person_id, run_id, block, at) VALUES ($1, $2, $3, $4, $5, $6)';

/**
 * Picks one of the people and keeps it under the request's key; the same again for a key known. Picks take turns by a lock (a round robin those
 * of its pool, least loaded all), each seeing those before it. `now` in epoch ms. @throws what PostgreSQL answers
 */
export async function pickPerson(pool: Pool, request: PickRequest, now: number): Promise<string> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const person = await pick(client, request, now);
    await client.query('COMMIT');
    return person;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

async function pick(client: PoolClient, { key, pool, people, strategy, runId, block }: PickRequest, now: number): Promise<string> {
  await client.query('SELECT pg_advisory_xact_lock(hashtext($1))', [`callsheet/pick/${strategy === 'round-robin' ? pool : ''}`]);
  const one = async (text: string, values: unknown[]): Promise<string | undefined> => (await client.query<{ person: string }>(text, values)).rows[0]?.person;
  const known = await one(KNOWN, [key]);
  if (known !== undefined) return known;
  const person = strategy === 'round-robin' ? await one(WHOSE_TURN, [people, pool]) : await one(LEAST_LOADED, [people, now - UNOPENED_MS]);
  if (person === undefined) throw new Error(`nobody to pick from for ${key}`);
  await client.query(KEEP, [key, pool, person, runId, block, now]);
  return person;
}
