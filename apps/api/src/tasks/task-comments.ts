import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type { z } from 'zod';
import type { ZComment } from '#contracts/api/task';
import type { Actor } from '#domain/identity/can';
import { claimIdempotencyKey } from '#persistence/repositories/idempotency';
import { recordBeside } from '../commands/told-beside.ts';
import type { Idempotency } from '../common/idempotency.ts';
import { DATA_SOURCE, NOW, type Now } from '../common/tokens.ts';
import { TaskAccess } from './task-access.ts';
import type { TaskFound } from './task-queries.ts';

type Comment = z.infer<typeof ZComment>;

/** Comments are plain writes with their activity and notices in the same transaction; the run knows nothing of them. */
@Injectable()
export class TaskComments {
  constructor(
    private readonly access: TaskAccess,
    @Inject(DATA_SOURCE) private readonly db: DataSource,
    @Inject(NOW) private readonly now: Now,
  ) {}

  /** Adds a comment, on closed tasks too; a repeat of the request answers the same comment. */
  async add(actor: Actor, taskId: string, text: string, idempotency: Idempotency): Promise<Comment> {
    const task = await this.access.find(taskId, actor, 'task.comment');
    const comment: Comment = { id: randomUUID(), author: actor.id, text, createdAt: this.now() };
    return this.db.transaction(async (manager) => {
      const claim = await claimIdempotencyKey(manager, { ...idempotency, actor: actor.id, target: comment.id, now: comment.createdAt });
      if (!claim.fresh) {
        const [earlier] = await manager.query<Comment[]>('SELECT id, author, text, created_at AS "createdAt" FROM comment WHERE id = $1', [claim.target]);
        return earlier!;
      }
      await manager.query('INSERT INTO comment (id, task_id, run_id, author, text, created_at) VALUES ($1, $2, $3, $4, $5, $6)', [comment.id, taskId, task.runId, actor.id, text, comment.createdAt]);
      const told = await this.told(task, actor.id, (sql, values) => manager.query(sql, values));
      await recordBeside(manager, { runId: task.runId, taskId, actor: actor.id, verb: 'commented', data: { commentId: comment.id }, at: comment.createdAt, tell: told });
      return comment;
    });
  }

  /** Whose task it is, who manages the run, and who spoke before; never the author. */
  private async told(task: TaskFound, author: string, query: (sql: string, values: unknown[]) => Promise<Array<{ author: string }>>): Promise<string[]> {
    const spoke = await query('SELECT DISTINCT author FROM comment WHERE task_id = $1', [task.id]);
    const people = [...(task.assignee ? [task.assignee] : task.candidates), task.managerId, ...spoke.map((row) => row.author)];
    return [...new Set(people)].filter((person) => person !== author);
  }
}
