import fc from 'fast-check';
import { buildSlice } from '../calendar/build.ts';
import { singleLayer } from '../calendar/layers.ts';
import { aPiece } from '../task/task.fixture.ts';
import { expectedPublishing, stageOf, type Outlook, type PieceWork } from './expected.ts';
import { windowAfter, windowVerdict } from './window.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const zone = { timeZone: 'Asia/Shanghai', offsetAt: () => 8 * HOUR_MS };
const calendar = singleLayer('org', 1, { format: 2, timeZone: zone.timeZone, hours: [['09:00', '12:00'], ['13:00', '18:00']], weekdays: [1, 2, 3, 4, 5], days: {}, officialYears: [2026] });
const at = (text: string): number => Date.parse(`${text}+08:00`);
const MONDAY = at('2026-11-23T10:00');
const window = { from: '02:00', until: '04:00' };
const outlook = (changes: Partial<Outlook> = {}): Outlook => ({
  now: MONDAY, work: [], plannedAt: null, window, zone, slice: buildSlice(calendar, { from: MONDAY - DAY_MS, until: MONDAY + 60 * DAY_MS, zone }),
  allowed: { production: { working: 'P5D' }, checks: { daily: { working: 'PT4H' }, weekly: { working: 'PT4H' }, final: { working: 'PT4H' } }, publishing: { working: 'P1D' } }, ...changes,
});
const work = (changes: Partial<PieceWork>): PieceWork => ({ key: 'editing', check: null, openedAt: MONDAY, dueAt: MONDAY + DAY_MS, ...changes });
const passed = (level: 'daily' | 'weekly' | 'final', result: 'passed' | 'failed' = 'passed') => ({ level, result, by: 'x', at: 1, defects: [], taskId: 't' });

describe('the publishing window (2.1)', () => {
  it.each([['2026-11-24T02:00', 'inside'], ['2026-11-24T03:59', 'inside'], ['2026-11-24T04:00', 'outside'], ['2026-11-24T01:59', 'outside'], ['2026-11-24T18:00', 'outside']])('%s is %s', (when, verdict) => {
    expect(windowVerdict(at(when), window, zone)).toBe(verdict);
  });
  it('may go past midnight', () => {
    const late = { from: '23:00', until: '01:00' };
    expect([at('2026-11-24T00:30'), at('2026-11-23T23:00'), at('2026-11-24T01:00')].map((one) => windowVerdict(one, late, zone))).toEqual(['inside', 'inside', 'outside']);
  });
  it('is always ahead or open, and never further than a day', () => {
    const time = fc.integer({ min: 0, max: 24 * 60 - 1 }).map((minute) => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`);
    fc.assert(fc.property(fc.integer({ min: MONDAY, max: MONDAY + 9 * DAY_MS }), time, time, (when, from, until) => {
      const next = windowAfter(when, { from, until }, zone);
      expect(next.until).toBeGreaterThan(when);
      expect(next.from - when).toBeLessThanOrEqual(DAY_MS);
      expect(windowVerdict(next.from, { from, until }, zone)).toBe('inside');
    }));
  });
});

describe('when a piece goes out', () => {
  it('is when it did, else when people plan to, and never for one that is dropped', () => {
    expect(expectedPublishing(aPiece({ state: 'published', publishedAt: at('2026-11-20T03:00') }), outlook())).toMatchObject({ at: at('2026-11-20T03:00'), basis: 'published', window: 'inside' });
    expect(expectedPublishing(aPiece(), outlook({ plannedAt: at('2026-12-01T20:00') }))).toMatchObject({ at: at('2026-12-01T20:00'), basis: 'planned', window: 'outside' });
    expect(expectedPublishing(aPiece({ state: 'dropped' }), outlook())).toBeNull();
  });
  it('is the first window between being ready and having to be out', () => {
    const ready = aPiece({ state: 'ready', checks: [passed('daily'), passed('weekly'), passed('final')] });
    const due = at('2026-11-24T10:00');
    expect(expectedPublishing(ready, outlook({ work: [work({ key: 'publishing', dueAt: due })] }))).toMatchObject({ at: at('2026-11-24T02:00'), basis: 'clocks', window: 'inside', latest: due });
    expect(expectedPublishing(ready, outlook({ work: [work({ key: 'publishing', dueAt: at('2026-11-23T18:00') })] }))).toMatchObject({ at: at('2026-11-23T18:00'), window: 'outside' });
  });
  it('counts what is still to come in working time', () => {
    const checking = aPiece({ state: 'checking', checks: [passed('daily'), passed('weekly')] });
    // The weekly check is through; the final one has 4 h from Monday 10:00, publishing a day from then.
    expect(expectedPublishing(checking, outlook())).toMatchObject({ earliest: at('2026-11-23T15:00'), latest: at('2026-11-24T15:00'), at: at('2026-11-24T02:00'), window: 'inside' });
    expect(expectedPublishing(aPiece({ state: 'planned' }), outlook())).toMatchObject({ earliest: at('2026-12-01T15:00'), latest: at('2026-12-02T15:00') });
  });
  it('says where it stands: at the level that looks at it, or the first that it has not passed', () => {
    expect(stageOf(aPiece({ state: 'producing' }), [])).toBe('producing');
    expect(stageOf(aPiece({ state: 'checking', checks: [passed('daily')] }), [])).toBe('weekly');
    expect(stageOf(aPiece({ state: 'checking', checks: [passed('daily'), passed('weekly', 'failed')] }), [work({ check: 'daily' })])).toBe('daily');
  });
});
