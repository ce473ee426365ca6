import fc from 'fast-check';
import { buildSlice } from '../calendar/build.ts';
import { singleLayer } from '../calendar/layers.ts';
import { effortOf, loadOf, nominalDay, type OpenWork, type PersonTime } from './load.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const zone = { timeZone: 'Asia/Shanghai', offsetAt: () => 8 * HOUR_MS };
const calendar = singleLayer('org', 1, { format: 2, timeZone: zone.timeZone, hours: [['09:00', '12:00'], ['13:00', '18:00']], weekdays: [1, 2, 3, 4, 5], days: {}, officialYears: [2026] });
/** Monday 2026-11-23, 09:00 in Shanghai. */
const MONDAY = Date.UTC(2026, 10, 23, 1);
const slice = buildSlice(calendar, { from: MONDAY, until: MONDAY + 60 * DAY_MS, zone });
const time = (changes: Partial<PersonTime> = {}): PersonTime => ({ slice, away: [], now: MONDAY, share: 0.25, ...changes });
const work = (changes: Partial<OpenWork> = {}): OpenWork => ({ taskId: 't', allowed: { working: 'P2D' }, dueAt: MONDAY + 2 * DAY_MS - 15 * HOUR_MS, paused: false, among: 1, ...changes });
const hours = (days: Array<{ loadMs: number }>): number[] => days.map(({ loadMs }) => loadMs / HOUR_MS);

describe('the load of a person', () => {
  it('spreads a quarter of the time allowed evenly over the days until it is due', () => {
    expect(hours(loadOf(time(), [work()])).slice(0, 3)).toEqual([2, 2, 0]);
    expect(loadOf(time(), [work()])[0]).toMatchObject({ date: '2026-11-23', capacityMs: 8 * HOUR_MS, tasks: [{ taskId: 't', ms: 2 * HOUR_MS }] });
  });

  it('puts what is overdue on the first day they work, and what is due while they are away on the day they are back', () => {
    expect(hours(loadOf(time(), [work({ dueAt: MONDAY - 1 })])).slice(0, 2)).toEqual([4, 0]);
    const away = [{ from: MONDAY, until: MONDAY + 2 * DAY_MS }];
    const days = loadOf(time({ away }), [work()]);
    expect(hours(days).slice(0, 4)).toEqual([0, 0, 4, 0]);
    expect(days.slice(0, 3).map(({ capacityMs }) => capacityMs / HOUR_MS)).toEqual([0, 0, 8]);
  });

  it('shares what several could take, and leaves out what is paused or has no clock', () => {
    expect(hours(loadOf(time(), [work({ among: 4 })])).slice(0, 2)).toEqual([0.5, 0.5]);
    expect(loadOf(time(), [work({ paused: true }), work({ dueAt: null }), work({ allowed: null })]).every(({ loadMs }) => loadMs === 0)).toBe(true);
  });

  it('counts a duration by the person\'s own day', () => {
    expect(effortOf({ working: 'P1DT2H' }, 6 * HOUR_MS)).toBe(8 * HOUR_MS);
    expect(effortOf({ clock: 'PT30M' }, 8 * HOUR_MS)).toBe(HOUR_MS / 2);
    expect(effortOf({ clock: 'P3DT20H' }, 8 * HOUR_MS)).toBe(32 * HOUR_MS);
    expect(nominalDay(slice)).toBe(8 * HOUR_MS);
    expect(nominalDay({ ...slice, days: [] })).toBe(0);
  });

  it('loses nothing and invents nothing: every task comes to its whole, only on days that are worked, never past its due day', () => {
    const aTask = fc.record({ taskId: fc.uuid(), allowed: fc.constantFrom({ working: 'PT4H' }, { working: 'P5D' }, { clock: 'PT24H' }), dueAt: fc.integer({ min: -5, max: 40 }).map((n) => MONDAY + n * DAY_MS + HOUR_MS), paused: fc.constant(false), among: fc.integer({ min: 1, max: 3 }) });
    const gone = fc.record({ from: fc.nat(20), length: fc.nat(10) }).map(({ from, length }) => ({ from: MONDAY + from * DAY_MS, until: MONDAY + (from + length) * DAY_MS }));
    fc.assert(
      fc.property(fc.array(aTask, { maxLength: 8 }), fc.array(gone, { maxLength: 2 }), fc.integer({ min: 0, max: 5 * 24 }), (tasks, away, later) => {
        const now = MONDAY + later * HOUR_MS;
        const days = loadOf(time({ away, now }), tasks);
        for (const task of tasks) {
          const parts = days.flatMap((day) => day.tasks.filter(({ taskId }) => taskId === task.taskId).map(({ ms }) => ({ day, ms })));
          const whole = (effortOf(task.allowed, 8 * HOUR_MS) * 0.25) / task.among;
          expect(parts.reduce((sum, { ms }) => sum + ms, 0)).toBeCloseTo(whole, 3);
          expect(parts.every(({ day, ms }) => day.capacityMs > 0 && ms > 0)).toBe(true);
          if (parts.length > 1) expect(parts.every(({ day }) => Date.parse(`${day.date}T00:00:00+08:00`) < task.dueAt)).toBe(true);
        }
      }),
    );
  });
});
