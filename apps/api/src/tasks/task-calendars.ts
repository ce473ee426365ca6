import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { ORG_CALENDAR, type CalendarSlice, type LayerVersion } from '#contracts/calendar';
import type { ClockState } from '#contracts/clock';
import type { Duration } from '#contracts/duration';
import { calendarOf } from '#domain/calendar/book';
import type { Calendar } from '#domain/calendar/layers';
import { addDuration } from '#domain/calendar/working-time';
import { InvalidError, NotFoundError } from '#domain/errors';
import { poolOf } from '#persistence/data-source';
import { readBook, readPinned, sliceOf } from '#persistence/repositories/calendars';
import { zoneOf } from '#platform/calendars/zone-of';
import { DATA_SOURCE } from '../common/tokens.ts';
import type { TaskFound } from './task-queries.ts';

const DAY_MS = 24 * 3_600_000;
/** A year of calendar is enough for any due time that a person sets as a length of time. */
const REACH_MS = 366 * DAY_MS;

interface Cut {
  calendar: Calendar;
  slice: CalendarSlice;
}

/** Calendars as stored, cut to what one computation needs. */
@Injectable()
export class TaskCalendars {
  constructor(@Inject(DATA_SOURCE) private readonly db: DataSource) {}

  /** The instant (epoch ms) that lies `due` after `from` in the task's calendar. @throws InvalidError naming the field `path` when the calendar does not reach */
  async after(task: Pick<TaskFound, 'clock'>, from: number, due: Duration, path = 'due'): Promise<number> {
    const { slice } = await this.cut(task.clock?.calendarId ?? ORG_CALENDAR, null, from - DAY_MS, from + REACH_MS);
    const reached = addDuration(slice, from, due);
    if ('at' in reached) return reached.at;
    throw new InvalidError([{ path, message: { en: 'reaches beyond a year', 'zh-CN': '超过一年' } }]);
  }

  /** The calendar that explains a clock, of the versions that its due time was computed with, and its slice from before it started. */
  explaining(clock: ClockState): Promise<Cut> {
    const { basis, calendarId } = clock;
    const used = basis.kind === 'set' ? null : (basis.layers ?? [{ id: calendarId, version: basis.calendarVersion }]);
    const last = Math.max(clock.dueAt, clock.startedAt, clock.agenda.at(-1)?.at ?? 0);
    return this.cut(calendarId, used, clock.startedAt - 14 * DAY_MS, last + 90 * DAY_MS);
  }

  /** `used` null means the latest; versions no longer kept are replaced by the latest too. */
  private async cut(calendarId: string, used: LayerVersion[] | null, from: number, until: number): Promise<Cut> {
    const pool = poolOf(this.db);
    const pinned = used && (await readPinned(pool, calendarId, used));
    const calendar = pinned?.layers.length === used?.length && pinned ? pinned : calendarOf(await readBook(pool, [calendarId]), calendarId);
    if (!calendar) throw new NotFoundError('calendar');
    return { calendar, slice: sliceOf(calendar, { from, until }, zoneOf) };
  }
}
