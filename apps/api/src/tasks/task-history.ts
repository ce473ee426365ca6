import type { Pool } from 'pg';
import type { HistoryLine, PreviousAnswers } from '#contracts/api/task-story';
import type { Task } from '#contracts/task';
import type { TaskAccess } from './task-access.ts';
import type { TaskFound } from './task-queries.ts';

/** What people wrote beside the run and everybody who sees the task may know; drafts, snoozes and reading are one person's own. */
const TOLD = ['commented', 'comment-edited', 'comment-deleted', 'attached', 'attachment-deleted', 'attachment-restored'];
/** Facts that sentences are made of; clocks and whole tasks stay where they are. */
const FACTS = ['to', 'from', 'for', 'reason', 'toStep', 'then', 'item', 'done', 'owner', 'count', 'dueAt', 'was', 'decision', 'round', 'rung', 'until', 'person', 'severity', 'added', 'removed', 'assignee', 'candidates', 'name'];

interface Line {
  id: string;
  at: number;
  type: string;
  actor: string | null;
  data: Record<string, unknown>;
}
/** Where a page ends. */
export type HistoryCursor = readonly [at: number, id: string];

const HISTORY = `
  SELECT id, at, type, actor, data FROM (
    SELECT 'e' || lpad(n::text, 10, '0') AS id, at, type, cause ->> 'actor' AS actor, data FROM run_event
    WHERE run_id = $1 AND (data ->> 'taskId' = $2::text OR data -> 'task' ->> 'id' = $2::text OR data -> 'clocks' ? $2::text)
    UNION ALL
    SELECT 'b' || lpad(ordinal::text, 18, '0'), at, verb, actor, data FROM activity_log WHERE task_id = $2::uuid AND verb = ANY ($3::text[])) line
  WHERE $4::bigint IS NULL OR (at, id) < ($4::bigint, $5::text) ORDER BY at DESC, id DESC LIMIT $6`;
const PREVIOUS = `
  SELECT earlier.id, earlier.key, earlier.title, earlier.step, earlier.turn, earlier.subject, earlier.form, earlier.closed_at AS "closedAt", earlier.closed_by AS "closedBy", document.body
  FROM task earlier JOIN document ON document.id = earlier.document_id
  WHERE earlier.run_id = $1 AND earlier.id <> $2 AND earlier.state = 'done' AND earlier.closed_at <= $3 AND ($4::uuid IS NULL OR earlier.piece_id IS NULL OR earlier.piece_id = $4)
    AND ($5::bigint IS NULL OR (earlier.closed_at, earlier.id) < ($5::bigint, $6::uuid)) ORDER BY earlier.closed_at DESC, earlier.id DESC LIMIT $7`;
const FOR_EVER = 9_000_000_000_000_000;

type Earlier = Pick<Task, 'id' | 'key' | 'title' | 'step' | 'turn' | 'subject' | 'form' | 'closedBy'> & { closedAt: number; body: { answers?: Record<string, unknown>; links?: Array<{ url: string; title?: string }> } };

/** What happened to a task so far, and what was answered before it. */
export class TaskHistory {
  constructor(
    private readonly pool: Pool,
    private readonly access: TaskAccess,
  ) {}

  /** Latest first. */
  async lines({ id, runId }: TaskFound, after: HistoryCursor | null, limit: number): Promise<HistoryLine[]> {
    const { rows } = await this.pool.query<Line>({ name: 'task-history', text: HISTORY, values: [runId, id, TOLD, after?.[0] ?? null, after?.[1] ?? null, limit] });
    return rows.map(({ actor, data, ...line }) => ({ ...line, by: byOf(data) ?? actor, data: factsOf(data) }));
  }

  /** Answers of tasks that this one follows: of the same piece, or of none; latest first. */
  async previous(task: TaskFound, after: HistoryCursor | null, limit: number): Promise<PreviousAnswers[]> {
    const values = [task.runId, task.id, task.closedAt ?? FOR_EVER, task.subject.pieceId ?? null, after?.[0] ?? null, after?.[1] ?? null, limit];
    const { rows } = await this.pool.query<Earlier>({ name: 'task-previous', text: PREVIOUS, values });
    return Promise.all(rows.map(async ({ id, title, step, turn, subject, closedAt, closedBy, form: ref, body }) => {
      const form = await this.access.formOf({ form: ref, playbookSlug: task.playbookSlug, playbookVersion: task.playbookVersion });
      return { taskId: id, title, step, turn, note: subject.note ?? null, closedAt, closedBy, form: form && ref && { key: ref.key, ...form }, answers: body.answers ?? {}, links: body.links ?? [] };
    }));
  }
}

const byOf = ({ by }: Record<string, unknown>): string | null => (typeof by === 'string' ? by : null);

function factsOf(data: Record<string, unknown>): Record<string, unknown> {
  const opened = data.task as Task | undefined;
  const from = opened ? { assignee: opened.assignee, candidates: opened.candidates, dueAt: opened.clock?.dueAt ?? null } : data;
  const deadline = data.deadline as { kind: string; index: number } | undefined;
  const picked = Object.entries(from).filter(([key]) => FACTS.includes(key));
  return { ...Object.fromEntries(picked), ...(deadline ? { deadline: { kind: deadline.kind, index: deadline.index } } : {}) };
}
