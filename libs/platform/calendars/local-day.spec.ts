import { startOfDay } from './local-day.ts';

it('begins at local midnight, also on days when the clocks change', () => {
  expect(startOfDay('2026-12-07', 'Asia/Shanghai')).toBe(Date.parse('2026-12-07T00:00:00+08:00'));
  expect(startOfDay('2026-12-31', 'Asia/Shanghai', 1)).toBe(Date.parse('2027-01-01T00:00:00+08:00'));
  expect(startOfDay('2026-03-29', 'Europe/Berlin')).toBe(Date.parse('2026-03-29T00:00:00+01:00'));
  expect(startOfDay('2026-03-29', 'Europe/Berlin', 1)).toBe(Date.parse('2026-03-30T00:00:00+02:00'));
  expect(startOfDay('2026-10-25', 'Europe/Berlin')).toBe(Date.parse('2026-10-25T00:00:00+02:00'));
});
