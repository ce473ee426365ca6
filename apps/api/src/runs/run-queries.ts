import type { Pool } from 'pg';
import type { RunInput } from '#contracts/process';
import type { Run } from '#contracts/run';
import { SELECT_RUN } from '#persistence/rows/fields';
import { leadsThere, takesPart, type Standing } from './access.ts';

export type RunFound = Run & Standing;
/** Where a page of runs ends; newest first. */
export type RunCursor = readonly [startedAt: number, id: string];
export interface StoredEvent {
  n: number;
  type: string;
  v: number;
  at: number;
  cause: { kind: string; id: string; actor?: string };
  data: Record<string, unknown>;
}
interface RunFilter {
  state?: string | undefined;
  playbook?: string | undefined;
  /** Of the playbook. */
  version?: number | undefined;
}

const STANDING = `(run.started_by = $2::text) AS own, (run.manager_id = $2::uuid) AS run, ${leadsThere('run.id', 2)} AS team, ${takesPart('run.id', 2)} AS participant`;
const PAGE = `
  SELECT ${SELECT_RUN} FROM run
  WHERE ($1::boolean OR ${takesPart('run.id', 2)} OR ${leadsThere('run.id', 2)}) AND ($3::bigint IS NULL OR (run.started_at, run.id) < ($3, $4::uuid))
    AND ($5::text IS NULL OR run.state = $5) AND ($6::text IS NULL OR run.playbook_slug = $6) AND ($7::integer IS NULL OR run.playbook_version = $7)
  ORDER BY run.started_at DESC, run.id DESC LIMIT $8`;

/** Reads runs and their stories from the read tables. */
export class RunQueries {
  constructor(private readonly pool: Pool) {}

  async find(id: string, reader: string): Promise<RunFound | null> {
    const { rows } = await this.pool.query<RunFound>({ name: 'run-find', text: `SELECT ${SELECT_RUN}, ${STANDING} FROM run WHERE run.id = $1`, values: [id, reader] });
    return rows[0] ?? null;
  }

  /** What will start the run, while nothing of it is recorded. */
  async starting(id: string): Promise<RunInput | null> {
    const { rows } = await this.pool.query<{ input: RunInput }>('SELECT input FROM run_start WHERE run_id = $1', [id]);
    return rows[0]?.input ?? null;
  }

  /** Runs, newest first; unless `everything`, only those that `reader` takes part in or whose people they lead. */
  async page(everything: boolean, reader: string, filter: RunFilter, after: RunCursor | null, limit: number): Promise<Run[]> {
    const values = [everything, reader, after?.[0] ?? null, after?.[1] ?? null, filter.state ?? null, filter.playbook ?? null, filter.version ?? null, limit];
    return (await this.pool.query<Run>({ name: 'run-page', text: PAGE, values })).rows;
  }

  async events(id: string, after: number, limit: number): Promise<StoredEvent[]> {
    const text = 'SELECT n, type, v, at, cause, data FROM run_event WHERE run_id = $1 AND n > $2 ORDER BY n LIMIT $3';
    return (await this.pool.query<StoredEvent>({ name: 'run-events', text, values: [id, after, limit] })).rows;
  }
}
