import { buildSlice } from '../calendar/build.ts';
import { closingOf } from './action-due.ts';
import { judgeOutcome } from './outcome.ts';
import { aTask } from './task.fixture.ts';

const SHANGHAI = () => 8 * 3_600_000;
const calendar = buildSlice(
  { timeZone: 'Asia/Shanghai', hours: [['09:00', '12:00'], ['13:00', '18:00']], weekdays: [1, 2, 3, 4, 5], days: {}, officialYears: [2026] },
  { calendarId: 'org', version: 1, from: Date.UTC(2026, 2, 2), until: Date.UTC(2026, 2, 20), offsetAt: SHANGHAI },
);
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
