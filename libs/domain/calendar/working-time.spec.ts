import fc from 'fast-check';
import type { CalendarSlice } from '#contracts/calendar';
import type { Duration } from '#contracts/duration';
import { DAY_MS, HOUR_MS, MINUTE_MS } from './duration.ts';
import { berlinSlice, shanghai, shanghaiSlice } from './slices.fixture.ts';
import { addDuration, addWorking, addWorkingMs, subtractWorking, workingMsBetween } from './working-time.ts';
import type { Step } from './working-time.ts';

const november = shanghaiSlice('2026-11-01', '2026-12-31');
const at = (reached: object): number | null => ('at' in reached ? (reached.at as number) : null);

describe('the handbook’s own examples (4.3)', () => {
  it.each<[string, string, string]>([
    ['2026-11-21 14:00', 'P2D', '2026-11-24 18:00'], // Saturday → Tuesday
    ['2026-11-23 20:00', 'PT4H', '2026-11-24 14:00'], // Monday evening → Tuesday
    ['2026-11-20 17:30', 'PT4H', '2026-11-23 13:30'], // Friday → Monday
    ['2026-11-24 10:15', 'P1D', '2026-11-25 10:15'],
    ['2026-11-24 09:00', 'P1D', '2026-11-24 18:00'], // opening becomes the previous closing
    ['2026-11-24 13:00', 'P1D', '2026-11-25 12:00'], // after lunch is an opening too
    ['2026-11-24 12:30', 'P1D', '2026-11-25 12:00'],
    ['2026-11-24 18:00', 'P1D', '2026-11-25 18:00'],
    ['2026-11-24 09:00', 'PT3H', '2026-11-24 12:00'],
    ['2026-11-24 16:00', 'P1DT4H', '2026-11-26 11:00'],
  ])('%s + %s = %s', (from, working, due) => {
    expect(at(addWorking(november, shanghai(from), { working }))).toBe(shanghai(due));
  });

  it('counts durations under one minute, and clock time, as they elapse', () => {
    const saturday = shanghai('2026-11-21 14:00');
    expect(addDuration(november, saturday, { working: 'PT5S' })).toEqual({ at: saturday + 5000, provisional: false });
    expect(addDuration(november, saturday, { clock: 'P1DT1H' })).toEqual({ at: saturday + DAY_MS + HOUR_MS, provisional: false });
  });
});

describe('holidays and make-up days of 2026', () => {
  const spring = shanghaiSlice('2026-02-01', '2026-03-15');
  const autumn = shanghaiSlice('2026-09-14', '2026-10-20');

  it('works on the make-up Saturday before Spring Festival and skips the festival', () => {
    expect(at(addWorking(spring, shanghai('2026-02-13 10:00'), { working: 'P1D' }))).toBe(shanghai('2026-02-14 10:00'));
    expect(at(addWorking(spring, shanghai('2026-02-13 10:00'), { working: 'P2D' }))).toBe(shanghai('2026-02-24 10:00'));
    expect(at(subtractWorking(spring, shanghai('2026-02-24 10:00'), { working: 'P1D' }))).toBe(shanghai('2026-02-14 10:00'));
  });

  it('works on Sunday 20 September and Saturday 10 October around National Day', () => {
    expect(at(addWorking(autumn, shanghai('2026-09-18 17:00'), { working: 'PT2H' }))).toBe(shanghai('2026-09-20 10:00'));
    expect(at(addWorking(autumn, shanghai('2026-09-30 17:30'), { working: 'PT4H' }))).toBe(shanghai('2026-10-08 13:30'));
    expect(at(addWorking(autumn, shanghai('2026-10-09 11:00'), { working: 'P1D' }))).toBe(shanghai('2026-10-10 11:00'));
  });

  it('says which days it skipped and why the result moved', () => {
    const steps: Step[] = [];
    addWorking(autumn, shanghai('2026-09-30 20:00'), { working: 'P1D' }, steps);
    expect(steps.map(({ kind }) => kind)).toEqual(['moved-to-working-time', 'day-counted', 'same-time-of-day', 'previous-closing']);
    const skipping: Step[] = [];
    addWorking(autumn, shanghai('2026-09-30 17:30'), { working: 'PT4H' }, skipping);
    expect(skipping.filter(({ kind }) => kind === 'day-skipped')).toHaveLength(7);
  });
});

