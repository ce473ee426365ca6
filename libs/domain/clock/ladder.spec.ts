import type { ClockPolicy, ClockState, Rung } from '#contracts/clock';
import { shanghai, shanghaiSlice } from '#domain/calendar/slices.fixture';
import { explainClock } from './explain.ts';
import { annulBreach, fire, skipRung } from './fire.ts';
import { holdOf, holdRung } from './hold.ts';
import { acknowledge, changeSeverity, pauseClock, resumeClock, setDue, startClock, stopClock } from './plan.ts';
import { PRE_WORK, runUntil } from './policies.fixture.ts';

const calendar = shanghaiSlice('2026-11-02', '2026-12-31');
const saturday = shanghai('2026-11-21 23:00');
const monday = shanghai('2026-11-23 09:00');
const held: Rung = { after: { clock: 'PT0S' }, to: [{ kind: 'assignee' }], hold: 'working', repeat: { every: { working: 'PT2H' }, max: 2 } };
const ladder: Rung[] = [held, { after: { clock: 'PT1H' }, to: [{ kind: 'manager' }], hold: 'working' }, { after: { clock: 'PT2H' }, to: [{ kind: 'admin' }] }];
const policy: ClockPolicy = { ...PRE_WORK, due: { clock: 'PT24H' }, remindBefore: [], remindAtDue: false, remindAfter: null, ladder };
const started = startClock({ policy, calendar, at: shanghai('2026-11-20 23:00') });
const breached = fire(fire(started, calendar, { kind: 'at-risk', index: 0, at: 0 }, started.atRiskAt), calendar, { kind: 'breach', index: 0, at: 0 }, saturday);
const rung = (clock: ClockState, index: number) => clock.agenda.find((one) => one.kind === 'rung' && one.index === index);
const of = (clock: ClockState, index: number) => explainClock(clock, calendar).deadlines.find((one) => one.kind === 'rung' && one.index === index)!;
const facts = (clock: ClockState, index: number): string[] => of(clock, index).facts.map(({ what }) => what);

describe('holding a rung until somebody is at work', () => {
  const hold = holdOf(held, ['host', 'script'], () => calendar, saturday)!;
  const waiting = holdRung(breached, calendar, rung(breached, 0)!, hold, saturday);

  it('waits for the first of them, and not at all when one is at work, nobody is told or the rung is not held', () => {
    expect(hold).toEqual({ until: monday, person: 'host', calendarId: 'org' });
    const nights = { ...calendar, calendarId: 'nights', days: [{ date: '2026-11-21', offsetMs: 8 * 3_600_000, intervals: [[saturday, saturday + 3_600_000] as [number, number]] }] };
    expect(holdOf(held, ['host', 'guard'], (person) => (person === 'guard' ? nights : calendar), saturday)).toBeNull();
    expect(holdOf(held, [], () => calendar, saturday)).toBeNull();
    expect(holdOf(ladder[2], ['host'], () => calendar, saturday)).toBeNull();
    expect(holdOf(held, ['host'], () => ({ ...calendar, days: [] }), saturday)).toBeNull();
  });
  it('keeps the distance of held rungs after it and leaves the others alone', () => {
    expect(waiting.agenda.map(({ kind, index, at }) => [kind, index, at])).toEqual([
      ['rung', 2, shanghai('2026-11-22 01:00')],
      ['rung', 0, monday],
      ['rung', 1, shanghai('2026-11-23 10:00')],
    ]);
  });
  it('is explained: until when, for whose working time, and that it then fired', () => {
    expect(of(waiting, 0)).toMatchObject({ status: 'held', at: monday, facts: [{ what: 'held', due: saturday, until: monday, by: 'host', calendarId: 'org' }] });
    const { clock } = runUntil(waiting, calendar, monday);
    expect(of(clock, 0)).toMatchObject({ status: 'fired', firedAt: monday, facts: [{ what: 'held' }, { what: 'fired', at: monday, due: monday, to: held.to }] });
    expect(explainClock(clock, calendar).deadlines.find(({ kind }) => kind === 'rung-repeat')).toMatchObject({ countedFrom: 'last-told', at: shanghai('2026-11-23 11:00'), status: 'pending', to: held.to });
  });
});

