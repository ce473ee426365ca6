import type { Pool } from 'pg';
import type { z } from 'zod';
import type { ZDocument } from '#contracts/api/task';

type Document = z.infer<typeof ZDocument>;

/** What people wrote beside a task: plain rows, not state of the run. Stored as given, never interpreted. */
export class TaskWritings {
  constructor(private readonly pool: Pool) {}

  async documents(taskId: string): Promise<Document[]> {
    const text = `SELECT id, kind, body, author, created_at AS "createdAt" FROM document WHERE task_id = $1 ORDER BY created_at, id LIMIT 100`;
    return (await this.pool.query<Document>({ name: 'task-documents', text, values: [taskId] })).rows;
  }
}
