import fc from 'fast-check';
import { HOUR_MS, MINUTE_MS } from '#domain/calendar/duration';
import { shanghai, shanghaiSlice } from '#domain/calendar/slices.fixture';
import { workingMsBetween } from '#domain/calendar/working-time';
import { pauseClock, resumeClock, startClock } from './plan.ts';
import { named, PRE_WORK, runUntil } from './policies.fixture.ts';
import { shiftClock } from './shift.ts';

const calendar = shanghaiSlice('2026-11-02', '2026-12-31');
/** Due Wednesday 25 November 10:00. */
const started = startClock({ policy: PRE_WORK, calendar, at: shanghai('2026-11-23 10:00') });
const move = (clock: typeof started, at: number, duration: { working: string } | { clock: string }, direction: 'later' | 'earlier' = 'later') => shiftClock(clock, calendar, { by: 'm', at, shift: { duration, direction }, reason: 'ill' });

describe('a shift', () => {
  it('moves due time and all that counts from it, and keeps why', () => {
    const moved = move(started, shanghai('2026-11-23 11:00'), { working: 'P2D' });
    expect(moved).toMatchObject({ dueAt: shanghai('2026-11-27 10:00'), epoch: 2, basis: { kind: 'set', by: 'm', reason: 'ill', shift: { from: started.dueAt, duration: { working: 'P2D' }, direction: 'later' } } });
    expect(moved!.agenda.find(({ kind }) => kind === 'rung')?.at).toBe(shanghai('2026-11-27 10:00'));
    expect(move(started, shanghai('2026-11-23 11:00'), { working: 'P1D' }, 'earlier')?.dueAt).toBe(shanghai('2026-11-24 10:00'));
  });

  it('is refused where the calendar does not reach', () => {
    expect(move(started, started.startedAt, { working: 'P60D' })).toBeNull();
  });

  it('gives a stopped clock just so much more, whenever it goes on', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 16 * 60 - 1 }), fc.integer({ min: 1, max: 3 }), fc.integer({ min: 0, max: 10 * 24 * 60 }), (before, days, pause) => {
        const at = started.startedAt + before * MINUTE_MS;
        const ran = runUntil(started, calendar, at).clock;
        const paused = pauseClock(ran, calendar, at);
        const moved = move(paused, at + pause * MINUTE_MS, { working: `P${days}D` })!;
        expect(moved.paused).toEqual({ at, remainingMs: paused.paused!.remainingMs + days * 8 * HOUR_MS });
        const on = at + pause * MINUTE_MS;
        expect(workingMsBetween(calendar, on, resumeClock(moved, calendar, on).dueAt)).toBe(paused.paused!.remainingMs + days * 8 * HOUR_MS);
      }),
    );
  });

  it('fires nothing twice: a breach that stands and rungs that fired stay', () => {
    const overdue = runUntil(started, calendar, shanghai('2026-11-25 11:00')).clock;
    const moved = move(overdue, shanghai('2026-11-25 11:00'), { working: 'P1D' })!;
    expect(moved).toMatchObject({ breachedAt: started.dueAt, rungsFired: overdue.rungsFired, dueAt: shanghai('2026-11-26 10:00') });
    expect(moved.agenda.map(named)).not.toContain('rung:0');
  });
});
