import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type { CalendarData, CalendarSlice } from '#contracts/calendar';
import type { ClockState } from '#contracts/clock';
import type { Duration } from '#contracts/duration';
import { buildSlice } from '#domain/calendar/build';
import { addDuration } from '#domain/calendar/working-time';
import { InvalidError, NotFoundError } from '#domain/errors';
import { poolOf } from '#persistence/data-source';
import { offsetAt } from '#platform/calendars/offset-at';
import { DATA_SOURCE } from '../common/tokens.ts';
import type { TaskFound } from './task-queries.ts';

const DAY_MS = 24 * 3_600_000;
/** A year of calendar is enough for any due time that a person sets as a length of time. */
const REACH_MS = 366 * DAY_MS;
const ORG = 'org';

/** Calendars as stored, cut to what one computation needs. */
@Injectable()
export class TaskCalendars {
  constructor(@Inject(DATA_SOURCE) private readonly db: DataSource) {}

  /** The instant (epoch ms) that lies `due` after `from` in the task's calendar. @throws InvalidError when the calendar does not reach */
  async after(task: Pick<TaskFound, 'clock'>, from: number, due: Duration): Promise<number> {
    const slice = await this.slice(task.clock?.calendarId ?? ORG, null, from - DAY_MS, from + REACH_MS);
    const reached = addDuration(slice, from, due);
    if ('at' in reached) return reached.at;
    throw new InvalidError([{ path: 'due', message: { en: 'reaches beyond a year', 'zh-CN': '超过一年' } }]);
  }

  /** The slice that explains a clock: the calendar version its due time was computed with, from before it started. */
  explaining(clock: ClockState): Promise<CalendarSlice> {
    const version = clock.basis.kind === 'set' ? null : clock.basis.calendarVersion;
    const last = Math.max(clock.dueAt, clock.startedAt, clock.agenda.at(-1)?.at ?? 0);
    return this.slice(clock.calendarId, version, clock.startedAt - 14 * DAY_MS, last + 90 * DAY_MS);
  }

  /** `version` null means the latest; one no longer kept is replaced by the latest too. */
  private async slice(calendarId: string, version: number | null, from: number, until: number): Promise<CalendarSlice> {
    const text = 'SELECT version, data FROM calendar WHERE id = $1 ORDER BY (version = $2) IS TRUE DESC, version DESC LIMIT 1';
    const { rows } = await poolOf(this.db).query<{ version: number; data: CalendarData }>({ name: 'task-calendar', text, values: [calendarId, version] });
    const row = rows[0];
    if (!row) throw new NotFoundError('calendar');
    return buildSlice(row.data, { calendarId, version: row.version, from, until, offsetAt: offsetAt(row.data.timeZone) });
  }
}
