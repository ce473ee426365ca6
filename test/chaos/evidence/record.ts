import type { Pool, PoolClient } from 'pg';
import type { Command, CommandAnswer, CommandName } from '#contracts/commands';
import type { EventType, RunEvent } from '#contracts/events';
import { upcast } from '#persistence/record/upcast';

/** Events that end a task. */
export const CLOSING: readonly EventType[] = ['TaskCompleted', 'TaskReturned', 'TaskSkipped', 'TaskCancelled', 'TaskLapsed'];

/** Something that must not be, and where. */
export interface Violation {
  kind: string;
  runId: string | null;
  detail: string;
}
export type AudiencedEvent = RunEvent & { audience: string[] };
export interface StoredCommand {
  id: string;
  name: CommandName;
  state: 'stored' | 'accepted' | 'refused';
  answer: CommandAnswer | null;
  body: Command;
}
/** In how many notices an event reached a person. */
export interface Noticed {
  person: string;
  n: number;
  times: number;
}
/** All that is recorded of one run, as of one instant. */
export interface RunRecord {
  runId: string;
  title: string;
  closedAt: number | null;
  lastEvent: number;
  events: AudiencedEvent[];
  commands: StoredCommand[];
  notices: Noticed[];
}

/** Runs `read` in one snapshot: a live run goes on while it is looked at. */
export async function snapshot<T>(pool: Pool, read: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    return await read(client);
  } finally {
    await client.query('ROLLBACK');
    client.release();
  }
}

export const readRecord = (pool: Pool, runId: string): Promise<RunRecord> => snapshot(pool, (client) => read(client, runId));

async function read(client: PoolClient, runId: string): Promise<RunRecord> {
  const { rows: runs } = await client.query<{ title: string; closed_at: number | null; last_event: number }>('SELECT title, closed_at, last_event FROM run WHERE id = $1', [runId]);
  const { rows: events } = await client.query<AudiencedEvent>('SELECT n, type, v, at, cause, data, audience FROM run_event WHERE run_id = $1 ORDER BY n', [runId]);
  const { rows: commands } = await client.query<StoredCommand>('SELECT id, name, state, answer, body FROM command WHERE run_id = $1', [runId]);
  const { rows: notices } = await client.query<Noticed>('SELECT person_id AS person, n, count(*)::int AS times FROM notification, unnest(event_numbers) AS n WHERE run_id = $1 GROUP BY 1, 2', [runId]);
  const [run] = runs;
  return { runId, title: run?.title ?? '', closedAt: run?.closed_at ?? null, lastEvent: run?.last_event ?? 0, events: events.map((event) => ({ ...upcast(event), audience: event.audience })), commands, notices };
}
