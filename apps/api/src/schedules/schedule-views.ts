import type { Pool } from 'pg';
import type { ScheduleOccurrenceResource, ScheduleResource } from '#contracts/api/schedule';
import type { Text } from '#contracts/text';
import { lastOccurrences, type Occurrence } from '#persistence/repositories/schedule-occurrences';
import type { Schedule } from '#persistence/repositories/schedules';

const MISSED: Text = { en: 'Callsheet was away then, and it is not to be caught up', 'zh-CN': '当时系统不可用，按补启规则不再补启' };

/** Schedules as people see them, each with its latest occurrence; one trip for all. */
export async function scheduleViews(pool: Pool, rows: readonly Schedule[]): Promise<ScheduleResource[]> {
  const last = await lastOccurrences(pool, rows.map(({ id }) => id));
  return rows.map(({ calendarId, countsFrom: _countsFrom, revision: _revision, ...row }) => ({ ...row, calendar: calendarId, nextAt: row.state === 'active' ? row.nextAt : null, last: viewOrNull(last.get(row.id)) }));
}

export function occurrenceView({ scheduleId: _scheduleId, startedAs: _startedAs, ...one }: Occurrence): ScheduleOccurrenceResource {
  return { ...one, reason: one.reason ?? (one.state === 'missed' ? MISSED : null) };
}

const viewOrNull = (one: Occurrence | undefined): ScheduleOccurrenceResource | null => (one ? occurrenceView(one) : null);
