import type { CalendarSlice } from '#contracts/calendar';
import type { FirstCalendarData } from '#contracts/api/calendar-layer';
import { buildSlice } from './build.ts';
import { HOUR_MS } from './duration.ts';
import { singleLayer } from './layers.ts';

const HOURS: FirstCalendarData['hours'] = [
  ['09:00', '12:00'],
  ['13:00', '18:00'],
];
const off = (...dates: string[]): Record<string, 'off'> => Object.fromEntries(dates.map((date) => [date, 'off']));

/** Shanghai 2026 with Spring Festival, National Day and their make-up days 调休 as the State Council arranged them. */
export const SHANGHAI_2026: FirstCalendarData = {
  timeZone: 'Asia/Shanghai',
  hours: HOURS,
  weekdays: [1, 2, 3, 4, 5],
  days: {
    ...off('2026-02-15', '2026-02-16', '2026-02-17', '2026-02-18', '2026-02-19', '2026-02-20', '2026-02-21', '2026-02-22', '2026-02-23'),
    ...off('2026-10-01', '2026-10-02', '2026-10-03', '2026-10-04', '2026-10-05', '2026-10-06', '2026-10-07'),
    ...{ '2026-02-14': 'work', '2026-02-28': 'work', '2026-09-20': 'work', '2026-10-10': 'work' },
  },
  officialYears: [2026],
};

/** An instant by its Shanghai wall clock: `2026-11-24 14:00`. */
export const shanghai = (local: string): number => Date.parse(`${local.replace(' ', 'T')}:00+08:00`);

/** A slice of that calendar, by wall-clock dates. */
export function shanghaiSlice(from: string, until: string, data: FirstCalendarData = SHANGHAI_2026): CalendarSlice {
  return buildSlice(singleLayer('org', 1, data), { from: shanghai(`${from} 00:00`), until: shanghai(`${until} 00:00`), zone: { timeZone: data.timeZone, offsetAt: () => 8 * HOUR_MS } });
}

/** Berlin around the switch to summer time of Sunday 29 March 2026. */
export function berlinSlice(from: string, until: string): CalendarSlice {
  const data: FirstCalendarData = { timeZone: 'Europe/Berlin', hours: HOURS, weekdays: [1, 2, 3, 4, 5], days: {}, officialYears: [2026] };
  const offsetAt = (at: number): number => (at >= Date.parse('2026-03-29T01:00:00Z') && at < Date.parse('2026-10-25T01:00:00Z') ? 2 : 1) * HOUR_MS;
  return buildSlice(singleLayer('berlin', 1, data), { from: Date.parse(`${from}T00:00:00Z`), until: Date.parse(`${until}T00:00:00Z`), zone: { timeZone: data.timeZone, offsetAt } });
}
