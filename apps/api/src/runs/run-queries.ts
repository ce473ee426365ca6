import type { Pool } from 'pg';
import type { RunInput } from '#contracts/process';
import type { Run } from '#contracts/run';
import type { Health } from '#contracts/run-view';
import type { OpenTask } from '#domain/run/standing';
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
  managerId?: string | undefined;
  health?: Health | undefined;
  /** A `tsquery` on the title. */
  words?: string | undefined;
}

const STANDING = `(run.started_by = $2::text) AS own, (run.manager_id = $2::uuid) AS run, ${leadsThere('run.id', 2)} AS team, ${takesPart('run.id', 2)} AS participant`;
/** SQL: has an open task of the run a clock that is not stopped and for which `condition` holds? The rule of `standingOf`, for finding runs by it. */
const ticks = (condition: string): string => `EXISTS (SELECT 1 FROM task t WHERE t.run_id = run.id AND t.state IN ('open', 'claimed') AND t.clock ->> 'paused' IS NULL AND ${condition})`;
const LATE = ticks('t.due_at <= $9');
const HEALTHY: Record<Health, string> = {
  late: LATE,
  'at-risk': `(NOT ${LATE} AND ${ticks(`(t.clock ->> 'atRiskAt')::bigint <= $9`)})`,
  'on-track': `NOT ${ticks(`(t.due_at <= $9 OR (t.clock ->> 'atRiskAt')::bigint <= $9)`)}`,
};
const page = (health: Health | undefined): string => `
  SELECT ${SELECT_RUN} FROM run
  WHERE ($1::boolean OR ${takesPart('run.id', 2)} OR ${leadsThere('run.id', 2)}) AND ($3::bigint IS NULL OR (run.started_at, run.id) < ($3, $4::uuid))
    AND ($5::text IS NULL OR run.state = $5) AND ($6::text IS NULL OR run.playbook_slug = $6) AND ($7::uuid IS NULL OR run.manager_id = $7)
    AND ($11::integer IS NULL OR run.playbook_version = $11)
    AND ($8::text IS NULL OR EXISTS (SELECT 1 FROM search_entry s WHERE s.id = run.id AND s.kind = 'run' AND s.words @@ $8::tsquery))
    AND $9::bigint IS NOT NULL ${health ? `AND run.closed_at IS NULL AND ${HEALTHY[health]}` : ''}
  ORDER BY run.started_at DESC, run.id DESC LIMIT $10`;
const OPEN_TASKS = `
  SELECT task.id, task.run_id AS "runId", task.title, task.subject ->> 'note' AS note, task.assignee, task.clock FROM task
  WHERE task.run_id = ANY ($1::uuid[]) AND task.state IN ('open', 'claimed')`;

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

  /** Runs, newest first, as they stand at `now` (epoch ms); unless `everything`, only those that `reader` takes part in or whose people they lead. */
  async page(everything: boolean, reader: string, filter: RunFilter & { now: number }, after: RunCursor | null, limit: number): Promise<Run[]> {
    const { state, playbook, managerId, version, health, words, now } = filter;
    const values = [everything, reader, after?.[0] ?? null, after?.[1] ?? null, state ?? null, playbook ?? null, managerId ?? null, words ?? null, now, limit, version ?? null];
    return (await this.pool.query<Run>({ name: `run-page-${health ?? 'any'}`, text: page(health), values })).rows;
  }

  /** Open tasks of runs, for how these stand. */
  async openTasks(runIds: readonly string[]): Promise<Array<OpenTask & { runId: string }>> {
    return (await this.pool.query<OpenTask & { runId: string }>({ name: 'run-open-tasks', text: OPEN_TASKS, values: [runIds] })).rows;
  }

  async events(id: string, after: number, limit: number): Promise<StoredEvent[]> {
    const text = 'SELECT n, type, v, at, cause, data FROM run_event WHERE run_id = $1 AND n > $2 ORDER BY n LIMIT $3';
    return (await this.pool.query<StoredEvent>({ name: 'run-events', text, values: [id, after, limit] })).rows;
  }
}
