import { useTranslation } from 'react-i18next';
import type { Recurrence } from '../api/schedules.ts';
import { useRecurrenceWords } from '../start/recurrence-words.ts';

/** Weekdays by name, Monday first. */
export function useWeekdays(): Array<{ value: number; label: string }> {
  const { i18n } = useTranslation('schedules');
  const format = new Intl.DateTimeFormat(i18n.language, { weekday: 'long', timeZone: 'UTC' });
  return [1, 2, 3, 4, 5, 6, 7].map((day) => ({ value: day, label: format.format(Date.UTC(2026, 0, 4 + day)) }));
}

/** `the last`, `the second` … */
export function useOrdinal(): (nth: number) => string {
  const { t } = useTranslation('schedules');
  return (nth) => (nth === -1 ? t('ordinal.last') : nth === -2 ? t('ordinal.lastButOne') : nth > 0 ? t('ordinal.nth', { n: nth }) : t('ordinal.back', { n: -nth }));
}

/** A recurrence as people say it. */
export function useRhythm(): (recurrence: Recurrence) => string {
  const { t } = useTranslation('schedules');
  const words = useRecurrenceWords();
  const ordinal = useOrdinal();
  const weekdays = useWeekdays();
  return (recurrence) => {
    if (recurrence.kind === 'nth') {
      const day = recurrence.day === 'working' ? t('workingDay') : (weekdays[recurrence.day - 1]?.label ?? '');
      return t(`rhythm.nth.${recurrence.of}`, { nth: ordinal(recurrence.nth), day, time: recurrence.time });
    }
    if (recurrence.kind === 'quarterly') return t('rhythm.quarterly', { month: recurrence.month, day: recurrence.day, time: recurrence.time });
    const said = words(recurrence as Record<string, unknown>);
    return recurrence.kind === 'weekly' && (recurrence.every ?? 1) > 1 ? t('rhythm.weeks', { weeks: recurrence.every, said }) : said;
  };
}
