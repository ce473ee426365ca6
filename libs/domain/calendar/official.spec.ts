import type { CalendarLayer, StatedDay } from '#contracts/api/calendar-layer';
import { withOfficialYear } from './official.ts';

const official = (isWorkday: boolean, reason: StatedDay['reason']): StatedDay => ({ isWorkday, reason, source: 'official' });
const hand: StatedDay = { isWorkday: true, reason: 'company', source: 'hand' };
const layer: CalendarLayer = {
  format: 2,
  officialYears: [2026],
  days: { '2026-10-01': official(false, 'holiday'), '2027-01-01': official(false, 'holiday'), '2027-01-02': official(false, 'in-lieu'), '2027-01-04': hand, '2027-01-05': hand },
};
const list = { '2027-01-01': official(false, 'holiday'), '2027-01-03': official(true, 'make-up'), '2027-01-04': official(false, 'in-lieu') };

test('a list replaces an earlier one of its year and no day made by hand', () => {
  const { layer: next, days } = withOfficialYear(layer, 2027, list);
  expect(days.map(({ date, change }) => [date, change])).toEqual([['2027-01-02', 'removed'], ['2027-01-03', 'added'], ['2027-01-04', 'kept']]);
  expect(next.days).toEqual({ '2026-10-01': official(false, 'holiday'), '2027-01-01': official(false, 'holiday'), '2027-01-03': official(true, 'make-up'), '2027-01-04': hand, '2027-01-05': hand });
  expect(next.officialYears).toEqual([2026, 2027]);
});

test('a day made by hand gives way where its date is named; the same list again changes nothing', () => {
  const once = withOfficialYear(layer, 2027, list, ['2027-01-04']);
  expect(once.days.find(({ date }) => date === '2027-01-04')?.change).toBe('changed');
  expect(once.layer.days!['2027-01-04']).toEqual(official(false, 'in-lieu'));
  expect(withOfficialYear(once.layer, 2027, list)).toEqual({ layer: once.layer, days: [] });
});
