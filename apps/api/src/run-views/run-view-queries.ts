import type { Pool } from 'pg';
import type { EventType, RunEvent } from '#contracts/events';
import type { Text } from '#contracts/text';
import { TIMELINE_EVENTS, type TimelineEvent } from '#domain/run/timeline';

/** Events that say where a run stands among its steps and gates. */
const STEP_EVENTS: readonly EventType[] = ['StepEntered', 'StepLeft', 'StepRecalled', 'TurnStarted', 'RunClosed', 'RunCancelled', 'RunLost'];
const GATE_EVENTS: readonly EventType[] = ['GateOpened', 'GateMet', 'GateWaived', 'GateReopened'];
/** Clocks and definitions are most of an event and nothing of a timeline. */
const SLIM = `CASE WHEN type = 'TaskOpened' THEN jsonb_build_object('task', (data -> 'task') - '{clock,description,form,checklist,assign,excluded,candidates}'::text[]) ELSE data - '{clock,clocks,outcome}'::text[] END AS data`;
const LOAD = `
  SELECT person AS "personId", count(*) FILTER (WHERE is_open)::int AS open, count(*) FILTER (WHERE is_open AND due_at <= $2 AND NOT paused)::int AS late, count(*) FILTER (WHERE state = 'done')::int AS done
  FROM (
    SELECT unnest(CASE WHEN state NOT IN ('open', 'claimed') THEN ARRAY[closed_by::uuid] WHEN assignee IS NULL THEN candidates ELSE ARRAY[assignee] END) AS person,
      state IN ('open', 'claimed') AS is_open, due_at, state, clock ->> 'paused' IS NOT NULL AS paused
    FROM task WHERE run_id = $1 AND (state IN ('open', 'claimed') OR (state = 'done' AND closed_by ~ '^[0-9a-f-]{36}$'))) work
  WHERE person IS NOT NULL GROUP BY person ORDER BY late DESC, open DESC, done DESC, person`;
const DOCUMENTS = `
  SELECT d.id, d.kind, d.task_id AS "taskId", task.title, d.author, d.created_at AS "createdAt" FROM document d LEFT JOIN task ON task.id = d.task_id
  WHERE d.run_id = $1 ORDER BY d.created_at DESC, d.id LIMIT 200`;

export interface LoadRow {
  personId: string;
  open: number;
  late: number;
  done: number;
}
export interface DocumentRow {
  id: string;
  kind: string;
  taskId: string | null;
  title: Text | null;
  author: string;
  createdAt: number;
}

/** Reads what the page of a run shows beside its row. */
export class RunViewQueries {
  constructor(private readonly pool: Pool) {}

  stepEvents(runId: string): Promise<RunEvent[]> {
    return this.events(runId, STEP_EVENTS);
  }

  gateEvents(runId: string): Promise<RunEvent[]> {
    return this.events(runId, GATE_EVENTS);
  }

  async timelineEvents(runId: string): Promise<TimelineEvent[]> {
    const text = `SELECT type, at, ${SLIM} FROM run_event WHERE run_id = $1 AND type = ANY ($2) ORDER BY n`;
    return (await this.pool.query<TimelineEvent>({ name: 'run-timeline', text, values: [runId, TIMELINE_EVENTS] })).rows;
  }

  /** Whose each task is or was, and until when. */
  async holders(runId: string): Promise<Map<string, { assignee: string | null; dueAt: number | null }>> {
    const text = 'SELECT id, coalesce(assignee::text, closed_by) AS assignee, due_at AS "dueAt" FROM task WHERE run_id = $1';
    const { rows } = await this.pool.query<{ id: string; assignee: string | null; dueAt: number | null }>({ name: 'run-holders', text, values: [runId] });
    return new Map(rows.map(({ id, ...held }) => [id, held]));
  }

  async load(runId: string, now: number): Promise<LoadRow[]> {
    return (await this.pool.query<LoadRow>({ name: 'run-load', text: LOAD, values: [runId, now] })).rows;
  }

  async documents(runId: string): Promise<DocumentRow[]> {
    return (await this.pool.query<DocumentRow>({ name: 'run-documents', text: DOCUMENTS, values: [runId] })).rows;
  }

  private async events(runId: string, types: readonly EventType[]): Promise<RunEvent[]> {
    return (await this.pool.query<RunEvent>({ name: 'run-events-of', text: 'SELECT n, type, v, at, cause, data FROM run_event WHERE run_id = $1 AND type = ANY ($2) ORDER BY n', values: [runId, types] })).rows;
  }
}
