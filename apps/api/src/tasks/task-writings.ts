import type { Pool } from 'pg';
import type { z } from 'zod';
import type { ZComment, ZDocument } from '#contracts/api/task';

type Comment = z.infer<typeof ZComment>;
type Document = z.infer<typeof ZDocument>;

/** What people wrote beside a task: plain rows, not state of the run. Stored as given, never interpreted. */
export class TaskWritings {
  constructor(private readonly pool: Pool) {}

  async documents(taskId: string): Promise<Document[]> {
    const text = `SELECT id, kind, body, author, created_at AS "createdAt" FROM document WHERE task_id = $1 ORDER BY created_at, id LIMIT 100`;
    return (await this.pool.query<Document>({ name: 'task-documents', text, values: [taskId] })).rows;
  }

  /** The first 500 comments, oldest first. */
  async comments(taskId: string): Promise<Comment[]> {
    const text = `SELECT id, author, text, created_at AS "createdAt" FROM comment WHERE task_id = $1 ORDER BY created_at, id LIMIT 500`;
    return (await this.pool.query<Comment>({ name: 'task-comments', text, values: [taskId] })).rows;
  }
}

