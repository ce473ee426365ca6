import fc from 'fast-check';
import { HOUR_MS, MINUTE_MS } from '#domain/calendar/duration';
import { workingMsBetween } from '#domain/calendar/working-time';
import { shanghai, shanghaiSlice } from '#domain/calendar/slices.fixture';
import { dueDeadlines } from './fire.ts';
import { acknowledge, pauseClock, replanClock, resumeClock, setDue, startClock } from './plan.ts';
import { named, PRE_WORK, runUntil } from './policies.fixture.ts';

const calendar = shanghaiSlice('2026-11-02', '2026-12-31');
/** Due Wednesday 25 November 10:00. */
const started = startClock({ policy: PRE_WORK, calendar, at: shanghai('2026-11-23 10:00') });

describe('a paused clock', () => {
  it('keeps the working time that was left', () => {
    const minutes = (max: number) => fc.integer({ min: 0, max });
    fc.assert(
      fc.property(minutes(60 * 40), minutes(60 * 24 * 14), (run, pause) => {
        const at = started.startedAt + run * MINUTE_MS;
        const ran = runUntil(started, calendar, at).clock;
        const resumedAt = at + pause * MINUTE_MS;
        const resumed = resumeClock(pauseClock(ran, calendar, at), calendar, resumedAt);
        expect(workingMsBetween(calendar, resumedAt, resumed.dueAt)).toBe(workingMsBetween(calendar, at, started.dueAt));
        expect(resumed.basis).toMatchObject({ kind: 'resumed', at: resumedAt, calendarVersion: 1 });
        const names = resumed.agenda.map(named);
        expect(names).toContain('breach:0');
        // What had fired before the pause does not fire again.
        expect(names.filter((name) => !ran.agenda.map(named).includes(name))).toEqual([]);
      }),
    );
  });

  it('stays overdue, and the gap to the next rung goes on', () => {
    const overdue = runUntil(started, calendar, shanghai('2026-11-25 11:00')).clock;
    const paused = pauseClock(overdue, calendar, shanghai('2026-11-25 11:00'));
    expect(paused.paused).toEqual({ at: shanghai('2026-11-25 11:00'), remainingMs: -HOUR_MS });
    const resumed = resumeClock(paused, calendar, shanghai('2026-11-30 09:00'));
    expect(resumed).toMatchObject({ dueAt: started.dueAt, epoch: 1, breachedAt: started.dueAt });
    // Three working hours were left of the four: 9–12 on Monday.
    expect(resumed.agenda.find(({ kind }) => kind === 'rung')).toMatchObject({ index: 1, at: shanghai('2026-11-30 12:00') });
  });

  it('has nothing due, and pausing twice changes nothing', () => {
    const paused = pauseClock(started, calendar, shanghai('2026-11-23 11:00'));
    expect(dueDeadlines(paused, shanghai('2026-12-30 00:00'))).toEqual([]);
    expect(pauseClock(paused, calendar, shanghai('2026-11-23 12:00'))).toBe(paused);
  });

  it('gives an acknowledgement its remaining time back', () => {
    const acked = acknowledge(started, calendar, { by: 'host', at: shanghai('2026-11-23 10:00') });
    const resumed = resumeClock(pauseClock(acked, calendar, shanghai('2026-11-23 11:00')), calendar, shanghai('2026-11-26 11:00'));
    expect(resumed.ack?.until).toBe(shanghai('2026-11-27 10:00'));
    expect(resumed.agenda.find(({ kind }) => kind === 'ack-expired')?.at).toBe(resumed.ack?.until);
  });

  it('takes a due time set meanwhile, and shifts it by the rest of the pause only', () => {
    const paused = pauseClock(started, calendar, shanghai('2026-11-23 11:00'));
    const moved = setDue(paused, calendar, { by: 'm', at: shanghai('2026-11-24 11:00'), dueAt: shanghai('2026-11-26 11:00'), reason: 'later' });
    expect(dueDeadlines(moved, shanghai('2026-12-30 00:00'))).toEqual([]);
    expect(resumeClock(moved, calendar, shanghai('2026-11-25 11:00')).dueAt).toBe(shanghai('2026-11-27 11:00'));
  });

  it('comes back from a calendar that did not reach the due time', () => {
    const short = shanghaiSlice('2026-11-23', '2026-11-24');
    const clock = startClock({ policy: PRE_WORK, calendar: short, at: shanghai('2026-11-24 10:00') });
    const paused = pauseClock(clock, short, shanghai('2026-11-24 14:00'));
    expect(paused.paused?.remainingMs).toBe(13 * HOUR_MS);
    expect(resumeClock(paused, calendar, shanghai('2026-11-25 14:00'))).toMatchObject({ needsMore: false, dueAt: shanghai('2026-11-27 10:00') });
  });
});

