import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type { OccurrencesAhead } from '#contracts/api/recurrence';
import type { Recurrence } from '#contracts/playbook';
import type { Text } from '#contracts/text';
import { calendarOf } from '#domain/calendar/book';
import { dayOf } from '#domain/calendar/day';
import { timeZoneOf, type Calendar } from '#domain/calendar/layers';
import { occurrences, type Occurrence } from '#domain/calendar/recurrence';
import { InvalidError } from '#domain/errors';
import { poolOf } from '#persistence/data-source';
import { readBook, sliceOf } from '#persistence/repositories/calendars';
import { zoneOf } from '#platform/calendars/zone-of';
import { reasonText } from '../calendars/day-view.ts';
import { DATA_SOURCE } from '../common/tokens.ts';
import { fillIn } from '../tasks/why-texts.ts';

const DAY_MS = 24 * 3_600_000;
/** First look ahead, twice as far while too few are found, and as far as anybody plans. */
const FIRST_LOOK_MS = 120 * DAY_MS;
const FURTHEST_MS = 15 * 366 * DAY_MS;
/** An occurrence from before may be moved past the instant asked for. */
const LOOK_BACK_MS = 31 * DAY_MS;

const MOVED: Record<'next' | 'previous', Text> = {
  next: { en: '{nominal} is off work ({why}): moved to the next working day, {date}', 'zh-CN': '{nominal} 不上班（{why}），移至下一个工作日 {date}' },
  previous: { en: '{nominal} is off work ({why}): moved to the working day before, {date}', 'zh-CN': '{nominal} 不上班（{why}），移至前一个工作日 {date}' },
};
const SKIPPED: Text = { en: '{nominal} is off work ({why}): left out', 'zh-CN': '{nominal} 不上班（{why}），跳过' };

/** The dates of a recurrence on a calendar as it is now, with what was moved and why. */
@Injectable()
export class OccurrencesAheadService {
  constructor(@Inject(DATA_SOURCE) private readonly db: DataSource) {}

  /** The first `count` after `after` (epoch ms). @throws InvalidError for a calendar that is not there */
  async of(recurrence: Recurrence, calendarId: string, after: number, count: number): Promise<OccurrencesAhead> {
    const calendar = calendarOf(await readBook(poolOf(this.db), [calendarId]), calendarId);
    if (!calendar) throw new InvalidError([{ path: 'calendar', message: { en: 'is no calendar here', 'zh-CN': '没有该日历' } }]);
    for (let reach = FIRST_LOOK_MS; ; reach *= 2) {
      const found = occurrences(sliceOf(calendar, { from: after - LOOK_BACK_MS, until: after + reach }, zoneOf), recurrence, after, count);
      if (found.needsMore && reach < FURTHEST_MS) continue;
      return {
        timeZone: timeZoneOf(calendar),
        occurrences: found.occurrences.map((one) => ({ ...one, why: moved(calendar, one) })),
        skipped: found.skipped.map((nominal) => ({ nominal, why: fillIn(SKIPPED, { nominal, why: reasonText(dayOf(calendar, nominal)) }) })),
        complete: !found.needsMore,
      };
    }
  }
}

function moved(calendar: Calendar, { shift, nominal, date }: Occurrence): Text | null {
  return shift && fillIn(MOVED[shift], { nominal, date, why: reasonText(dayOf(calendar, nominal)) });
}
