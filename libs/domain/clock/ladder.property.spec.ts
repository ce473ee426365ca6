import fc from 'fast-check';
import type { CalendarSlice } from '#contracts/calendar';
import type { ClockPolicy, ClockState, Deadline, Rung } from '#contracts/clock';
import { MINUTE_MS } from '#domain/calendar/duration';
import { addDuration, nextWorkingInstant } from '#domain/calendar/working-time';
import { SHANGHAI_2026, shanghai, shanghaiSlice } from '#domain/calendar/slices.fixture';
import { hasFired } from './deadlines.ts';
import { annulBreach, dueDeadlines, fire, nextDeadline, skipRung } from './fire.ts';
import { holdOf, holdRung } from './hold.ts';
import { acknowledge, changeSeverity, pauseClock, replanClock, resumeClock, setDue, startClock } from './plan.ts';
import { PRE_WORK } from './policies.fixture.ts';
import { ladderKeyOf } from './rung-log.ts';

const calendar = shanghaiSlice('2026-11-02', '2027-12-31');
/** Somebody who works on Saturdays and Sundays only, from noon. */
const weekend = { ...shanghaiSlice('2026-11-02', '2027-12-31', { ...SHANGHAI_2026, weekdays: [6, 7], hours: [['12:00', '20:00']], days: {} }), calendarId: 'weekend' };
const calendarOf = (person: string): CalendarSlice => (person === 'manager' ? weekend : calendar);
const peopleOf = (rung: Rung | undefined): string[] => (rung?.to ?? []).map(({ kind }) => kind);

const STRICT: Rung[] = [
  { after: { clock: 'PT0S' }, to: [{ kind: 'assignee' }], repeat: { every: { clock: 'PT15M' }, max: 2 } },
  { after: { clock: 'PT30M' }, to: [{ kind: 'manager' }, { kind: 'admin' }] },
  { after: { clock: 'PT1H' }, to: [{ kind: 'admin' }], repeat: { every: { clock: 'PT1H' }, max: 1 } },
];
const LADDER: Rung[] = [
  { after: { clock: 'PT0S' }, to: [{ kind: 'assignee' }, { kind: 'lead' }], hold: 'working', repeat: { every: { working: 'PT2H' }, max: 3 } },
  { after: { clock: 'PT4H' }, to: [{ kind: 'manager' }], hold: 'working' },
  { after: { working: 'P1D' }, to: [{ kind: 'admin' }] },
];
const common = { acknowledgeFor: { working: 'PT6H' } };
const POLICY: ClockPolicy = { ...PRE_WORK, ...common, due: { clock: 'PT24H' }, ladder: LADDER, variants: { default: { ...common, ladder: LADDER }, 1: { ...common, ladder: STRICT } }, stopsOnPause: true };

type Op = { op: 'pass' | 'outage'; minutes: number } | { op: 'ack' | 'pause' | 'resume' | 'replan' | 'empty' | 'annul' | 'calm' | 'crisis' } | { op: 'due'; minutes: number };
const minutes = fc.integer({ min: 1, max: 3 * 24 * 60 });
const op: fc.Arbitrary<Op> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ op: fc.constantFrom('pass' as const, 'outage' as const), minutes }) },
  { weight: 4, arbitrary: fc.record({ op: fc.constantFrom('ack' as const, 'pause' as const, 'resume' as const, 'replan' as const, 'calm' as const, 'crisis' as const) }) },
  { weight: 1, arbitrary: fc.record({ op: fc.constantFrom('empty' as const, 'annul' as const) }) },
  { weight: 1, arbitrary: fc.record({ op: fc.constant('due' as const), minutes }) },
);

/** A clock that lives through operations as a run's does, and judges every firing as it happens. */
class Life {
  now = shanghai('2026-11-03 09:30');
  clock: ClockState = startClock({ policy: POLICY, calendar, at: this.now });
  readonly fired: string[] = [];
  annulled = false;

  wake(): void {
    for (let due = dueDeadlines(this.clock, this.now)[0]; due; due = dueDeadlines(this.clock, this.now)[0]) this.fireOne(due);
  }
  pass(ms: number): void {
    const until = this.now + ms;
    for (let next = nextDeadline(this.clock); next && next.at <= until; next = nextDeadline(this.clock)) {
      this.now = Math.max(this.now, next.at);
      this.wake();
    }
    this.now = until;
  }
  act(step: Op): void {
    if (step.op === 'pass') return this.pass(step.minutes * MINUTE_MS);
    if (step.op === 'outage') this.now += step.minutes * MINUTE_MS;
    this.wake();
    this.clock = this.moved(step);
    this.wake();
  }

