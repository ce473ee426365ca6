import type { Day } from '#contracts/api/calendar';
import type { Text } from '#contracts/text';
import { dayNumber, weekdayOf } from '#domain/calendar/dates';
import type { DayFacts } from '#domain/calendar/day';
import { translate } from '#platform/i18n/translate';

const both = (key: string): Text => ({ 'zh-CN': translate('zh-CN', key), en: translate('en', key) });

/** Why a day is as it is, in both languages: the reason, and the name that people know it by. */
export function reasonText({ reason, name }: Pick<DayFacts, 'reason' | 'name'>): Text {
  const why = both(`calendar.reason.${reason}`);
  return name ? { 'zh-CN': `${name['zh-CN']}（${why['zh-CN']}）`, en: `${name.en} (${why.en})` } : why;
}

/** A date as the API shows it. */
export const dayView = (day: DayFacts): Day => ({ ...day, weekday: weekdayOf(dayNumber(day.date)), reasonText: reasonText(day) });