describe('the stored answer to why a rung did not fire', () => {
  const at = saturday + 60_000;
  it('names who acknowledged and until when, and that it ran out', () => {
    const acked = acknowledge(breached, calendar, { by: 'host', at });
    expect(of(acked, 2)).toMatchObject({ status: 'withheld', facts: [{ what: 'withheld', by: 'host', until: acked.ack!.until }] });
    expect(facts(runUntil(acked, calendar, acked.ack!.until).clock, 0)).toEqual(['withheld', 'ack-expired', 'fired']);
  });
  it('says that it reached nobody', () => {
    const empty = skipRung(fire(breached, calendar, rung(breached, 0)!, saturday), 0, calendar, at);
    expect(of(empty, 0)).toMatchObject({ status: 'skipped', firedAt: saturday });
    expect(facts(empty, 0)).toEqual(['fired', 'empty']);
    expect(empty.agenda.some(({ kind }) => kind === 'rung-repeat')).toBe(false);
  });
  it('says that the breach was annulled, and still does after the due time moved', () => {
    const annulled = annulBreach(breached, calendar, at);
    expect(of(annulled, 1)).toMatchObject({ status: 'will-not-fire', reason: 'annulled' });
    const moved = setDue(annulled, calendar, { by: 'manager', at, dueAt: monday, reason: 'agreed before' });
    expect(facts(moved, 1)).toEqual(['annulled']);
  });
  it('says that a due time moved, a pause stopped it, and the task was closed', () => {
    const moved = setDue(breached, calendar, { by: 'manager', at, dueAt: monday, reason: 'more time' });
    const paused = pauseClock({ ...moved, policy: { ...policy, stopsOnPause: true } }, calendar, at + 1);
    const resumed = resumeClock(paused, calendar, at + 2);
    expect(facts(resumed, 1)).toEqual(['due-moved', 'paused', 'resumed']);
    expect(resumed.rungLog![0]).toMatchObject({ by: 'manager', rungs: [0, 1, 2], epoch: 1 });
    expect(of(stopClock(resumed, at + 3), 1)).toMatchObject({ status: 'will-not-fire', reason: 'closed', facts: [{ what: 'due-moved' }, { what: 'paused' }, { what: 'resumed' }] });
  });
  it('remembers rungs that fired however much else happens', () => {
    let clock = fire(breached, calendar, rung(breached, 0)!, saturday);
    for (let n = 0; n < 200; n += 1) clock = acknowledge(clock, calendar, { by: 'host', at: at + n });
    expect(clock.rungLog).toHaveLength(80);
    expect(facts(clock, 0)[0]).toBe('fired');
  });
});

describe('another severity', () => {
  const acknowledgeFor = { working: 'P1D' };
  const crisis: Rung[] = [{ after: { clock: 'PT0S' }, to: [{ kind: 'manager' }] }, { after: { clock: 'PT30M' }, to: [{ kind: 'assignee' }] }];
  const graded = { ...policy, variants: { default: { ladder, acknowledgeFor }, 1: { ladder: crisis, acknowledgeFor: { clock: 'PT30M' } } } };
  const calm = fire({ ...breached, policy: graded }, calendar, rung(breached, 0)!, saturday);
  const grave = changeSeverity(calm, calendar, { severity: { level: 1, of: 'run' }, at: saturday + 60_000 });

  it('takes its ladder and its acknowledgement; who was told stays told, and what is late is due at once', () => {
    expect(grave.policy).toMatchObject({ ladder: crisis, acknowledgeFor: { clock: 'PT30M' } });
    expect(grave.agenda.map(({ kind, index, at }) => [kind, index, at])).toEqual([['rung', 0, saturday]]);
    expect(of(grave, 1)).toMatchObject({ status: 'fired', firedAt: saturday, facts: [{ what: 'fired', ladder: 'default' }] });
    expect(explainClock(grave, calendar).ladder).toEqual({ key: '1', severity: { level: 1, of: 'run' } });
  });
  it('comes back to the old one with what is still to come of it, the repeats too', () => {
    const back = changeSeverity(grave, calendar, { severity: null, at: saturday + 120_000 });
    expect(back.policy.ladder).toEqual(ladder);
    expect(back.agenda.map(({ kind, index }) => [kind, index])).toEqual([['rung', 1], ['rung', 2], ['rung-repeat', 0]]);
  });
  it('reads a clock that an earlier release kept without facts', () => {
    const { rungLog: _none, told: _neither, ...old } = calm;
    expect(changeSeverity(old, calendar, { severity: { level: 1, of: 'run' }, at: saturday + 60_000 }).rungsFired).toEqual({ 1: saturday });
  });
  it('starts on the ladder of the severity it has, and ignores one without a ladder of its own', () => {
    const make = (severity: 1 | 2) => startClock({ policy: graded, calendar, at: saturday, severity });
    expect(make(1).policy.ladder).toEqual(crisis);
    expect(make(2)).toMatchObject({ policy: { ladder }, severity: { level: 2, of: 'run' } });
  });
});
