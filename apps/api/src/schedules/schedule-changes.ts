import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource, EntityManager } from 'typeorm';
import type { ScheduleChange, ScheduleNew, ScheduleOccurrenceResource, ScheduleResource, ScheduleVerb } from '#contracts/api/schedule';
import type { Json } from '#contracts/text';
import { ConflictError, InvalidError, NotFoundError, StaleError } from '#domain/errors';
import { can, type Actor } from '#domain/identity/can';
import type { Action } from '#domain/identity/matrix';
import { poolOf } from '#persistence/data-source';
import { claimIdempotencyKey, findIdempotencyKey } from '#persistence/repositories/idempotency';
import { findOccurrence, insertByHand } from '#persistence/repositories/schedule-occurrences';
import { insertSchedule, lockSchedule, updateSchedule, type Schedule } from '#persistence/repositories/schedules';
import { recordActivity } from '../commands/told-beside.ts';
import { demand } from '../common/actor.ts';
import type { Idempotency } from '../common/idempotency.ts';
import { DATA_SOURCE, NOW, type Now } from '../common/tokens.ts';
import { OccurrencesAheadService } from '../recurrences/occurrences-ahead.ts';
import { RunGateway } from '../runs/run-gateway.ts';
import { ScheduleStarter } from './schedule-starter.ts';
import { occurrenceView } from './schedule-views.ts';
import { SchedulesService } from './schedules.service.ts';

type Verb = 'pause' | 'resume' | 'delete';
const DONE: Record<Verb, string> = { pause: 'schedule-paused', resume: 'schedule-resumed', delete: 'schedule-deleted' };

/** Makes and changes schedules: plain rows with their activity in one transaction; the series hears of it by `SeriesKeeper`. */
@Injectable()
export class ScheduleChanges {
  constructor(
    private readonly schedules: SchedulesService,
    private readonly gateway: RunGateway,
    private readonly ahead: OccurrencesAheadService,
    private readonly starter: ScheduleStarter,
    @Inject(DATA_SOURCE) private readonly db: DataSource,
    @Inject(NOW) private readonly now: Now,
  ) {}

  /** @throws InvalidError for what no run could be started with, or a calendar or recurrence that never comes */
  async create(actor: Actor, body: ScheduleNew, idempotency: Idempotency): Promise<ScheduleResource> {
    const earlier = await findIdempotencyKey(this.db, { ...idempotency, actor: actor.id });
    if (earlier) return this.schedules.get(earlier);
    const at = this.now();
    const row: Schedule = {
      id: randomUUID(), title: body.title, playbook: { slug: body.playbook, version: body.playbookVersion }, input: body.input as Record<string, Json>, severity: body.severity, recurrence: body.recurrence,
      calendarId: body.calendar, overlap: body.overlap, catchUp: body.catchUp, ownerId: body.ownerId?.toLowerCase() ?? actor.id, state: 'active', reason: null, countsFrom: at, nextAt: null,
      version: 1, revision: 1, createdBy: actor.id, createdAt: at,
    };
    row.nextAt = await this.assertStartable(row);
    const id = await this.db.transaction(async (tx) => {
      const claim = await claimIdempotencyKey(tx, { ...idempotency, actor: actor.id, target: row.id, now: at });
      if (!claim.fresh) return claim.target;
      await insertSchedule(tx, row);
      await this.note(tx, actor, 'schedule-created', row, null);
      return row.id;
    });
    return this.schedules.get(id);
  }

  /** Another recurrence or calendar counts from now. */
  change(actor: Actor, id: string, { version, ...body }: ScheduleChange, idempotency: Idempotency): Promise<ScheduleResource> {
    return this.write(actor, id, 'schedule.change', version, idempotency, async (tx, row, at) => {
      const next = changed(row, body);
      const moved = JSON.stringify([next.recurrence, next.calendarId]) !== JSON.stringify([row.recurrence, row.calendarId]);
      const nextAt = await this.assertStartable(next);
      await this.note(tx, actor, 'schedule-changed', next, null, { changed: Object.keys(body) });
      return moved ? { ...next, countsFrom: at, nextAt } : next;
    });
  }

  /** Pauses, resumes or deletes. What fell due in a pause is not made up for. @throws ConflictError when it stands so already */
  turn(actor: Actor, id: string, verb: Verb, { reason, version }: ScheduleVerb, idempotency: Idempotency): Promise<ScheduleResource> {
    return this.write(actor, id, `schedule.${verb}`, version, idempotency, async (tx, row, at) => {
      const needed = { pause: 'active', resume: 'paused', delete: null }[verb];
      if (needed !== null && row.state !== needed) throw new ConflictError(`schedule-${verb === 'pause' ? 'not-active' : 'not-paused'}`, { state: row.state, version: row.version });
      const next: Schedule = verb === 'resume' ? { ...row, state: 'active', reason: null, countsFrom: at, nextAt: await this.nextOf(row) } : { ...row, state: verb === 'pause' ? 'paused' : 'deleted', reason, nextAt: null };
      await this.note(tx, actor, DONE[verb], next, reason);
      return next;
    });
  }

