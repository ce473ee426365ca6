import type { Pool } from 'pg';
import type { PreviousAnswers } from '#contracts/api/task-previous';
import type { Task } from '#contracts/task';
import type { TaskAccess } from './task-access.ts';
import type { TaskFound } from './task-queries.ts';

/** Where a page ends. */
export type PreviousCursor = readonly [closedAt: number, id: string];

const PREVIOUS = `
  SELECT earlier.id, earlier.key, earlier.title, earlier.step, earlier.turn, earlier.subject, earlier.form, earlier.closed_at AS "closedAt", earlier.closed_by AS "closedBy", document.body
  FROM task earlier JOIN document ON document.id = earlier.document_id
  WHERE earlier.run_id = $1 AND earlier.id <> $2 AND earlier.state = 'done' AND earlier.closed_at <= $3 AND ($4::uuid IS NULL OR earlier.piece_id IS NULL OR earlier.piece_id = $4)
    AND ($5::bigint IS NULL OR (earlier.closed_at, earlier.id) < ($5::bigint, $6::uuid)) ORDER BY earlier.closed_at DESC, earlier.id DESC LIMIT $7`;
const FOR_EVER = 9_000_000_000_000_000;

type Earlier = Pick<Task, 'id' | 'key' | 'title' | 'step' | 'turn' | 'subject' | 'form' | 'closedBy'> & { closedAt: number; body: { answers?: Record<string, unknown>; links?: Array<{ url: string; title?: string }> } };

/** What was answered before a task. */
export class PreviousWork {
  constructor(
    private readonly pool: Pool,
    private readonly access: TaskAccess,
  ) {}

  /** Answers of tasks that this one follows: of the same piece, or of none; latest first. */
  async page(task: TaskFound, after: PreviousCursor | null, limit: number): Promise<PreviousAnswers[]> {
    const values = [task.runId, task.id, task.closedAt ?? FOR_EVER, task.subject.pieceId ?? null, after?.[0] ?? null, after?.[1] ?? null, limit];
    const { rows } = await this.pool.query<Earlier>({ name: 'task-previous', text: PREVIOUS, values });
    return Promise.all(rows.map(async ({ id, title, step, turn, subject, closedAt, closedBy, form: ref, body }) => {
      const form = await this.access.formOf({ form: ref, playbookSlug: task.playbookSlug, playbookVersion: task.playbookVersion });
      return { taskId: id, title, step, turn, note: subject.note ?? null, closedAt, closedBy, form: form && ref && { key: ref.key, ...form }, answers: body.answers ?? {}, links: body.links ?? [] };
    }));
  }
}
