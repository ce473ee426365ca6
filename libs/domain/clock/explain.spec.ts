import fc from 'fast-check';
import { MINUTE_MS } from '#domain/calendar/duration';
import { shanghai, shanghaiSlice } from '#domain/calendar/slices.fixture';
import { explainClock } from './explain.ts';
import { acknowledge, pauseClock, resumeClock, setDue, startClock, stopClock } from './plan.ts';
import { PRE_WORK, runUntil, wake } from './policies.fixture.ts';

const calendar = shanghaiSlice('2026-09-14', '2026-12-31');
const started = startClock({ policy: PRE_WORK, calendar, at: shanghai('2026-11-21 14:00') });
const of = (clock: typeof started, kind: string, index: number) => explainClock(clock, calendar).deadlines.find((one) => one.kind === kind && one.index === index)!;

it('tells rule, section, setting, calendar and arithmetic', () => {
  expect(explainClock(started, calendar)).toMatchObject({
    rule: 'working-time',
    source: '4.3',
    setting: 'pre-work-due',
    calendar: { id: 'org', version: 1, timeZone: 'Asia/Shanghai', provisional: false, usedVersion: 1 },
    from: shanghai('2026-11-21 14:00'),
    steps: [
      { kind: 'moved-to-working-time', to: shanghai('2026-11-23 09:00') },
      { kind: 'day-counted', date: '2026-11-24', n: 1 },
      { kind: 'day-counted', date: '2026-11-25', n: 2 },
      { kind: 'same-time-of-day', date: '2026-11-25' },
      { kind: 'previous-closing', to: shanghai('2026-11-24 18:00') },
    ],
    result: started.dueAt,
    agrees: true,
  });
});

it('comes to the stored due time from any start, and each pending deadline to its own', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 60 * 24 * 60 }), fc.constantFrom({ working: 'P2D' }, { working: 'PT90M' }, { clock: 'PT24H' }), (minute, due) => {
      const clock = startClock({ policy: { ...PRE_WORK, due }, calendar, at: shanghai('2026-09-15 00:00') + minute * MINUTE_MS });
      const why = explainClock(clock, calendar);
      expect(why.result).toBe(clock.dueAt);
      for (const deadline of why.deadlines) expect(deadline.at ?? deadline.result).toBe(deadline.result);
      for (const deadline of why.deadlines.filter(({ steps }) => steps.length > 0)) expect(lastInstant(deadline.steps)).toBe(deadline.result);
    }),
  );
});

/** Where the noted arithmetic ends. */
function lastInstant(steps: ReturnType<typeof explainClock>['steps']): number | undefined {
  const last = steps.at(-1)!;
  if (last.kind === 'same-time-of-day') return last.at;
  if (last.kind === 'time-counted' || last.kind === 'previous-closing' || last.kind === 'elapsed') return 'to' in last ? last.to : undefined;
  return undefined;
}

describe('each reminder and rung', () => {
  it('is counted from the breach and tells whom', () => {
    const counted = { countedFrom: 'breach', from: started.dueAt, duration: { working: 'PT4H' } };
    expect(of(started, 'rung', 1)).toMatchObject({ ...counted, at: shanghai('2026-11-25 14:00'), status: 'pending', to: [{ kind: 'manager' }] });
  });
  it('has fired', () => {
    const { clock } = runUntil(started, calendar, started.dueAt);
    expect(of(clock, 'rung', 0)).toMatchObject({ status: 'fired', firedAt: started.dueAt, at: null });
    expect(of(clock, 'breach', 0)).toMatchObject({ status: 'fired', firedAt: started.dueAt });
  });
  it('will not fire, and why', () => {
    const short = startClock({ policy: { ...PRE_WORK, due: { working: 'PT4H' } }, calendar, at: shanghai('2026-11-24 10:00') });
    expect(of(short, 'remind-before', 0)).toMatchObject({ status: 'will-not-fire', reason: 'before-start' });
    expect(of(stopClock(started, started.startedAt), 'rung', 2)).toMatchObject({ status: 'will-not-fire', reason: 'closed' });
    const late = setDue(started, calendar, { by: 'm', at: shanghai('2026-11-24 10:00'), dueAt: shanghai('2026-11-24 15:00'), reason: 'sooner' });
    expect(of(late, 'remind-before', 0)).toMatchObject({ status: 'will-not-fire', reason: 'already-past' });
  });
  it('is withheld by an acknowledgement and frozen by a pause', () => {
    const acked = acknowledge(started, calendar, { by: 'host', at: shanghai('2026-11-23 10:00') });
    expect(of(acked, 'rung', 0).status).toBe('withheld');
    expect(of(acked, 'ack-expired', 0)).toMatchObject({ result: acked.ack?.until, status: 'pending' });
    expect(of(pauseClock(acked, calendar, shanghai('2026-11-23 11:00')), 'rung', 0).status).toBe('frozen');
  });
  it('was moved by an outage, with that arithmetic too', () => {
    const { clock } = wake(started, calendar, shanghai('2026-11-25 11:00'));
    const rung = of(clock, 'rung', 1);
    expect(rung).toMatchObject({ result: shanghai('2026-11-25 14:00'), at: shanghai('2026-11-25 16:00'), moved: { why: 'outage', from: shanghai('2026-11-25 11:00') } });
    expect(lastInstant(rung.moved!.steps)).toBe(rung.at);
  });
});

it('explains due times that a person set and that a pause moved', () => {
  const set = setDue(started, calendar, { by: 'm', at: shanghai('2026-11-23 10:00'), dueAt: shanghai('2026-11-28 10:00'), reason: 'guest is away' });
  expect(explainClock(set, calendar)).toMatchObject({ rule: 'set-by-person', set: { by: 'm', reason: 'guest is away' }, agrees: true });
  const resumed = resumeClock(pauseClock(started, calendar, shanghai('2026-11-23 10:00')), calendar, shanghai('2026-11-25 10:00'));
  expect(explainClock(resumed, calendar)).toMatchObject({ rule: 'resumed', agrees: true, result: resumed.dueAt, remainingMs: 15 * 3_600_000 });
});
