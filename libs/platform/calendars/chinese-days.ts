import { createRequire } from 'node:module';
import type { StatedDay } from '#contracts/api/calendar-layer';

/** The package's own data file: local dates to "English name,Chinese name,days". Its functions answer Monday to Friday for a year they do not know. */
interface ChineseDaysFile {
  holidays: Record<string, string>;
  workdays: Record<string, string>;
  /** Those of the holidays that were swapped for a make-up day. */
  inLieuDays: Record<string, string>;
}
const file = createRequire(import.meta.url)('chinese-days/dist/chinese-days.json') as ChineseDaysFile;

/** A year is official when its arrangement names both long festivals: single dates of a year also appear in the arrangement of its neighbour. */
const LONG_FESTIVALS = ['春节', '国庆节'];

/** Years with official Chinese holidays and make-up days 调休, ascending. */
export function officialYears(): number[] {
  const named = new Map<number, Set<string>>();
  for (const [date, names] of Object.entries(file.holidays)) {
    const year = Number(date.slice(0, 4));
    named.set(year, (named.get(year) ?? new Set()).add(names.split(',')[1] ?? ''));
  }
  return [...named].filter(([, names]) => LONG_FESTIVALS.every((festival) => names.has(festival))).map(([year]) => year).sort((a, b) => a - b);
}

/** Days off (holidays, and those in lieu of a make-up day) and make-up working days of the given years by local date, ascending, with their names. */
export function chineseDays(years: readonly number[]): Record<string, StatedDay> {
  const stated = (names: string, isWorkday: boolean, reason: StatedDay['reason']): StatedDay => {
    const [en = '', zh = ''] = names.split(',');
    return { isWorkday, reason, name: { 'zh-CN': zh, en }, source: 'official' };
  };
  const days: Array<[string, StatedDay]> = [
    ...Object.entries(file.holidays).map(([date, names]): [string, StatedDay] => [date, stated(names, false, date in file.inLieuDays ? 'in-lieu' : 'holiday')]),
    ...Object.entries(file.workdays).map(([date, names]): [string, StatedDay] => [date, stated(names, true, 'make-up')]),
  ];
  return Object.fromEntries(days.filter(([date]) => years.includes(Number(date.slice(0, 4)))).sort(([a], [b]) => a.localeCompare(b)));
}
