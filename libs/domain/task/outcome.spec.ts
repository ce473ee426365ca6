import { shanghaiSlice } from '../calendar/slices.fixture.ts';
import { closingOf } from './action-due.ts';
import { judgeOutcome } from './outcome.ts';
import { aTask } from './task.fixture.ts';

const calendar = shanghaiSlice('2026-03-02', '2026-03-20');
const now = Date.UTC(2026, 2, 4, 4);
const context = { now, calendar, bar: { total: 42, minimums: { hook: 2 } } };
const final = aTask({ subject: { check: 'final' } });
const scores = (hook: number, each = 4) => ({ hook, ...Object.fromEntries(Array.from({ length: 11 }, (_, item) => [`item${item}`, each])) });

describe('answers that steer a run', () => {
  it('refuses a failed check without defects', () => {
    expect(judgeOutcome(final, { decision: 'failed', defects: [] }, context)).toMatchObject({ detail: { field: 'defects' } });
    expect(judgeOutcome(final, { decision: 'failed', defects: [{ code: 'x', note: 'y' }] }, context)).toBeNull();
  });

  it('passes a final check only over the publish bar: total and every minimum (2.1)', () => {
    expect(judgeOutcome(final, { decision: 'passed', quality: scores(4) }, context)).toBeNull();
    expect(judgeOutcome(final, { decision: 'passed', quality: scores(1) }, context)).toMatchObject({ detail: { field: 'quality/hook', rule: 'quality-bar' } });
    expect(judgeOutcome(final, { decision: 'passed', quality: scores(4, 3) }, context)).toMatchObject({ detail: { field: 'quality' } });
    expect(judgeOutcome(final, { decision: 'failed', quality: scores(1), defects: [{ code: 'x', note: 'y' }] }, context)).toBeNull();
  });

  it('takes an action due on a day that still closes, and names the field of one that does not', () => {
    expect(judgeOutcome(null, { actions: [{ due: '2026-03-04' }] }, context)).toBeNull();
    expect(judgeOutcome(null, { actions: [{ due: '2026-03-05' }, { due: '2026-03-03' }] }, context)).toMatchObject({ detail: { field: 'actions/1/due' } });
  });

  it('makes a date off work the closing of the working day before', () => {
    expect(closingOf(calendar, '2026-03-07')).toBe(Date.UTC(2026, 2, 6, 10));
    expect(closingOf(calendar, '2026-03-09')).toBe(Date.UTC(2026, 2, 9, 10));
    expect(closingOf(calendar, '2026-02-01')).toBeNull();
  });
});