describe('the ends of a slice', () => {
  it('needs more past its end and before its beginning', () => {
    expect(addWorking(november, shanghai('2026-12-30 10:00'), { working: 'P2D' })).toEqual({ needsMore: true });
    expect(addWorking(november, november.from - 1, { working: 'PT4H' })).toEqual({ needsMore: true });
    expect(subtractWorking(november, shanghai('2026-11-02 10:00'), { working: 'P1D' })).toEqual({ needsMore: true });
    expect(addWorkingMs(november, shanghai('2026-12-31 17:00'), 2 * HOUR_MS)).toEqual({ needsMore: true });
    expect(at(addWorkingMs(november, shanghai('2026-12-31 17:00'), HOUR_MS))).toBe(shanghai('2026-12-31 18:00'));
  });

  it('is provisional from the first instant of a year without official data', () => {
    const newYear = shanghaiSlice('2026-12-01', '2027-01-31');
    expect(newYear.provisionalFrom).toBe(shanghai('2027-01-01 00:00'));
    expect(addWorking(newYear, shanghai('2026-12-30 10:00'), { working: 'P1D' })).toMatchObject({ provisional: false });
    expect(addWorking(newYear, shanghai('2026-12-31 10:00'), { working: 'P1D' })).toMatchObject({ provisional: true });
  });
});

describe('a zone with summer time', () => {
  const berlin = berlinSlice('2026-03-16', '2026-04-10');
  it('keeps the time of day over the switch', () => {
    const friday = Date.parse('2026-03-27T10:00:00+01:00');
    const monday = Date.parse('2026-03-30T10:00:00+02:00');
    expect(at(addWorking(berlin, friday, { working: 'P1D' }))).toBe(monday);
    expect(at(subtractWorking(berlin, monday, { working: 'P1D' }))).toBe(friday);
    expect(workingMsBetween(berlin, friday, monday)).toBe(8 * HOUR_MS);
  });
});

/** The working minutes of a slice, one by one: the slow, obvious count that the arithmetic is held against. */
function minutesOf(slice: CalendarSlice): number[] {
  const minutes: number[] = [];
  for (const day of slice.days) for (const [start, end] of day.intervals) for (let minute = start; minute < end; minute += MINUTE_MS) minutes.push(minute);
  return minutes;
}

describe.each([
  ['Spring Festival', shanghaiSlice('2026-02-09', '2026-03-08')],
  ['National Day', shanghaiSlice('2026-09-14', '2026-10-18')],
  ['Berlin in March', berlinSlice('2026-03-16', '2026-04-10')],
])('against a minute-by-minute count: %s', (_name, slice) => {
  const minutes = minutesOf(slice);
  const span = Math.floor((slice.validUntil - slice.from) / MINUTE_MS) - 1;
  const instant = fc.integer({ min: 0, max: span }).map((minute) => slice.from + minute * MINUTE_MS);
  const length = fc.integer({ min: 1, max: 40 * 60 });
  const iso = (count: number): Duration => ({ working: `PT${count}M` });

  it('adds', () => {
    fc.assert(
      fc.property(instant, length, (from, count) => {
        const last = minutes.filter((minute) => minute >= from)[count - 1];
        expect(at(addWorking(slice, from, iso(count)))).toBe(last === undefined ? null : last + MINUTE_MS);
      }),
    );
  });

  it('subtracts', () => {
    fc.assert(
      fc.property(instant, length, (from, count) => {
        expect(at(subtractWorking(slice, from, iso(count)))).toBe(minutes.filter((minute) => minute < from).at(-count) ?? null);
      }),
    );
  });

  it('measures', () => {
    fc.assert(
      fc.property(instant, instant, (a, b) => {
        const inside = minutes.filter((minute) => minute >= Math.min(a, b) && minute < Math.max(a, b)).length * MINUTE_MS;
        expect(workingMsBetween(slice, a, b) + 0).toBe((a <= b ? inside : -inside) + 0);
      }),
    );
  });

  it('makes a working day the next day’s same time, which is eight working hours', () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: 1, max: 5 }), (from, days) => {
        const byDays = at(addWorking(slice, from, { working: `P${days}D` }));
        const byHours = at(addWorking(slice, from, iso(days * 8 * 60)));
        // From an opening, days look at the opening after the last closing, which may lie past the slice.
        const pastTheEnd = byDays === null && byHours === slice.days.at(-1)!.intervals.at(-1)![1];
        expect(pastTheEnd ? null : byHours).toBe(byDays);
      }),
    );
  });
});
