import { shanghai, shanghaiSlice } from '#domain/calendar/slices.fixture';
import { annulBreach, breachedAfter, fire, nextDeadline, skipRung } from './fire.ts';
import { acknowledge, pauseClock, replanClock, setDue, startClock } from './plan.ts';
import { named, PRE_WORK, runUntil, wake } from './policies.fixture.ts';

const calendar = shanghaiSlice('2026-11-02', '2026-12-31');
/** Due Wednesday 25 November 10:00; rungs at 10:00, 15:00 and Thursday 10:00. */
const started = startClock({ policy: PRE_WORK, calendar, at: shanghai('2026-11-23 10:00') });
const breached = runUntil(started, calendar, shanghai('2026-11-25 10:00')).clock;
const rungs = (clock: typeof started): Array<[string, number]> => clock.agenda.filter(({ kind }) => kind === 'rung').map((rung) => [named(rung), rung.at]);

it('fires a deadline once, however often it is asked to', () => {
  const rung = breached.agenda.find(({ kind }) => kind === 'rung')!;
  const once = fire(breached, calendar, rung, rung.at);
  expect(once.rungsFired).toEqual({ 0: shanghai('2026-11-25 10:00'), 1: shanghai('2026-11-25 15:00') });
  expect(fire(once, calendar, rung, rung.at + 1)).toBe(once);
});

describe('an outage', () => {
  it('fires all overdue rungs at the first wake and gives the rest their full gap from then', () => {
    const { clock, fired } = wake(started, calendar, shanghai('2026-11-25 16:00'));
    expect(fired).toEqual(['remind-before:0', 'at-risk:0', 'breach:0', 'remind-after:0', 'rung:0', 'rung:1']);
    // Rung 2 comes four working hours after rung 1: it keeps that distance.
    expect(rungs(clock)).toEqual([['rung:2', shanghai('2026-11-26 11:00')]]);
    expect(clock.breachedAt).toBe(started.dueAt);
  });
  it('does not move anything for a wake within a minute', () => {
    const rung = breached.agenda.find(({ kind }) => kind === 'rung')!;
    expect(rungs(fire(breached, calendar, rung, rung.at + 60_000))).toEqual([['rung:2', shanghai('2026-11-26 10:00')]]);
  });
});

describe('acknowledging', () => {
  const acked = acknowledge(breached, calendar, { by: 'host', at: shanghai('2026-11-25 11:00') });

  it('withholds rungs until it expires; then the next is due, and the gaps go on from there', () => {
    expect(acked.ack).toEqual({ by: 'host', at: shanghai('2026-11-25 11:00'), until: shanghai('2026-11-26 11:00') });
    const { clock, fired } = runUntil(acked, calendar, shanghai('2026-11-26 11:00'));
    expect(fired.map(([name]) => name)).toEqual(['remind-after:1', 'ack-expired:0', 'rung:1']);
    expect(clock.ack).toBeNull();
    expect(rungs(clock)).toEqual([['rung:2', shanghai('2026-11-26 16:00')]]);
  });
  it('leaves a rung whose time is still to come where it is', () => {
    const early = acknowledge(started, calendar, { by: 'host', at: shanghai('2026-11-23 11:00') });
    const { clock } = runUntil(early, calendar, shanghai('2026-11-24 11:00'));
    expect(rungs(clock)).toEqual(rungs(started));
  });
  it('begins anew when given again, and survives a due change', () => {
    const again = acknowledge(acked, calendar, { by: 'host', at: shanghai('2026-11-25 14:00') });
    expect(again.agenda.filter(({ kind }) => kind === 'ack-expired')).toEqual([{ kind: 'ack-expired', index: 0, at: shanghai('2026-11-26 14:00') }]);
    const moved = setDue(again, calendar, { by: 'm', at: shanghai('2026-11-25 15:00'), dueAt: shanghai('2026-11-27 10:00'), reason: 'more time' });
    expect(moved.agenda.map(named)).toContain('ack-expired:0');
  });
});

describe('an empty rung', () => {
  it('makes the next one due at once', () => {
    const skipped = skipRung(breached, 0, calendar, shanghai('2026-11-25 10:01'));
    expect(nextDeadline(skipped)).toMatchObject({ kind: 'rung', index: 1, at: shanghai('2026-11-25 10:01') });
    expect(rungs(skipped)[1]).toEqual(['rung:2', shanghai('2026-11-26 10:00')]);
  });
  it('may not have fired yet, and is then marked', () => {
    const skipped = skipRung(breached, 1, calendar, shanghai('2026-11-25 11:00'));
    expect(Object.keys(skipped.rungsFired)).toEqual(['0', '1']);
    expect(rungs(skipped)).toEqual([['rung:2', shanghai('2026-11-25 11:00')]]);
  });
});

describe('an annulled breach', () => {
  it('stays on record without its rungs, and a later breach is a new one', () => {
    const annulled = annulBreach(breached, calendar, shanghai('2026-11-25 10:00'));
    expect(annulled).toMatchObject({ breachedAt: shanghai('2026-11-25 10:00'), breachAnnulled: true });
    expect(rungs(annulled)).toEqual([]);
    const moved = setDue(annulled, calendar, { by: 'm', at: shanghai('2026-11-25 09:59'), dueAt: shanghai('2026-11-26 10:00'), reason: 'agreed before' });
    expect(runUntil(moved, calendar, shanghai('2026-11-26 10:00')).clock).toMatchObject({ breachedAt: shanghai('2026-11-26 10:00'), breachAnnulled: false });
  });
});

it('annuls a second breach without touching the first', () => {
  const again = setDue(breached, calendar, { by: 'm', at: shanghai('2026-11-25 10:30'), dueAt: shanghai('2026-11-26 10:00'), reason: 'more time' });
  const twice = runUntil(again, calendar, shanghai('2026-11-26 10:00')).clock;
  expect(breachedAfter(twice, shanghai('2026-11-26 09:59'))).toBe(true);
  expect(breachedAfter(twice, shanghai('2026-11-26 10:01'))).toBe(false);
  const annulled = annulBreach(twice, calendar, shanghai('2026-11-26 10:00'));
  expect(annulled).toMatchObject({ breachedAt: shanghai('2026-11-25 10:00'), breachAnnulled: false });
  expect(rungs(replanClock(annulled, calendar, shanghai('2026-11-26 10:05')))).toEqual([]);
  expect(annulBreach(annulled, calendar, 0)).toBe(annulled);
});

it('lets nothing fire while paused', () => {
  expect(nextDeadline(pauseClock(started, calendar, shanghai('2026-11-23 11:00')))).toBeNull();
});
