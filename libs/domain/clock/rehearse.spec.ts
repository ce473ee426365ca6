import fc from 'fast-check';
import type { ClockPolicy } from '#contracts/clock';
import { MINUTE_MS } from '#domain/calendar/duration';
import { shanghai, shanghaiSlice } from '#domain/calendar/slices.fixture';
import { startClock } from './plan.ts';
import { named, PRE_WORK, runUntil } from './policies.fixture.ts';
import { rehearse } from './rehearse.ts';

const calendar = shanghaiSlice('2026-11-02', '2027-03-31');
const play = (policy: ClockPolicy, at: number) => rehearse({ policy, calendar, at, severity: null, peopleOf: (targets) => targets.map(({ kind }) => kind), calendarOf: () => calendar });

it('prints the real times for Friday 17:30: a breach, its rungs and repeats, held over the weekend', () => {
  const ladder: ClockPolicy['ladder'] = [
    { after: { clock: 'PT0S' }, to: [{ kind: 'assignee' }], repeat: { every: { working: 'PT2H' }, max: 1 } },
    { after: { working: 'PT4H' }, to: [{ kind: 'manager' }] },
    { after: { clock: 'PT24H' }, to: [{ kind: 'admin' }], hold: 'working' },
  ];
  const policy = { ...PRE_WORK, due: { clock: 'PT0S' }, remindBefore: [], remindAtDue: false, remindAfter: null, ladder };
  const { lines, complete } = play(policy, shanghai('2026-11-20 17:30'));
  expect(complete).toBe(true);
  expect(lines.filter(({ kind }) => kind !== 'at-risk').map(({ kind, index, round, at, people }) => [kind, index, round, at, people])).toEqual([
    ['breach', 0, 0, shanghai('2026-11-20 17:30'), ['assignee']],
    ['rung', 0, 0, shanghai('2026-11-20 17:30'), ['assignee']],
    ['rung', 2, 0, shanghai('2026-11-23 09:00'), ['admin']],
    ['rung-repeat', 0, 1, shanghai('2026-11-23 10:30'), ['assignee']],
    ['rung', 1, 0, shanghai('2026-11-23 13:30'), ['manager']],
  ]);
  expect(lines.find(({ index, kind }) => kind === 'rung' && index === 2)?.held).toEqual({ until: shanghai('2026-11-23 09:00'), person: 'admin', calendarId: 'org', due: shanghai('2026-11-21 17:30') });
  expect(lines.find(({ index, kind }) => kind === 'rung' && index === 1)?.explained).toMatchObject({ countedFrom: 'breach', steps: [{ kind: 'time-counted' }, { kind: 'day-skipped' }, { kind: 'day-skipped' }, { kind: 'time-counted' }, { kind: 'time-counted' }] });
});

it('comes to what a run does that nobody touches', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 20 * 24 * 60 }), fc.constantFrom('PT4H', 'P2D'), (minute, working) => {
      const at = shanghai('2026-11-03 00:00') + minute * MINUTE_MS;
      const policy = { ...PRE_WORK, due: { working } };
      const { lines } = play(policy, at);
      expect(lines.map((line) => [named(line), line.at])).toEqual(runUntil(startClock({ policy, calendar, at }), calendar, Number.MAX_SAFE_INTEGER).fired);
    }),
    { numRuns: 40 },
  );
});

it('says when the calendar does not reach', () => {
  expect(rehearse({ policy: PRE_WORK, calendar: shanghaiSlice('2026-11-02', '2026-11-24'), at: shanghai('2026-11-23 10:00'), severity: null, peopleOf: () => [], calendarOf: () => calendar }).complete).toBe(false);
});
