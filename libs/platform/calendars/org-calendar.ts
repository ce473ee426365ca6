import type { CalendarLayer } from '#contracts/api/calendar-layer';
import { chineseDays, officialYears } from './chinese-days.ts';

/** Years before this one are of no use to a run and stay out of the table. */
const FIRST_YEAR = 2025;

/** The organisation's calendar of a fresh installation: 8 h a day in Shanghai (handbook 4.3, defaults) with every official year at hand. */
export function defaultOrgCalendar(): CalendarLayer {
  const years = officialYears().filter((year) => year >= FIRST_YEAR);
  return {
    format: 2,
    timeZone: 'Asia/Shanghai',
    hours: [
      ['09:00', '12:00'],
      ['13:00', '18:00'],
    ],
    weekdays: [1, 2, 3, 4, 5],
    days: chineseDays(years),
    officialYears: years,
  };
}
