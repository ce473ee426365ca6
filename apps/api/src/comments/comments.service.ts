import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource, EntityManager } from 'typeorm';
import type { Comment, CommentNew } from '#contracts/api/comment';
import { parseDuration } from '#domain/calendar/duration';
import { ConflictError, NotFoundError } from '#domain/errors';
import type { Actor } from '#domain/identity/can';
import { partsOf } from '#domain/task/part';
import { poolOf } from '#persistence/data-source';
import { claimIdempotencyKey, findIdempotencyKey } from '#persistence/repositories/idempotency';
import { readSetting } from '#persistence/repositories/settings';
import { recordBeside } from '../commands/told-beside.ts';
import { demand } from '../common/actor.ts';
import type { Idempotency } from '../common/idempotency.ts';
import { DATA_SOURCE, NOW, type Now } from '../common/tokens.ts';
import { assertPeople } from '../runs/people.ts';
import { TaskAccess } from '../tasks/task-access.ts';
import type { TaskFound } from '../tasks/task-queries.ts';
import { commentView, findComment, setMentions, type CommentRow } from './comment-queries.ts';

/**
 * Comments are plain writes with their activity and notices in the same transaction; the run knows nothing of them. Naming somebody shares
 * the task with them: they may see it and answer from then on (docs/adr, "A mention shares the task").
 */
@Injectable()
export class CommentsService {
  constructor(
    private readonly access: TaskAccess,
    @Inject(DATA_SOURCE) private readonly db: DataSource,
    @Inject(NOW) private readonly now: Now,
  ) {}

  /** Adds a comment, on closed tasks too; a repeat of the request answers the same comment. @throws InvalidError naming a mention of nobody */
  async add(actor: Actor, taskId: string, given: CommentNew, idempotency: Idempotency): Promise<Comment> {
    const task = await this.access.find(taskId, actor, 'task.comment');
    const mentions = await this.people(given);
    const [id, at] = [randomUUID(), this.now()];
    return this.db.transaction(async (tx) => {
      const claim = await claimIdempotencyKey(tx, { ...idempotency, actor: actor.id, target: id, now: at });
      if (!claim.fresh) return this.shown(tx, claim.target);
      await tx.query('INSERT INTO comment (id, task_id, run_id, author, text, links, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)', [id, taskId, task.runId, actor.id, given.text, JSON.stringify(given.links ?? []), at]);
      const mentioned = (await setMentions(tx, { id, taskId }, mentions, at)).filter((person) => person !== actor.id);
      const tell = await this.concerned(tx, task, actor.id);
      await recordBeside(tx, { runId: task.runId, taskId, actor: actor.id, verb: 'commented', data: { commentId: id, mentions }, at, tell, tellAs: { mentioned } });
      return this.shown(tx, id);
    });
  }

  /** Changes one's own comment while the setting `comment.undo` allows it. Only people it did not mention before are told. */
  async edit(actor: Actor, id: string, given: CommentNew, idempotency: Idempotency): Promise<Comment> {
    return this.own(actor, id, 'comment.edit', idempotency, async (tx, { taskId }, task, at) => {
      const mentions = await this.people(given);
      await tx.query('UPDATE comment SET text = $2, links = $3, edited_at = $4 WHERE id = $1', [id, given.text, JSON.stringify(given.links ?? []), at]);
      const mentioned = (await setMentions(tx, { id, taskId }, mentions, at)).filter((person) => person !== actor.id);
      await recordBeside(tx, { runId: task.runId, taskId, actor: actor.id, verb: 'comment-edited', data: { commentId: id, mentions }, at, tell: [], tellAs: { mentioned } });
      return this.shown(tx, id);
    });
  }

  /** Takes one's own comment back: its text is gone, its mentions end, and mails about it that have not gone out never do. */
  async remove(actor: Actor, id: string, idempotency: Idempotency): Promise<void> {
    if (await findIdempotencyKey(this.db, { ...idempotency, actor: actor.id })) return;
    await this.own(actor, id, 'comment.delete', idempotency, async (tx, { taskId }, task, at) => {
      await tx.query(`UPDATE comment SET text = '', links = '[]', deleted_at = $2 WHERE id = $1`, [id, at]);
      await setMentions(tx, { id, taskId }, [], at);
      await recordBeside(tx, { runId: task.runId, taskId, actor: actor.id, verb: 'comment-deleted', data: { commentId: id }, at, tell: [] });
    });
  }

  private async own<T>(actor: Actor, id: string, action: 'comment.edit' | 'comment.delete', idempotency: Idempotency, change: (tx: EntityManager, comment: CommentRow, task: TaskFound, at: number) => Promise<T>): Promise<T> {
    const known = await findComment(this.db, id);
    if (!known) throw new NotFoundError('comment');
    const task = await this.access.find(known.taskId, actor, 'task.read');
    demand(actor, action, known.author === actor.id ? ['own'] : []);
    const at = this.now();
    return this.db.transaction(async (tx) => {
      const comment = await findComment(tx, id, true);
      if (!comment) throw new NotFoundError('comment');
      const claim = await claimIdempotencyKey(tx, { ...idempotency, actor: actor.id, target: id, now: at });
      if (!claim.fresh) return (await this.shown(tx, id)) as T;
      const until = comment.createdAt + parseDuration(await readSetting(tx, 'comment.undo')).ms;
      if (at > until) throw new ConflictError('comment-undo-over', { at: until });
      return change(tx, comment, task, at);
    });
  }

  private async shown(tx: EntityManager, id: string): Promise<Comment> {
    const comment = await findComment(tx, id);
    if (!comment) throw new NotFoundError('comment');
    return commentView(comment);
  }

  private async people({ mentions = [] }: CommentNew): Promise<string[]> {
    const named = mentions.map((person, index) => ({ path: `mentions.${index}`, id: person.toLowerCase() }));
    await assertPeople(poolOf(this.db), named);
    return [...new Set(named.map(({ id }) => id))];
  }

  /** Whose task it is, who manages the run, and who spoke before; never the author. */
  private async concerned(tx: EntityManager, task: TaskFound, author: string): Promise<string[]> {
    const spoke = await tx.query<Array<{ author: string }>>('SELECT DISTINCT author FROM comment WHERE task_id = $1 AND deleted_at IS NULL', [task.id]);
    const people = [...partsOf(task).keys(), task.managerId, ...spoke.map((row) => row.author)];
    return [...new Set(people)].filter((person) => person !== author);
  }
}