describe('a long pause', () => {
  /** What the run holds three weeks later: a slice that begins after the pause. */
  const later = shanghaiSlice('2026-12-07', '2027-02-28');

  it('needs no calendar that reaches back to its beginning', () => {
    const overdue = pauseClock(runUntil(started, calendar, shanghai('2026-11-25 11:00')).clock, calendar, shanghai('2026-11-25 11:00'));
    expect(resumeClock(overdue, later, shanghai('2026-12-21 09:00')).agenda[0]).toMatchObject({ kind: 'rung', index: 1, at: shanghai('2026-12-21 12:00') });
    const early = pauseClock(started, calendar, shanghai('2026-11-23 11:00'));
    const resumed = resumeClock(replanClock(early, later, shanghai('2026-12-20 09:00')), later, shanghai('2026-12-21 11:00'));
    expect(resumed).toMatchObject({ dueAt: shanghai('2026-12-23 10:00'), atRiskAt: shanghai('2026-12-22 15:48') });
  });

  it('is planned meanwhile when more of the calendar comes, so that it stops asking', () => {
    const short = shanghaiSlice('2026-11-23', '2026-11-24');
    const paused = pauseClock(startClock({ policy: PRE_WORK, calendar: short, at: shanghai('2026-11-24 10:00') }), short, shanghai('2026-11-24 14:00'));
    const replanned = replanClock(paused, calendar, shanghai('2026-11-24 15:00'));
    expect(replanned).toMatchObject({ needsMore: false, dueAt: shanghai('2026-11-26 10:00'), paused: { remainingMs: 13 * HOUR_MS } });
    expect(dueDeadlines(replanned, shanghai('2026-12-30 00:00'))).toEqual([]);
    expect(replanClock(replanned, calendar, shanghai('2026-11-24 16:00'))).toBe(replanned);
    expect(resumeClock(replanned, calendar, shanghai('2026-11-25 14:00')).dueAt).toBe(shanghai('2026-11-27 10:00'));
  });

  it('counts an acknowledgement given during it from its end', () => {
    const paused = pauseClock(started, calendar, shanghai('2026-11-23 11:00'));
    const acked = acknowledge(paused, calendar, { by: 'host', at: shanghai('2026-11-24 11:00') });
    expect(resumeClock(acked, later, shanghai('2026-12-21 11:00')).ack?.until).toBe(shanghai('2026-12-22 11:00'));
  });
});

describe('clock time', () => {
  const crisis = { ...PRE_WORK, due: { clock: 'PT2H' } };
  it('runs on through a pause unless the playbook says otherwise', () => {
    const clock = startClock({ policy: crisis, calendar, at: shanghai('2026-11-23 10:00') });
    expect(pauseClock(clock, calendar, shanghai('2026-11-23 11:00'))).toBe(clock);
    const stopping = startClock({ policy: { ...crisis, stopsOnPause: true }, calendar, at: shanghai('2026-11-23 10:00') });
    const resumed = resumeClock(pauseClock(stopping, calendar, shanghai('2026-11-23 11:00')), calendar, shanghai('2026-11-28 03:00'));
    expect(resumed.dueAt).toBe(shanghai('2026-11-28 04:00'));
  });
});
