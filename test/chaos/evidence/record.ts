import type { Pool } from 'pg';
import type { Command, CommandAnswer, CommandName } from '#contracts/commands';
import type { RunEvent } from '#contracts/events';
import { upcast } from '#persistence/record/upcast';

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
/** All that is recorded of one run. */
export interface RunRecord {
  runId: string;
  title: string;
  closedAt: number | null;
  lastEvent: number;
  events: AudiencedEvent[];
  commands: StoredCommand[];
}

export async function readRecord(pool: Pool, runId: string): Promise<RunRecord> {
  const { rows: runs } = await pool.query<{ title: string; closed_at: number | null; last_event: number }>('SELECT title, closed_at, last_event FROM run WHERE id = $1', [runId]);
  const { rows: events } = await pool.query<AudiencedEvent>('SELECT n, type, v, at, cause, data, audience FROM run_event WHERE run_id = $1 ORDER BY n', [runId]);
  const { rows: commands } = await pool.query<StoredCommand>('SELECT id, name, state, answer, body FROM command WHERE run_id = $1', [runId]);
  const [run] = runs;
  return { runId, title: run?.title ?? '', closedAt: run?.closed_at ?? null, lastEvent: run?.last_event ?? 0, events: events.map((event) => ({ ...upcast(event), audience: event.audience })), commands };
}
