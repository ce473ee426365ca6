import { shanghai, shanghaiSlice } from '../calendar/slices.fixture.ts';
import { digestDay } from './day.ts';

const slice = shanghaiSlice('2026-02-01', '2026-03-31');
const day = (local: string, time = '17:30') => digestDay(slice, time, shanghai(local));

it('comes at its time of a working day, also a make-up day, and looks from the one before to the next', () => {
  expect(day('2026-02-11 17:29')).toBeNull();
  expect(day('2026-02-11 17:30')).toEqual({ date: '2026-02-11', previousAt: shanghai('2026-02-10 17:30'), nextAt: shanghai('2026-02-12 17:30') });
  expect(day('2026-02-11 23:59')?.date).toBe('2026-02-11');
  // The Saturday before the Spring Festival is worked; after it nothing comes for nine days.
  expect(day('2026-02-14 18:00')).toEqual({ date: '2026-02-14', previousAt: shanghai('2026-02-13 17:30'), nextAt: shanghai('2026-02-24 17:30') });
  expect(day('2026-02-15 18:00')).toBeNull();
  expect(day('2026-02-24 17:30')?.previousAt).toBe(shanghai('2026-02-14 17:30'));
});

it('comes with the closing when that is earlier', () => {
  expect(day('2026-02-11 18:00', '20:00')?.date).toBe('2026-02-11');
  expect(day('2026-02-11 17:59', '20:00')).toBeNull();
});
