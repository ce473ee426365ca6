import type { Recurrence } from '#contracts/playbook';
import { nextOccurrence } from './recurrence.ts';
import { berlinSlice, shanghai, shanghaiSlice } from './slices.fixture.ts';

const autumn = shanghaiSlice('2026-09-14', '2026-11-20');
const next = (recurrence: Parameters<typeof nextOccurrence>[1], after: string): unknown => nextOccurrence(autumn, recurrence, shanghai(after));
const on = (local: string): unknown => ({ at: shanghai(local), provisional: false });

describe('nextOccurrence', () => {
  const friday = { kind: 'weekly', weekday: 5, time: '16:00' } as const;
  it('is strictly after', () => {
    expect(next(friday, '2026-10-16 15:59')).toEqual(on('2026-10-16 16:00'));
    expect(next(friday, '2026-10-16 16:00')).toEqual(on('2026-10-23 16:00'));
  });
  it('moves a date off work to the next working day, and finds it again from within the holiday', () => {
    expect(next(friday, '2026-09-30 10:00')).toEqual(on('2026-10-08 16:00'));
    expect(next(friday, '2026-10-05 10:00')).toEqual(on('2026-10-08 16:00'));
    expect(next(friday, '2026-10-08 16:00')).toEqual(on('2026-10-09 16:00'));
  });
  it('meets twice a month; occurrences that fall together are one; a missing day is the month’s last', () => {
    const twice: Recurrence = { kind: 'monthly', days: [1, 15], time: '10:00' };
    expect(next(twice, '2026-09-15 10:00')).toEqual(on('2026-10-08 10:00'));
    expect(next(twice, '2026-10-08 10:00')).toEqual(on('2026-10-15 10:00'));
    expect(next({ kind: 'monthly', days: [1, 2, 3], time: '10:00' }, '2026-10-08 10:00')).toEqual(on('2026-11-02 10:00'));
    expect(next({ kind: 'monthly', days: [31], time: '10:00' }, '2026-09-20 10:00')).toEqual(on('2026-09-30 10:00'));
  });
  it('repeats after its duration', () => {
    expect(next({ kind: 'every', every: { clock: 'PT5S' } }, '2026-10-03 03:00')).toEqual({ at: shanghai('2026-10-03 03:00') + 5000, provisional: false });
    expect(next({ kind: 'every', every: { working: 'P1D' } }, '2026-09-30 10:00')).toEqual(on('2026-10-08 10:00'));
  });
  it('needs more past the slice', () => {
    expect(next(friday, '2026-11-20 16:00')).toEqual({ needsMore: true });
  });
  it('keeps the local time over a switch to summer time', () => {
    const monday = nextOccurrence(berlinSlice('2026-03-16', '2026-04-10'), { kind: 'weekly', weekday: 1, time: '10:00' }, Date.parse('2026-03-28T00:00:00Z'));
    expect(monday).toEqual({ at: Date.parse('2026-03-30T10:00:00+02:00'), provisional: false });
  });
});
