import fc from 'fast-check';
import type { ClockPolicy } from '#contracts/clock';
import { MINUTE_MS } from '#domain/calendar/duration';
import { SHANGHAI_2026, shanghai, shanghaiSlice } from '#domain/calendar/slices.fixture';
import { nextDeadline } from './fire.ts';
import { replanClock, setDue, startClock, stopClock } from './plan.ts';
import { named, PRE_WORK, runUntil, wake } from './policies.fixture.ts';

const calendar = shanghaiSlice('2026-11-02', '2026-12-31');
const start = (at: string, policy: ClockPolicy = PRE_WORK) => startClock({ policy, calendar, at: shanghai(at) });

describe('a clock as it starts', () => {
  it('plans everything the handbook’s defaults ask for (4.3)', () => {
    const clock = start('2026-11-21 14:00');
    expect(clock.agenda.map((deadline) => [named(deadline), deadline.at])).toEqual([
      ['remind-before:0', shanghai('2026-11-23 18:00')],
      ['at-risk:0', shanghai('2026-11-24 14:48')],
      ['breach:0', shanghai('2026-11-24 18:00')],
      ['remind-after:0', shanghai('2026-11-24 18:00')],
      ['rung:0', shanghai('2026-11-24 18:00')],
      ['rung:1', shanghai('2026-11-25 14:00')],
      ['remind-after:1', shanghai('2026-11-25 18:00')],
      ['rung:2', shanghai('2026-11-25 18:00')],
      ['remind-after:2', shanghai('2026-11-26 18:00')],
      ['remind-after:3', shanghai('2026-11-27 18:00')],
    ]);
    expect(clock).toMatchObject({ dueAt: shanghai('2026-11-24 18:00'), atRiskAt: shanghai('2026-11-24 14:48'), needsMore: false, provisional: false });
  });

  it('plans no reminder before its own start', () => {
    const clock = start('2026-11-24 10:00', { ...PRE_WORK, due: { working: 'PT4H' } });
    expect(clock.agenda.map(named)).not.toContain('remind-before:0');
  });

  it('counts seconds as clock time at any hour, for a turn walked through in a minute', () => {
    const clock = start('2026-11-21 03:00', { ...PRE_WORK, due: { working: 'PT5S' } });
    expect(clock.dueAt - clock.startedAt).toBe(5000);
    expect(clock.atRiskAt - clock.startedAt).toBe(4000);
  });

  it('is provisional in a year without official data', () => {
    const newYear = shanghaiSlice('2026-12-01', '2027-02-28');
    expect(startClock({ policy: PRE_WORK, calendar: newYear, at: shanghai('2026-12-31 10:00') }).provisional).toBe(true);
  });
});

describe('a clock as it runs', () => {
  it('fires in ascending order, each deadline once', () => {
    const instant = fc.integer({ min: 0, max: 20 * 24 * 60 }).map((minute) => shanghai('2026-11-02 00:00') + minute * MINUTE_MS);
    const due = fc.constantFrom('PT4H', 'P1D', 'P2D', 'P5D', 'PT5S').map((working) => ({ working }));
    fc.assert(
      fc.property(instant, due, fc.array(fc.integer({ min: 1, max: 3 * 24 * 60 }), { maxLength: 12 }), (at, length, naps) => {
        let clock = startClock({ policy: { ...PRE_WORK, due: length }, calendar, at });
        const planned = clock.agenda.map(named);
        const fired: string[] = [];
        let now = at;
        for (const nap of [...naps, 60 * 24 * 60]) {
          expect(clock.agenda.map((one) => one.at)).toEqual(clock.agenda.map((one) => one.at).toSorted((a, b) => a - b));
          now += nap * MINUTE_MS;
          const woken = wake(clock, calendar, now);
          fired.push(...woken.fired);
          clock = replanClock(woken.clock, calendar, now);
        }
        // Rungs that the outage of the last, long nap moved come after it.
        fired.push(...runUntil(clock, calendar, Number.MAX_SAFE_INTEGER).fired.map(([name]) => name));
        expect(fired.toSorted()).toEqual(planned.toSorted());
        expect(clock.breachedAt).toBe(clock.dueAt);
      }),
    );
  });

  it('has nothing to come once stopped', () => {
    const stopped = stopClock(start('2026-11-23 10:00'), shanghai('2026-11-23 11:00'));
    expect(nextDeadline(stopped)).toBeNull();
    expect(setDue(stopped, calendar, { by: 'p', at: 0, dueAt: 1, reason: 'late' })).toBe(stopped);
  });
});

