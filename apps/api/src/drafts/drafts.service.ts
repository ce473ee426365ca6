import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type { Draft, DraftSave } from '#contracts/api/draft';
import { AppError } from '#domain/errors';
import type { Actor } from '#domain/identity/can';
import { recordBeside } from '../commands/told-beside.ts';
import { DATA_SOURCE, NOW, type Now } from '../common/tokens.ts';
import { TaskAccess } from '../tasks/task-access.ts';
import { MAX_DOCUMENT_BYTES } from '../tasks/task-forms.ts';
import { dropDraft, saveDraft } from './draft-queries.ts';

/** Half-filled answers, for their author alone. Nobody is told of them, and saving twice is saving once. */
@Injectable()
export class DraftsService {
  constructor(
    private readonly access: TaskAccess,
    @Inject(DATA_SOURCE) private readonly db: DataSource,
    @Inject(NOW) private readonly now: Now,
  ) {}

  /** Saves what there is, unchecked. The activity notes only the first time: a form saves itself every few seconds. @throws ClosedError, AppError `too-large` over 256 kB */
  async save(actor: Actor, taskId: string, body: DraftSave): Promise<Draft> {
    const task = await this.access.findOpen(taskId, actor, 'task.draft');
    if (Buffer.byteLength(JSON.stringify(body)) > MAX_DOCUMENT_BYTES) throw tooLarge();
    const at = this.now();
    return this.db.transaction(async (tx) => {
      const first = await saveDraft(tx, { taskId, runId: task.runId, person: actor.id, body, at });
      if (first) await recordBeside(tx, { runId: task.runId, taskId, actor: actor.id, verb: 'draft-saved', data: {}, at, tell: [] });
      return { answers: body.answers, links: body.links ?? [], savedAt: at };
    });
  }

  /** Throws one's own draft away; where there is none that is done already. */
  async drop(actor: Actor, taskId: string): Promise<void> {
    const task = await this.access.find(taskId, actor, 'task.draft');
    await this.db.transaction(async (tx) => {
      if (await dropDraft(tx, taskId, actor.id)) await recordBeside(tx, { runId: task.runId, taskId, actor: actor.id, verb: 'draft-dropped', data: {}, at: this.now(), tell: [] });
    });
  }

}

function tooLarge(): AppError {
  const message = { en: 'is larger than 256 kB', 'zh-CN': '超过 256 kB' };
  return new AppError('too-large', { detail: { en: `The draft ${message.en}`, 'zh-CN': `草稿${message['zh-CN']}` }, errors: [{ path: 'answers', message }] });
}