  /** Starts a run at once, beside the dates and whatever is still open. A Temporal or playbook in the way shows in the occurrence. */
  async runNow(actor: Actor, id: string, reason: string | null, idempotency: Idempotency): Promise<ScheduleOccurrenceResource> {
    await this.assertMay(actor, id, 'schedule.run');
    const now = this.now();
    const at = await this.db.transaction(async (tx) => {
      const row = await lockSchedule(tx, id);
      const claim = await claimIdempotencyKey(tx, { ...idempotency, actor: actor.id, target: String(now), now });
      if (!claim.fresh) return Number(claim.target);
      if (!row || row.state === 'deleted') throw new ConflictError('schedule-deleted', { state: 'deleted' });
      await insertByHand(tx, id, now);
      await this.note(tx, actor, 'schedule-run', row, reason, { at: now });
      return now;
    });
    const key = { scheduleId: id, at, byHand: true };
    await this.starter.settle(key);
    return occurrenceView((await findOccurrence(poolOf(this.db), key))!);
  }

  private async write(actor: Actor, id: string, action: Action, version: number | undefined, idempotency: Idempotency, apply: (tx: EntityManager, row: Schedule, at: number) => Promise<Schedule>): Promise<ScheduleResource> {
    await this.assertMay(actor, id, action);
    const at = this.now();
    await this.db.transaction(async (tx) => {
      const row = (await lockSchedule(tx, id))!;
      const claim = await claimIdempotencyKey(tx, { ...idempotency, actor: actor.id, target: id, now: at });
      if (!claim.fresh) return;
      if (row.state === 'deleted') throw new ConflictError('schedule-deleted', { state: row.state, version: row.version });
      if (version !== undefined && version !== row.version) throw new StaleError({ version: row.version });
      await updateSchedule(tx, { ...(await apply(tx, row, at)), version: row.version + 1 });
    });
    return this.schedules.get(id);
  }

  private async assertMay(actor: Actor, id: string, action: Action): Promise<void> {
    const { ownerId } = await this.schedules.row(id);
    demand(actor, action, ownerId === actor.id ? ['own'] : []);
  }

  /** Checks the start that each occurrence will ask for, as far as it can be now; answers the first date (epoch ms). */
  private async assertStartable({ playbook, title, input, recurrence, calendarId, ownerId }: Schedule): Promise<number> {
    const [owner] = await this.db.query<Actor[]>('SELECT id, platform_role AS role FROM person WHERE id = $1 AND disabled_at IS NULL', [ownerId]);
    if (!owner || !can(owner, 'run.start')) throw new InvalidError([{ path: 'ownerId', message: { en: 'may not start runs', 'zh-CN': '无权启动流程' } }]);
    const start = await this.gateway.inputOf(owner, { playbook: playbook.slug, title, input }, { route: 'schedule', key: 'check' }, playbook.version ?? undefined).catch((error: unknown) => {
      if (error instanceof NotFoundError) throw new InvalidError([{ path: 'playbook', message: { en: 'has no such published version', 'zh-CN': '没有该已发布版本' } }]);
      if (error instanceof InvalidError) throw new InvalidError((error.facts.errors ?? []).map((issue) => ({ ...issue, path: issue.path === 'version' ? 'playbookVersion' : issue.path })));
      throw error;
    });
    if (Object.values(start.definition.tasks).some(({ dueAt }) => dueAt)) throw new InvalidError([{ path: 'input.due', message: { en: 'is a fixed instant, which does not repeat: say a length of time', 'zh-CN': '为固定时刻，无法重复：请填写时长' } }]);
    return this.nextOf({ recurrence, calendarId });
  }

  /** Its first date counted from now. @throws InvalidError when there is none */
  private async nextOf({ recurrence, calendarId }: Pick<Schedule, 'recurrence' | 'calendarId'>): Promise<number> {
    const { occurrences } = await this.ahead.of(recurrence, calendarId, this.now(), 1);
    if (occurrences.length === 0) throw new InvalidError([{ path: 'recurrence', message: { en: 'never comes', 'zh-CN': '永远不会到来' } }]);
    return occurrences[0]!.at;
  }

  private async note(tx: EntityManager, actor: Actor, verb: string, { id, title, ownerId }: Schedule, reason: string | null, more: Record<string, Json> = {}): Promise<void> {
    await recordActivity(tx, { runId: null, taskId: null, actor: actor.id, verb, data: { scheduleId: id, title, ownerId, reason, ...more }, at: this.now() });
  }
}

function changed(row: Schedule, body: Omit<ScheduleChange, 'version'>): Schedule {
  const { playbook = row.playbook.slug, playbookVersion, calendar = row.calendarId, ownerId = row.ownerId, ...rest } = body;
  const version = playbookVersion !== undefined ? playbookVersion : playbook === row.playbook.slug ? row.playbook.version : null;
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)) as Partial<Schedule>;
  return { ...row, ...given, playbook: { slug: playbook, version }, calendarId: calendar, ownerId: ownerId.toLowerCase() };
}
