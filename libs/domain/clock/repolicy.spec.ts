import fc from 'fast-check';
import type { ClockPolicy } from '#contracts/clock';
import { HOUR_MS, MINUTE_MS } from '#domain/calendar/duration';
import { shanghai, shanghaiSlice } from '#domain/calendar/slices.fixture';
import { dueDeadlines } from './fire.ts';
import { acknowledge, pauseClock, resumeClock, setDue, startClock } from './plan.ts';
import { named, PRE_WORK, runUntil } from './policies.fixture.ts';
import { repolicyClock } from './repolicy.ts';

const calendar = shanghaiSlice('2026-11-02', '2027-06-30');
const start = shanghai('2026-11-23 10:00');
const END = shanghai('2027-05-01 10:00');
const mover = { by: 'm', reason: 'version 2' };
const move = (clock: ReturnType<typeof startClock>, policy: ClockPolicy, now: number) => repolicyClock(clock, policy, calendar, now, mover);

const hours = (max: number) => fc.integer({ min: 1, max }).map((count) => `PT${count}H`);
const duration = (max: number) => fc.oneof(hours(max).map((working) => ({ working })), hours(max).map((clock) => ({ clock })));
const policies: fc.Arbitrary<ClockPolicy> = fc.record({
  due: duration(60),
  source: fc.constant('4.3'),
  atRiskShare: fc.constantFrom(0.5, 0.8),
  remindBefore: fc.array(duration(20), { maxLength: 2 }),
  remindAtDue: fc.boolean(),
  remindAfter: fc.option(fc.record({ every: duration(20), max: fc.integer({ min: 0, max: 3 }) }), { nil: null }),
  ladder: fc.array(duration(40), { maxLength: 4 }).map((gaps) => gaps.map((after) => ({ after, to: [{ kind: 'manager' as const }] }))),
  acknowledgeFor: fc.constant({ working: 'P1D' }),
});
const rungs = (names: string[]) => names.filter((name) => name.startsWith('rung:'));

describe('a clock under another policy', () => {
  it('fires nothing twice and loses nothing: one breach, each rung of the new ladder once, whenever it moves', () => {
    fc.assert(
      fc.property(policies, policies, fc.integer({ min: 0, max: 24 * 60 * 20 }), (old, other, minutes) => {
        const now = start + minutes * MINUTE_MS;
        const before = runUntil(startClock({ policy: old, calendar, at: start }), calendar, now);
        const moved = move(before.clock, other, now);
        const after = runUntil(moved, calendar, END);
        const all = [...before.fired, ...after.fired].map(([name]) => name);
        expect(all.filter((name) => name === 'breach:0')).toHaveLength(1);
        // Each telling before the move stands for one rung of the new ladder; every other rung of it comes once.
        const came = rungs(after.fired.map(([name]) => name));
        expect(new Set(came).size).toBe(came.length);
        expect(came).toHaveLength(Math.max(0, other.ladder.length - Object.keys(before.clock.rungsFired).length));
        expect(Object.keys(after.clock.rungsFired)).toEqual([...other.ladder.keys()].map(String));
        for (const at of Object.values(moved.rungsFired)) expect(Object.values(before.clock.rungsFired)).toContain(at);
        // Reminders of a due time that stands come once; a due time that moved has its own.
        const soft = all.filter((name) => !name.startsWith('rung:'));
        if (moved.dueAt === before.clock.dueAt) expect(new Set(soft).size).toBe(soft.length);
        // A reminder whose time has passed would only be noise.
        if (other.remindAtDue && moved.dueAt > now) expect(all).toContain('remind-after:0');
        expect(moved.agenda).toEqual([...moved.agenda].sort((a, b) => a.at - b.at));
        expect(after.clock.agenda).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('follows the new due time from its own beginning, and never puts one that lay ahead into the past', () => {
    const clock = startClock({ policy: PRE_WORK, calendar, at: start });
    const longer = move(clock, { ...PRE_WORK, due: { working: 'P3D' } }, shanghai('2026-11-23 15:00'));
    expect(longer).toMatchObject({ dueAt: shanghai('2026-11-26 10:00'), epoch: 2, basis: { kind: 'policy', duration: { working: 'P3D' } } });
    const shorter = move(clock, { ...PRE_WORK, due: { working: 'PT1H' } }, shanghai('2026-11-23 15:00'));
    expect(shorter).toMatchObject({ dueAt: clock.dueAt, epoch: 1 });
  });

  it('keeps a due time that people set, a breach, and an acknowledgement in force', () => {
    const policy = { ...PRE_WORK, due: { working: 'P9D' }, ladder: PRE_WORK.ladder.slice(0, 1) };
    const clock = startClock({ policy: PRE_WORK, calendar, at: start });
    const set = setDue(clock, calendar, { by: 'm', at: start, dueAt: shanghai('2026-11-27 16:00'), reason: 'agreed' });
    expect(move(set, policy, start + HOUR_MS)).toMatchObject({ dueAt: set.dueAt, basis: set.basis, rungsFired: {} });
    const late = runUntil(clock, calendar, shanghai('2026-11-25 11:00')).clock;
    const acked = acknowledge(late, calendar, { by: 'host', at: shanghai('2026-11-25 11:00') });
    const moved = move(acked, policy, shanghai('2026-11-25 12:00'));
    expect(moved).toMatchObject({ breachedAt: clock.dueAt, dueAt: clock.dueAt, ack: acked.ack });
    expect(moved.agenda.map(named)).toContain('ack-expired:0');
    expect(moved.agenda.map(named)).not.toContain('rung:1');
  });

  it('stays stopped in a pause, and goes on with what the new policy leaves', () => {
    const paused = pauseClock(startClock({ policy: PRE_WORK, calendar, at: start }), calendar, shanghai('2026-11-23 11:00'));
    const moved = move(paused, { ...PRE_WORK, due: { working: 'P3D' } }, shanghai('2026-12-01 11:00'));
    expect(dueDeadlines(moved, END)).toEqual([]);
    expect(moved.paused).toEqual({ at: paused.paused!.at, remainingMs: paused.paused!.remainingMs + 8 * HOUR_MS });
    expect(resumeClock(moved, calendar, shanghai('2026-12-02 11:00')).dueAt).toBe(shanghai('2026-12-07 10:00'));
  });

  it('after a pause keeps what was left; as an instant where working and elapsed time change places', () => {
    const resumed = resumeClock(pauseClock(startClock({ policy: PRE_WORK, calendar, at: start }), calendar, start + HOUR_MS), calendar, start + 3 * HOUR_MS);
    expect(move(resumed, { ...PRE_WORK, due: { working: 'P5D' } }, start + 4 * HOUR_MS)).toMatchObject({ dueAt: resumed.dueAt, basis: resumed.basis });
    expect(move(resumed, { ...PRE_WORK, due: { clock: 'PT24H' } }, start + 4 * HOUR_MS)).toMatchObject({ dueAt: resumed.dueAt, basis: { kind: 'set', by: 'm', reason: 'version 2' } });
  });

  it('is the same object under the same policy, or closed', () => {
    const clock = startClock({ policy: PRE_WORK, calendar, at: start });
    expect(move(clock, structuredClone(PRE_WORK), start)).toBe(clock);
    const closed = { ...clock, stoppedAt: start, agenda: [] };
    expect(move(closed, { ...PRE_WORK, due: { working: 'P3D' } }, start)).toBe(closed);
  });
});
