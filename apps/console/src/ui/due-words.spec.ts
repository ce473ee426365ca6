import { shanghai, shanghaiSlice } from '#domain/calendar/slices.fixture';
import { dueWords, type Clocked } from './due-words.ts';

const slice = shanghaiSlice('2026-03-01', '2026-06-01');
const task = (due: string | null, changes: Partial<Clocked> = {}): Clocked => ({ dueAt: due === null ? null : shanghai(due), atRiskAt: null, closedAt: null, paused: false, counts: 'working', ...changes });
const at = (now: string, due: string | null, changes: Partial<Clocked> = {}) => {
  const { key, count, tone } = dueWords(task(due, changes), shanghai(now), slice);
  return [key, count, tone];
};

test.each([
  ['over lunch the hour does not count', '2026-03-02 11:00', '2026-03-02 15:00', ['left.workingHours', 3, 'calm']],
  ['over the weekend neither', '2026-03-06 17:30', '2026-03-09 13:30', ['left.workingHours', 4, 'calm']],
  ['whole days first', '2026-03-03 10:00', '2026-03-05 12:00', ['left.workingDays', 2, 'calm']],
  ['a whole working day is a day, not eight hours', '2026-03-03 09:00', '2026-03-03 18:00', ['left.workingDays', 1, 'calm']],
  ['minutes at last', '2026-03-03 17:35', '2026-03-03 18:00', ['left.workingMinutes', 25, 'calm']],
  ['over by a day', '2026-03-09 18:00', '2026-03-06 18:00', ['over.workingDays', 1, 'over']],
  ['over by hours of work', '2026-03-09 11:00', '2026-03-06 18:00', ['over.workingHours', 2, 'over']],
  ['over since closing', '2026-03-06 19:00', '2026-03-06 18:00', ['over.workingMinutes', 0, 'over']],
])('%s', (_name, now, due, expected) => expect(at(now, due)).toEqual(expected));

test('a clock that counts elapsed time is told in elapsed time', () => {
  expect(at('2026-03-07 01:00', '2026-03-07 01:25', { counts: 'clock' })).toEqual(['left.minutes', 25, 'calm']);
  expect(at('2026-03-08 12:00', '2026-03-07 10:00', { counts: 'clock' })).toEqual(['over.days', 1, 'over']);
});

test('beyond the slice, or before it came, elapsed time says roughly when', () => {
  expect(at('2026-03-02 09:00', '2026-09-01 09:00')).toEqual(['left.days', 183, 'calm']);
  expect(dueWords(task('2026-03-02 12:00'), shanghai('2026-03-02 09:00'), undefined).key).toBe('left.hours');
});

test('at risk from its instant on; paused and without a clock it says so', () => {
  const risk = { atRiskAt: shanghai('2026-03-02 11:00') };
  expect([at('2026-03-02 10:59', '2026-03-02 12:00', risk)[2], at('2026-03-02 11:00', '2026-03-02 12:00', risk)[2]]).toEqual(['calm', 'risk']);
  expect(at('2026-03-02 10:00', null, { paused: true })[0]).toBe('paused');
  expect(at('2026-03-02 10:00', null)[0]).toBe('none');
});