describe('a due time that moves', () => {
  const moved = (clock = start('2026-11-23 10:00'), at = '2026-11-24 11:00', dueAt = '2026-11-27 12:00') =>
    setDue(clock, calendar, { by: 'manager', at: shanghai(at), dueAt: shanghai(dueAt), reason: 'scope grew' });

  it('plans reminders and breach anew', () => {
    const clock = moved();
    expect(clock).toMatchObject({ epoch: 2, dueAt: shanghai('2026-11-27 12:00'), basis: { kind: 'set', by: 'manager' } });
    expect(clock.agenda.find(({ kind }) => kind === 'remind-before')?.at).toBe(shanghai('2026-11-26 12:00'));
    expect(clock.agenda.every(({ at }) => at > shanghai('2026-11-24 11:00'))).toBe(true);
  });

  it('keeps the first breach and the rungs that fired, and can be breached again only by a new deadline', () => {
    const breached = runUntil(start('2026-11-23 10:00'), calendar, shanghai('2026-11-25 11:00')).clock;
    expect(breached).toMatchObject({ breachedAt: shanghai('2026-11-25 10:00'), rungsFired: { 0: shanghai('2026-11-25 10:00') } });
    const again = moved(breached, '2026-11-25 11:00');
    expect(again.agenda.filter(({ kind }) => kind === 'breach' || kind === 'rung').map(named)).toEqual(['breach:0', 'rung:1', 'rung:2']);
    expect(runUntil(again, calendar, shanghai('2026-11-27 12:00')).clock.breachedAt).toBe(shanghai('2026-11-25 10:00'));
    expect(moved(breached, '2026-11-25 11:00', '2026-11-25 10:30').agenda.map(named)).not.toContain('breach:0');
  });
});

describe('a calendar that changes', () => {
  it('plans what it reaches and the rest when more comes, firing nothing twice', () => {
    const short = shanghaiSlice('2026-11-02', '2026-11-25');
    const clock = startClock({ policy: PRE_WORK, calendar: short, at: shanghai('2026-11-23 10:00') });
    expect(clock).toMatchObject({ needsMore: true, dueAt: shanghai('2026-11-25 10:00') });
    expect(clock.agenda.map(named)).toEqual(['remind-before:0', 'at-risk:0', 'breach:0', 'remind-after:0', 'rung:0', 'rung:1']);
    const { clock: later } = runUntil(clock, short, shanghai('2026-11-24 12:00'));
    const replanned = replanClock(later, calendar, shanghai('2026-11-24 12:00'));
    expect(replanned).toMatchObject({ needsMore: false, epoch: 1 });
    const fired = [...runUntil(clock, short, shanghai('2026-11-24 12:00')).fired, ...runUntil(replanned, calendar, shanghai('2026-12-30 00:00')).fired];
    expect(fired.map(([name]) => name)).toEqual(start('2026-11-23 10:00').agenda.map(named));
  });

  it('waits for a calendar that reaches the due time', () => {
    const short = shanghaiSlice('2026-11-23', '2026-11-24');
    const clock = startClock({ policy: PRE_WORK, calendar: short, at: shanghai('2026-11-24 10:00') });
    expect(clock).toMatchObject({ needsMore: true, agenda: [], dueAt: short.validUntil });
    expect(replanClock(clock, short, shanghai('2026-11-24 11:00'))).toBe(clock);
    expect(replanClock(clock, calendar, shanghai('2026-11-24 11:00'))).toMatchObject({ needsMore: false, epoch: 1, dueAt: shanghai('2026-11-26 10:00') });
  });

  it('moves a due time that a new holiday pushes, and raises the epoch', () => {
    const holiday = { ...shanghaiSlice('2026-11-02', '2026-12-31', { ...SHANGHAI_2026, days: { ...SHANGHAI_2026.days, '2026-11-25': 'off' } }), version: 2 };
    const clock = replanClock(start('2026-11-23 10:00'), holiday, shanghai('2026-11-23 12:00'));
    expect(clock).toMatchObject({ dueAt: shanghai('2026-11-26 10:00'), epoch: 2, basis: { calendarVersion: 2 } });
  });

  it('leaves a due time alone that a later slice cannot count again', () => {
    const clock = start('2026-11-23 10:00');
    expect(replanClock(clock, { ...shanghaiSlice('2026-11-24', '2027-01-31'), version: 2 }, shanghai('2026-11-24 12:00')).dueAt).toBe(clock.dueAt);
  });

  it('answers the same object when nothing changes', () => {
    const clock = start('2026-11-23 10:00');
    expect(replanClock(clock, calendar, shanghai('2026-11-23 12:00'))).toBe(clock);
  });
});
