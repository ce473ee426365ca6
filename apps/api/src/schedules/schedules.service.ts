import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type { Page, PageQuery } from '#contracts/api/paging';
import type { OccurrencesAhead } from '#contracts/api/recurrence';
import type { ScheduleOccurrenceResource, ScheduleQuery, ScheduleResource } from '#contracts/api/schedule';
import { NotFoundError } from '#domain/errors';
import { poolOf } from '#persistence/data-source';
import { listOccurrences, settledUpTo } from '#persistence/repositories/schedule-occurrences';
import { findSchedule, listSchedules, type Schedule } from '#persistence/repositories/schedules';
import { decodeCursor, pageFrom } from '../common/paging.ts';
import { DATA_SOURCE, NOW, type Now } from '../common/tokens.ts';
import { OccurrencesAheadService } from '../recurrences/occurrences-ahead.ts';
import { occurrenceView, scheduleViews } from './schedule-views.ts';

/** Reads schedules, their dates and what became of them. Whoever sees all of the work sees them. */
@Injectable()
export class SchedulesService {
  constructor(
    private readonly ahead: OccurrencesAheadService,
    @Inject(DATA_SOURCE) private readonly db: DataSource,
    @Inject(NOW) private readonly now: Now,
  ) {}

  async list({ state, ownerId, playbook, after, limit }: ScheduleQuery): Promise<Page<ScheduleResource>> {
    const rows = await listSchedules(poolOf(this.db), { state: state ?? null, ownerId: ownerId ?? null, playbook: playbook ?? null }, decodeCursor(after, ['number', 'uuid']), limit + 1);
    const { items, next } = pageFrom(rows, limit, (row) => row, (row) => [row.createdAt, row.id]);
    return { items: await scheduleViews(poolOf(this.db), items), next };
  }

  /** @throws NotFoundError */
  async get(id: string): Promise<ScheduleResource> {
    return (await scheduleViews(poolOf(this.db), [await this.row(id)]))[0]!;
  }

  /** @throws NotFoundError */
  async row(id: string): Promise<Schedule> {
    const row = await findSchedule(poolOf(this.db), id);
    if (!row) throw new NotFoundError('schedule');
    return row;
  }

  async history(id: string, { after, limit }: PageQuery): Promise<Page<ScheduleOccurrenceResource>> {
    await this.row(id);
    const rows = await listOccurrences(poolOf(this.db), id, decodeCursor(after, ['number', 'number']), limit + 1);
    return pageFrom(rows, limit, occurrenceView, ({ at, byHand }) => [at, byHand ? 1 : 0]);
  }

  /** The next `count` dates; those that a paused one would have if it went on now. One that repeats after a length of time counts from its latest occurrence. */
  async dates(id: string, count: number): Promise<OccurrencesAhead> {
    const { recurrence, calendarId, state } = await this.row(id);
    const now = this.now();
    const from = recurrence.kind === 'every' && state === 'active' ? await settledUpTo(poolOf(this.db), id) : now;
    const found = await this.ahead.of(recurrence, calendarId, from, count + (from < now ? 1 : 0));
    return { ...found, occurrences: found.occurrences.filter(({ at }) => at > now).slice(0, count) };
  }
}
