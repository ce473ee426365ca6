import { shanghai } from '../calendar/slices.fixture.ts';
import type { Zone } from '../calendar/zone.ts';
import { dueWindow } from './due-window.ts';

const HOUR_MS = 3_600_000;
const east: Zone = { timeZone: 'Asia/Shanghai', offsetAt: () => 8 * HOUR_MS };
/** Goes from UTC+1 to UTC+2 on 2026-03-29 at 01:00 UTC. */
const berlin: Zone = { timeZone: 'Europe/Berlin', offsetAt: (at) => (at >= Date.UTC(2026, 2, 29, 1) ? 2 : 1) * HOUR_MS };

test('over ends now, today with the day of the reader, the week with its Sunday', () => {
  const tuesday = shanghai('2026-03-10 23:30');
  expect(dueWindow('over', tuesday, east)).toBe(tuesday);
  expect(dueWindow('today', tuesday, east)).toBe(shanghai('2026-03-11 00:00'));
  expect(dueWindow('week', tuesday, east)).toBe(shanghai('2026-03-16 00:00'));
  expect(dueWindow('week', shanghai('2026-03-15 12:00'), east)).toBe(shanghai('2026-03-16 00:00'));
  expect(dueWindow('week', shanghai('2026-03-16 00:00'), east)).toBe(shanghai('2026-03-23 00:00'));
});

test('a day that changes to summer time ends at its own midnight', () => {
  expect(dueWindow('today', Date.UTC(2026, 2, 29, 0), berlin)).toBe(Date.UTC(2026, 2, 29, 22));
});
