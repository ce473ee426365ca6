import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type { z } from 'zod';
import type { SeverityChange } from '#contracts/api/run';
import type { ChecklistTick, ZComplete, ZDue, ZReturn, ZTransfer } from '#contracts/api/task';
import { ConflictError, InvalidError } from '#domain/errors';
import { openDelegation } from '#domain/task/part';
import type { Action } from '#domain/identity/matrix';
import { poolOf } from '#persistence/data-source';
import { withFiles } from '../attachments/answer-files.ts';
import type { Sent } from '../commands/command-gateway.ts';
import type { VerbRequest } from '../commands/command-sender.ts';
import { DATA_SOURCE } from '../common/tokens.ts';
import { assertPeople, settlePeople } from '../runs/people.ts';
import { TaskAccess } from './task-access.ts';
import { settleEvidence } from './checklist-evidence.ts';
import { TaskCalendars } from './task-calendars.ts';
import { checkAnswers, documentOf, steering, withLinks } from './task-forms.ts';
import type { TaskFound } from './task-queries.ts';
import { TaskSender } from './task-sender.ts';

/** What people do to tasks. Everything that can be told here is checked here; what only the run knows, its validator checks. */
@Injectable()
export class TaskVerbs {
  constructor(
    private readonly tasks: TaskSender,
    private readonly access: TaskAccess,
    private readonly calendars: TaskCalendars,
    @Inject(DATA_SOURCE) private readonly db: DataSource,
  ) {}

  /** Verbs without arguments of their own: claim, release, acknowledge. */
  plain(name: 'claimTask' | 'releaseTask' | 'acknowledgeTask', action: Action, request: VerbRequest): Promise<Sent> {
    return this.tasks.send(name, action, request, (task) => ({ args: { taskId: task.id } }));
  }

  transfer(request: VerbRequest, { to, reason }: z.infer<typeof ZTransfer>): Promise<Sent> {
    return this.tasks.send('transferTask', 'task.transfer', request, async (task) => {
      await assertPeople(poolOf(this.db), [{ path: 'to', id: to.toLowerCase() }]);
      return { args: { taskId: task.id, to: to.toLowerCase(), reason } };
    });
  }

  tick(request: VerbRequest, { item, done, evidence }: ChecklistTick): Promise<Sent> {
    return this.tasks.send('tickChecklist', 'task.checklist', request, async (task) => {
      if (!task.checklist.some(({ key }) => key === item)) throw new InvalidError([{ path: 'item', message: { en: 'is not on the checklist of this task', 'zh-CN': '不在该任务的检查清单中' } }]);
      return { args: { taskId: task.id, item, done, evidence: evidence ? await settleEvidence(this.db, task, evidence) : null } };
    });
  }

  complete(request: VerbRequest, body: z.infer<typeof ZComplete>): Promise<Sent> {
    return this.tasks.send('completeTask', 'task.complete', request, async (task, createdAt) => {
      const form = await this.access.formOf(task);
      const { answers: linked, beside } = withLinks(form, body.answers, body.links);
      const { answers, files } = await withFiles(this.db, task.id, form, linked, body.files);
      checkAnswers(form, answers, 'answers');
      const outcome = await settlePeople(poolOf(this.db), steering(form, answers), 'answers');
      // Handing back leaves to the holder what is still to tick.
      if (openDelegation(task)?.to !== request.actor.id) assertTicked(task);
      const told = Object.keys(answers).length > 0 || beside !== null || files !== null;
      const document = told ? documentOf({ runId: task.runId, taskId: task.id, kind: 'answers', author: request.actor.id, createdAt }, { answers, ...(beside && { links: beside }), ...(files && { files }) }) : undefined;
      return { args: { taskId: task.id, documentId: document?.id ?? null, outcome }, ...(document && { document }) };
    });
  }

  sendBack(request: VerbRequest, { toStep: named, reason, then }: z.infer<typeof ZReturn>): Promise<Sent> {
    return this.tasks.send('returnTask', 'task.return', request, async (task) => {
      const steps = await this.access.stepsOf(task);
      const toStep = stepNamed(named, steps, task.step);
      if (toStep === undefined || !steps.includes(toStep)) throw new InvalidError([{ path: 'toStep', message: { en: `must be one of ${steps.join(', ')}`, 'zh-CN': `须为以下之一：${steps.join('、')}` } }]);
      return { args: { taskId: task.id, toStep, reason, ...(then ? { then } : {}) } };
    });
  }

  changeDue(request: VerbRequest, { dueAt, due, reason }: z.infer<typeof ZDue>): Promise<Sent> {
    return this.tasks.send('changeTaskDue', 'task.due', request, async (task, receivedAt) => {
      const at = dueAt ?? (await this.calendars.after(task, receivedAt, due!));
      if (at <= receivedAt) throw new InvalidError([{ path: dueAt === undefined ? 'due' : 'dueAt', message: { en: 'lies in the past', 'zh-CN': '早于当前时间' } }]);
      return { args: { taskId: task.id, dueAt: at, reason } };
    });
  }

  changeSeverity(request: VerbRequest, { severity, reason }: SeverityChange): Promise<Sent> {
    return this.tasks.send('changeTaskSeverity', 'task.severity', request, (task) => ({ args: { taskId: task.id, severity, reason } }));
  }
}

/** A step by its key, or in words: the first, or the one before; a key that reads like a word is the key. */
function stepNamed(named: string, steps: readonly string[], present: string): string | undefined {
  if (steps.includes(named)) return named;
  if (named === 'first') return steps[0];
  return named === 'previous' ? steps[steps.indexOf(present) - 1] : undefined;
}

/** The run checks this too; here the answer can name the items. */
function assertTicked(task: TaskFound): void {
  const missing = task.checklist.filter((item) => item.mandatory && !item.done);
  if (missing.length === 0) return;
  throw new ConflictError('checklist', {
    detail: { en: `Still to tick: ${missing.map(({ title }) => title.en).join(', ')}`, 'zh-CN': `尚未勾选：${missing.map(({ title }) => title['zh-CN']).join('、')}` },
    errors: missing.map(({ key }) => ({ path: `checklist.${key}`, message: { en: 'is mandatory', 'zh-CN': '为必选项' } })),
  });
}
