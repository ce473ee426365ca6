import type { Text } from '#contracts/text';
import { dayOf } from '#domain/calendar/day';
import type { Calendar } from '#domain/calendar/layers';
import { reasonText } from './day-view.ts';

/** Why a date is worked or not, where that is worth a word: a holiday, a make-up day, a half day. Null for an ordinary weekday. */
export type DayReasons = (date: string) => Text | null;

export function dayReasons(calendar: Calendar): DayReasons {
  return (date) => {
    const day = dayOf(calendar, date);
    return day.reason === 'weekday' || day.reason === 'weekend' ? null : reasonText(day);
  };
}
