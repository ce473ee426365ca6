import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type { Page, PageQuery } from '#contracts/api/paging';
import type { PreviousAnswers } from '#contracts/api/task-previous';
import type { TaskCard, TaskQuery, TaskResource, TaskWhy } from '#contracts/api/task';
import { ForbiddenError, ValidationError } from '#domain/errors';
import { unconditional, type Actor } from '#domain/identity/can';
import { poolOf } from '#persistence/data-source';
import { namesOf } from '#persistence/repositories/people';
import { attachmentsOf } from '../attachments/attachment-queries.ts';
import { AuditedReads } from '../audit/audited-reads.ts';
import { commentsOf } from '../comments/comment-queries.ts';
import { decodeCursor, pageFrom } from '../common/paging.ts';
import { DATA_SOURCE, NOW, type Now } from '../common/tokens.ts';
import { draftOf } from '../drafts/draft-queries.ts';
import { snoozedUntil, snoozeOf } from '../snooze/snooze-queries.ts';
import { AllowedVerbs } from './task-allowed.ts';
import { TaskAccess } from './task-access.ts';
import { PreviousWork } from './task-previous.ts';
import { TaskCalendars } from './task-calendars.ts';
import type { TaskFound } from './task-queries.ts';
import { cardOf, resourceOf } from './task-views.ts';
import { dayReasons } from '../calendars/day-reasons.ts';
import { namedIn, whyOf } from './task-why.ts';
import { TaskWritings } from './task-writings.ts';

/** Cases offered with a task of the same content type. */
const OFFERS = 5;

/** Reads tasks for people. */
@Injectable()
export class TasksService {
  private readonly writings: TaskWritings;
  private readonly allowed: AllowedVerbs;
  private readonly past: PreviousWork;

  constructor(
    private readonly access: TaskAccess,
    private readonly calendars: TaskCalendars,
    private readonly reads: AuditedReads,
    @Inject(DATA_SOURCE) private readonly db: DataSource,
    @Inject(NOW) private readonly now: Now,
  ) {
    this.writings = new TaskWritings(poolOf(db));
    this.allowed = new AllowedVerbs(poolOf(db), calendars);
    this.past = new PreviousWork(poolOf(db), access);
  }

  /** A page of the inbox, the team's work or, for those who may see everything, all work. @throws ForbiddenError, ValidationError */
  async list(actor: Actor, query: TaskQuery): Promise<Page<TaskCard>> {
    const after = decodeCursor(query.after, ['number', 'uuid']) ?? null;
    const inbox = query.scope === 'mine' && query.state === 'open';
    if (query.snoozed && !inbox) throw new ValidationError([{ path: 'snoozed', message: { en: 'goes with scope=mine and state=open', 'zh-CN': '仅适用于 scope=mine 且 state=open' } }]);
    const snoozed = inbox ? (query.snoozed ?? 'without') : 'with';
    const now = this.now();
    const rows = await this.access.queries.page(await this.people(actor, query.scope), { ...query, snoozed, now }, after, query.limit + 1);
    const until = inbox && snoozed !== 'without' ? await snoozedUntil(this.db, actor.id, rows.map(({ id }) => id), now) : new Map<string, number>();
    const titles = await this.access.stepTitles(rows);
    return pageFrom(rows, query.limit, (row) => cardOf(row, actor.id, { snoozedUntil: until.get(row.id) ?? null, stepTitle: titles.get(row.id) ?? null }), (row) => [row.breachAt, row.id]);
  }

  async get(actor: Actor, id: string): Promise<TaskResource> {
    const task = await this.access.find(id, actor, 'task.read');
    await this.reads.task(actor.id, task);
    return this.whole(task, actor);
  }

  /** The task as its actor sees it after a verb; null when it is no more. */
  async view(actor: Actor, id: string): Promise<TaskResource | null> {
    const task = await this.access.queries.find(id, actor.id);
    return task && this.whole(task, actor);
  }

  async why(actor: Actor, id: string): Promise<TaskWhy> {
    const task = await this.access.find(id, actor, 'task.why');
    await this.reads.task(actor.id, task);
    const { clock } = task;
    if (!clock) return whyOf(id, null, null);
    const [{ calendar, slice }, names] = await Promise.all([this.calendars.explaining(clock), namesOf(this.db, namedIn(clock))]);
    return whyOf(id, clock, slice, names, dayReasons(calendar));
  }

  /** What earlier tasks of its run were answered with, latest first. */
  async previous(actor: Actor, id: string, { after, limit }: PageQuery): Promise<Page<PreviousAnswers>> {
    const task = await this.access.find(id, actor, 'task.previous');
    await this.reads.task(actor.id, task);
    const rows = await this.past.page(task, decodeCursor(after, ['number', 'uuid']) ?? null, limit + 1);
    return pageFrom(rows, limit, (row) => row, (row) => [row.closedAt, row.taskId]);
  }

  private async people(actor: Actor, scope: TaskQuery['scope']): Promise<string[] | null> {
    if (scope === 'mine') return [actor.id];
    // The work of people beside them shows only to those who may see all of it.
    if (scope === 'team') return this.access.queries.teamOf(actor.id, unconditional(actor, 'task.read'));
    if (!unconditional(actor, 'task.read')) throw new ForbiddenError('no-permission');
    return null;
  }

  private async whole(task: TaskFound, actor: Actor): Promise<TaskResource> {
    const reader = actor.id;
    const [form, documents, comments, attachments, draft, snooze, offers, allowed, titles] = await Promise.all([
      this.access.formOf(task),
      this.writings.documents(task.id),
      commentsOf(this.db, task.id),
      attachmentsOf(this.db, task.id),
      draftOf(this.db, task.id, reader),
      snoozeOf(this.db, task.id, reader, this.now()),
      task.contentType ? this.access.queries.offers(task.contentType, OFFERS) : [],
      this.allowed.of(actor, task, await this.access.playbookOf(task), this.now()),
      this.access.stepTitles([task]),
    ]);
    return resourceOf(task, reader, { stepTitle: titles.get(task.id) ?? null, form: form && task.form ? { key: task.form.key, ...form } : null, documents, comments, attachments, draft, snooze, offers, ...allowed });
  }
}
