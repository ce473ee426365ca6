import { createRequire } from 'node:module';

/** The package's own data file: local dates to "English name,Chinese name,days". Its functions answer Monday to Friday for a year they do not know. */
interface ChineseDaysFile {
  holidays: Record<string, string>;
  workdays: Record<string, string>;
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

/** Holidays ('off') and make-up working days ('work') of the given years by local date, ascending. */
export function chineseDays(years: readonly number[]): Record<string, 'off' | 'work'> {
  const days: Array<[string, 'off' | 'work']> = [
    ...Object.keys(file.holidays).map((date): [string, 'off'] => [date, 'off']),
    ...Object.keys(file.workdays).map((date): [string, 'work'] => [date, 'work']),
  ];
  return Object.fromEntries(days.filter(([date]) => years.includes(Number(date.slice(0, 4)))).sort(([a], [b]) => a.localeCompare(b)));
}
