import fc from 'fast-check';
import { HOUR_MS } from './duration.ts';
import { shanghai, shanghaiSlice } from './slices.fixture.ts';
import { elapsedSpan, workingSpan } from './span.ts';
import { addDuration, workingMsBetween } from './working-time.ts';

const slice = shanghaiSlice('2026-03-01', '2026-06-01');
const span = (from: string, to: string) => workingSpan(slice, shanghai(from), shanghai(to));

test.each([
  ['2026-03-02 09:00', '2026-03-02 12:00', 0, 3],
  ['2026-03-06 17:30', '2026-03-09 13:30', 0, 4],
  ['2026-03-07 14:00', '2026-03-10 18:00', 2, 0],
  ['2026-03-03 10:00', '2026-03-05 10:00', 2, 0],
  ['2026-03-03 10:00', '2026-03-05 11:00', 2, 1],
])('%s to %s is %i working days and %i hours (handbook 4.3)', (from, to, days, hours) => {
  expect(span(from, to)).toEqual({ days, ms: hours * HOUR_MS, past: false });
});

test('work that is over counts the working time since', () => {
  expect(span('2026-03-09 10:00', '2026-03-06 17:00')).toEqual({ days: 0, ms: 2 * HOUR_MS, past: true });
  expect(span('2026-03-06 19:00', '2026-03-06 18:00')).toEqual({ days: 0, ms: 0, past: true });
});

test('a slice that does not reach says so', () => {
  expect(span('2026-03-03 10:00', '2026-08-01 10:00')).toBeNull();
});

test('as many days as fit, and never one more', () => {
  const instant = fc.integer({ min: shanghai('2026-03-02 00:00'), max: shanghai('2026-05-20 00:00') });
  fc.assert(fc.property(instant, instant, (a, b) => {
    const [from, to] = [Math.min(a, b), Math.max(a, b)];
    const { days, ms } = workingSpan(slice, from, to)!;
    const after = (count: number) => (addDuration(slice, from, { working: `P${count}D` }) as { at: number }).at;
    const start = days === 0 ? from : after(days);
    expect([start <= to, after(days + 1) > to, ms]).toEqual([true, true, workingMsBetween(slice, start, to)]);
  }));
});

test('elapsed time counts days of 24 hours', () => {
  expect(elapsedSpan(0, 30 * HOUR_MS)).toEqual({ days: 1, ms: 6 * HOUR_MS, past: false });
  expect(elapsedSpan(30 * HOUR_MS, 0)).toEqual({ days: 1, ms: 6 * HOUR_MS, past: true });
});