  private moved(step: Op): ClockState {
    const { clock, now } = this;
    if (step.op === 'ack') return acknowledge(clock, calendar, { by: 'host', at: now });
    if (step.op === 'pause') return pauseClock(clock, calendar, now);
    if (step.op === 'resume') return resumeClock(clock, calendar, now);
    if (step.op === 'replan') return replanClock(clock, { ...calendar, version: calendar.version + 1 }, now);
    if (step.op === 'due') return setDue(clock, calendar, { by: 'manager', at: now, dueAt: now + step.minutes * MINUTE_MS, reason: 'because' });
    if (step.op === 'calm') return changeSeverity(clock, calendar, { severity: null, at: now });
    if (step.op === 'crisis') return changeSeverity(clock, calendar, { severity: { level: 1, of: 'run' }, at: now });
    const last = clock.rungLog?.findLast(({ what }) => what === 'fired');
    if (step.op === 'empty') return last?.ladder === ladderKeyOf(clock) && last.rungs[0]! in clock.rungsFired ? skipRung(clock, last.rungs[0]!, calendar, now) : clock;
    return step.op === 'annul' ? annulBreach(clock, calendar, now) : clock;
  }

  private fireOne(deadline: Deadline): void {
    const { clock, now } = this;
    expect(clock.paused).toBeNull();
    if (deadline.kind === 'rung' || deadline.kind === 'rung-repeat') {
      expect(clock.ack).toBeNull();
      const rung = clock.policy.ladder[deadline.index];
      const hold = holdOf(rung, peopleOf(rung), calendarOf, now);
      if (hold) return void (this.clock = holdRung(clock, calendar, deadline, hold, now));
      this.judge(deadline, rung!);
    }
    this.clock = fire(clock, calendar, deadline, now);
  }

  private judge({ kind, index, moved }: Deadline, rung: Rung): void {
    const { clock, now } = this;
    const round = kind === 'rung' ? 0 : (clock.told?.[index]?.count ?? 0) + 1;
    this.fired.push(`${ladderKeyOf(clock)}/${index}/${round}`);
    expect(hasFired(clock, 'breach', 0)).toBe(true);
    const gap = kind === 'rung' ? addDuration(calendar, clock.dueAt, rung.after) : addDuration(calendar, clock.told![index]!.last, rung.repeat!.every);
    // Never early, but after a rung that reached nobody: that makes the next one due at once.
    const skipped = moved?.why === 'skipped' || clock.rungLog?.some(({ what }) => what === 'empty');
    if (!skipped) expect(now).toBeGreaterThanOrEqual('at' in gap ? gap.at : 0);
    if (rung.hold === 'working') expect(peopleOf(rung).some((person) => nextWorkingInstant(calendarOf(person), now) === now)).toBe(true);
  }
}

test('whatever happens to a clock, each rung and each repeat comes at most once, never early, never to people off work, and none is lost', () => {
  fc.assert(
    fc.property(fc.array(op, { maxLength: 25 }), (steps) => {
      const life = new Life();
      for (const step of steps) {
        life.act(step);
        const at = life.clock.agenda.map((deadline) => deadline.at);
        expect(at).toEqual(at.toSorted((a, b) => a - b));
        expect(life.clock.agenda.filter((one, index, all) => all.findIndex((other) => other.kind === one.kind && other.index === one.index) !== index)).toEqual([]);
      }
      life.act({ op: 'resume' });
      life.pass(200 * 24 * 60 * MINUTE_MS);
      expect(life.fired.filter((name, index) => life.fired.indexOf(name) !== index)).toEqual([]);
      expect(life.clock.agenda).toEqual([]);
      if (life.clock.firedInEpoch?.includes('annulled:0')) return;
      expect(Object.keys(life.clock.rungsFired)).toEqual(['0', '1', '2']);
      for (const [index, { count }] of Object.entries(life.clock.told ?? {})) expect(count).toBeGreaterThanOrEqual(life.clock.policy.ladder[Number(index)]!.repeat!.max);
      expect(life.clock.rungLog!.length).toBeLessThanOrEqual(80);
    }),
    { numRuns: 300 },
  );
});
