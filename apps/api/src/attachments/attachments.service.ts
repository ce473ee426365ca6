import { createHash, randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource, EntityManager } from 'typeorm';
import type { Attachment, LinkNew } from '#contracts/api/attachment';
import { attachmentName } from '#domain/attachment/name';
import { AppError, ConflictError, InvalidError, NotFoundError } from '#domain/errors';
import type { Actor } from '#domain/identity/can';
import { claimIdempotencyKey, findIdempotencyKey } from '#persistence/repositories/idempotency';
import { readSetting } from '#persistence/repositories/settings';
import { fileKind } from '#platform/files/file-kind';
import type { ObjectStore } from '#platform/objects/object-store';
import { AuditedReads } from '../audit/audited-reads.ts';
import { recordBeside } from '../commands/told-beside.ts';
import { demand } from '../common/actor.ts';
import type { Idempotency } from '../common/idempotency.ts';
import { FIELDS } from '../common/problem/messages.ts';
import { DATA_SOURCE, NOW, OBJECTS, type Now } from '../common/tokens.ts';
import { TaskAccess } from '../tasks/task-access.ts';
import type { TaskFound } from '../tasks/task-queries.ts';
import { attachmentView, findAttachment, type AttachmentRow } from './attachment-queries.ts';
import type { Upload } from './upload.ts';

const INSERT = `INSERT INTO attachment (id, task_id, run_id, author, kind, name, url, type, size, sha256, created_at, ready_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`;

/** Links and files that people put at tasks: plain writes with their activity and notices; the run knows nothing of them. */
@Injectable()
export class AttachmentsService {
  constructor(
    private readonly access: TaskAccess,
    private readonly reads: AuditedReads,
    @Inject(DATA_SOURCE) private readonly db: DataSource,
    @Inject(OBJECTS) private readonly objects: ObjectStore,
    @Inject(NOW) private readonly now: Now,
  ) {}

  /** The task, for somebody who may attach to it: asked before a byte is read. */
  task(actor: Actor, taskId: string): Promise<TaskFound> {
    return this.access.find(taskId, actor, 'attachment.add');
  }

  async addLink(actor: Actor, task: TaskFound, { url, title }: LinkNew, idempotency: Idempotency): Promise<Attachment> {
    const [id, at] = [randomUUID(), this.now()];
    return this.db.transaction(async (tx) => {
      const claim = await claimIdempotencyKey(tx, { ...idempotency, actor: actor.id, target: id, now: at });
      if (!claim.fresh) return this.shown(tx, claim.target);
      await tx.query(INSERT, [id, task.id, task.runId, actor.id, 'link', title ?? url.slice(0, 200), url, null, null, null, at, at]);
      return this.told(tx, actor, task, id, at);
    });
  }

  /** Keeps a file. Its row comes first and its bytes second, so that whatever breaks off in between is found and cleaned. @throws InvalidError for a kind that may not be attached */
  async addFile(actor: Actor, task: TaskFound, { name: given, bytes }: Upload, { key, route }: Idempotency): Promise<Attachment> {
    const kind = await fileKind(bytes, given);
    const allowed = await readSetting(this.db, 'attachment.types');
    if (!kind || !allowed.includes(kind.type)) throw new InvalidError([{ path: 'file', message: FIELDS.fileType }]);
    const name = attachmentName(given, kind.extension);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const idempotency = { key, route, bodyHash: createHash('sha256').update(JSON.stringify([name, sha256])).digest('hex') };
    const earlier = await findIdempotencyKey(this.db, { ...idempotency, actor: actor.id });
    if (earlier) return this.shown(this.db.manager, earlier);
    const [id, at] = [randomUUID(), this.now()];
    await this.db.query(INSERT, [id, task.id, task.runId, actor.id, 'file', name, null, kind.type, bytes.byteLength, sha256, at, null]);
    await this.keep(id, bytes, kind.type);
    return this.db.transaction(async (tx) => {
      const claim = await claimIdempotencyKey(tx, { ...idempotency, actor: actor.id, target: id, now: at });
      // The same request came twice at once: the other one counts, and the sweeper takes these bytes away.
      if (!claim.fresh) return this.shown(tx, claim.target);
      await tx.query('UPDATE attachment SET ready_at = $2 WHERE id = $1', [id, at]);
      return this.told(tx, actor, task, id, at);
    });
  }

