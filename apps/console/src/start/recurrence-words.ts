import { useTranslation } from 'react-i18next';
import { useLength } from '../ui/duration-input.tsx';
import { isDuration } from './is-duration.ts';

/** A rhythm in words; the rare kinds by what they count. */
export function useRecurrenceWords(): (recurrence: Record<string, unknown>) => string {
  const { t, i18n } = useTranslation('start');
  const duration = useLength();
  const weekday = (day: unknown): string => new Intl.DateTimeFormat(i18n.language, { weekday: 'long', timeZone: 'UTC' }).format(Date.UTC(2026, 0, 4 + Number(day)));
  const list = (items: string[]): string => new Intl.ListFormat(i18n.language, { type: 'conjunction' }).format(items);
  return (recurrence) => {
    const { kind, every, time } = recurrence;
    const days = [recurrence.weekday, ...((recurrence.weekdays as unknown[] | undefined) ?? [])].filter((day) => day !== undefined);
    if (kind === 'every' && isDuration(every)) return t('rhythm.every', { length: duration(every) });
    if (kind === 'weekly') return t('rhythm.weekly', { days: list(days.map(weekday)), time });
    if (kind === 'monthly') return t('rhythm.monthly', { days: list((recurrence.days as number[]).map(String)), time });
    return t('rhythm.other', { time });
  };
}