  /** A file and its bytes. @throws NotFoundError also for a link, which has none here */
  async open(actor: Actor, id: string): Promise<{ attachment: Attachment; bytes: Readable }> {
    const { attachment, task } = await this.find(actor, id, 'attachment.read');
    await this.reads.task(actor.id, task);
    const bytes = attachment.kind === 'file' && attachment.deletedAt === null ? await this.objects.get(id) : null;
    if (!bytes) throw new NotFoundError('attachment');
    return { attachment: attachmentView(attachment), bytes };
  }

  /** Takes an attachment off its task. The bytes stay for the setting `attachment.undo`. */
  async remove(actor: Actor, id: string, idempotency: Idempotency): Promise<void> {
    await this.change(actor, id, 'attachment.delete', idempotency, async (tx, attachment, at) => {
      if (attachment.deletedAt !== null) return;
      await tx.query('UPDATE attachment SET deleted_at = $2 WHERE id = $1', [id, at]);
      await this.log(tx, actor, attachment, 'attachment-deleted', at);
    });
  }

  /** Brings back what was taken off. @throws ConflictError once its bytes are gone */
  async restore(actor: Actor, id: string, idempotency: Idempotency): Promise<Attachment> {
    return this.change(actor, id, 'attachment.restore', idempotency, async (tx, attachment, at) => {
      if (attachment.doomedAt !== null) throw new ConflictError('purged', { at: attachment.doomedAt });
      if (attachment.deletedAt !== null) {
        await tx.query('UPDATE attachment SET deleted_at = NULL WHERE id = $1', [id]);
        await this.log(tx, actor, attachment, 'attachment-restored', at);
      }
      return attachmentView(attachment);
    });
  }

  private async keep(id: string, bytes: Buffer, type: string): Promise<void> {
    try {
      await this.objects.put(id, bytes, type);
    } catch (cause) {
      throw new AppError('unavailable', { detail: { en: 'The file could not be kept; try again later', 'zh-CN': '文件暂时无法保存，请稍后再试' }, retryAfterMs: 10_000 }, { cause });
    }
  }

  private async find(actor: Actor, id: string, action: 'attachment.read' | 'attachment.delete' | 'attachment.restore'): Promise<{ attachment: AttachmentRow; task: TaskFound }> {
    const attachment = await findAttachment(this.db, id);
    if (!attachment) throw new NotFoundError('attachment');
    const task = await this.access.find(attachment.taskId, actor, 'attachment.read');
    if (action !== 'attachment.read') demand(actor, action, [...(attachment.author === actor.id ? (['own'] as const) : []), ...(task.run ? (['run'] as const) : [])]);
    return { attachment, task };
  }

  private async change<T>(actor: Actor, id: string, action: 'attachment.delete' | 'attachment.restore', idempotency: Idempotency, work: (tx: EntityManager, attachment: AttachmentRow, at: number) => Promise<T>): Promise<T> {
    await this.find(actor, id, action);
    const at = this.now();
    return this.db.transaction(async (tx) => {
      await claimIdempotencyKey(tx, { ...idempotency, actor: actor.id, target: id, now: at });
      return work(tx, (await findAttachment(tx, id, true))!, at);
    });
  }

  private async shown(tx: EntityManager, id: string): Promise<Attachment> {
    const row = await findAttachment(tx, id);
    if (!row) throw new NotFoundError('attachment');
    return attachmentView(row);
  }

  private async told(tx: EntityManager, actor: Actor, task: TaskFound, id: string, at: number): Promise<Attachment> {
    const attachment = await this.shown(tx, id);
    const people = [...(task.assignee ? [task.assignee] : task.candidates), task.managerId];
    const tell = [...new Set(people)].filter((person) => person !== actor.id);
    await recordBeside(tx, { runId: task.runId, taskId: task.id, actor: actor.id, verb: 'attached', data: { attachmentId: id, name: attachment.name }, at, tell });
    return attachment;
  }

  private async log(tx: EntityManager, actor: Actor, { id, name, taskId, runId }: AttachmentRow, verb: string, at: number): Promise<void> {
    await recordBeside(tx, { runId, taskId, actor: actor.id, verb, data: { attachmentId: id, name }, at, tell: [] });
  }
}
