import fc from 'fast-check';
import type { FirstCalendarData } from '#contracts/api/calendar-layer';
import { ZRecurrence, type Recurrence } from '#contracts/playbook';
import { zoneOf } from '#platform/calendars/zone-of';
import { buildSlice } from './build.ts';
import { dayOf } from './day.ts';
import { DAY_MS, MINUTE_MS } from './duration.ts';
import { singleLayer } from './layers.ts';
import { occurrences } from './recurrence.ts';
import { SHANGHAI_2026 } from './slices.fixture.ts';

const CALENDARS = [SHANGHAI_2026, { ...SHANGHAI_2026, timeZone: 'Europe/Berlin' }, { ...SHANGHAI_2026, timeZone: 'America/New_York', weekdays: [7, 1, 2, 3, 4] }] satisfies FirstCalendarData[];
const FIRST = '2025-10-01';
const DATES = Array.from({ length: 640 }, (_, index) => new Date(Date.parse(FIRST) + index * DAY_MS).toISOString().slice(0, 10));
const weekdayOf = (date: string): number => new Date(`${date}T12:00:00Z`).getUTCDay() || 7;
const monthOf = (date: string): string => date.slice(0, 7);
const quarterOf = (date: string): string => `${date.slice(0, 4)}-${Math.floor((Number(date.slice(5, 7)) - 1) / 3)}`;
const mondayOf = (date: string): number => Date.parse(date) / DAY_MS - weekdayOf(date) + 1;

/** The instant at which the wall clock of the zone first shows that time of that date or, when it is skipped, a later one: found by looking at every minute. */
function instantOf(timeZone: string, date: string, time: string): number {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  const wanted = `${date} ${time}`;
  const start = Date.parse(`${date}T${time}:00Z`) - 15 * 60 * MINUTE_MS;
  for (let at = start; ; at += 15 * MINUTE_MS) if (format.format(at) >= wanted) return at;
}

/** Does the rule name the date? Asked of every date by lists of whole months, quarters and weeks. */
function names(rule: Exclude<Recurrence, { kind: 'every' }>, date: string, isWorking: (date: string) => boolean): boolean {
  if (rule.kind === 'weekly') {
    const weeks = rule.anchor === undefined ? 0 : (mondayOf(date) - mondayOf(rule.anchor)) / 7;
    return (rule.weekdays ?? [rule.weekday]).includes(weekdayOf(date)) && weeks % (rule.every ?? 1) === 0;
  }
  const month = DATES.filter((other) => monthOf(other) === monthOf(date));
  const dayIs = (day: number): boolean => date === month[Math.min(day, month.length) - 1];
  if (rule.kind === 'monthly') return rule.days.some(dayIs);
  if (rule.kind === 'quarterly') return (Number(date.slice(5, 7)) - 1) % 3 === rule.month - 1 && dayIs(rule.day);
  const period = rule.of === 'month' ? month : DATES.filter((other) => quarterOf(other) === quarterOf(date));
  const counted = period.filter((other) => (rule.day === 'working' ? isWorking(other) : weekdayOf(other) === rule.day));
  return counted.at(rule.nth > 0 ? rule.nth - 1 : rule.nth) === date;
}

/** Everything after `after`, day by day. */
function enumerate(rule: Exclude<Recurrence, { kind: 'every' }>, timeZone: string, isWorking: (date: string) => boolean, after: number): number[] {
  const placed = DATES.flatMap((date, index) => {
    if (!names(rule, date, isWorking)) return [];
    if (isWorking(date) || rule.shift === 'none') return [date];
    if (rule.shift === 'skip') return [];
    const moved = rule.shift === 'previous' ? DATES.slice(0, index).findLast(isWorking) : DATES.slice(index).find(isWorking);
    return moved ? [moved] : [];
  });
  return [...new Set(placed)].map((date) => instantOf(timeZone, date, rule.time)).filter((at) => at > after).sort((a, b) => a - b);
}

const weekday = fc.integer({ min: 1, max: 7 });
const wall = { time: fc.constantFrom('02:30', '03:00', '09:00', '16:00', '23:45'), shift: fc.constantFrom(undefined, 'next' as const, 'previous' as const, 'skip' as const, 'none' as const) };
const rules = fc.oneof(
  fc.record({ kind: fc.constant('weekly' as const), weekday, ...wall }),
  fc.record({ kind: fc.constant('weekly' as const), weekdays: fc.uniqueArray(weekday, { minLength: 1 }), every: fc.integer({ min: 1, max: 5 }), anchor: fc.constantFrom('2026-01-01', '2026-06-07', '2024-02-29'), ...wall }),
  fc.record({ kind: fc.constant('monthly' as const), days: fc.uniqueArray(fc.integer({ min: 1, max: 31 }), { minLength: 1, maxLength: 3 }), ...wall }),
  fc.record({ kind: fc.constant('nth' as const), of: fc.constantFrom('month' as const, 'quarter' as const), nth: fc.integer({ min: -5, max: 5 }).filter((nth) => nth !== 0), day: weekday, ...wall }),
  fc.record({ kind: fc.constant('nth' as const), of: fc.constantFrom('month' as const, 'quarter' as const), nth: fc.integer({ min: -23, max: 23 }).filter((nth) => nth !== 0), day: fc.constant('working' as const), ...wall }),
  fc.record({ kind: fc.constant('quarterly' as const), month: fc.integer({ min: 1, max: 3 }), day: fc.integer({ min: 1, max: 31 }), ...wall }),
);

test('occurrences are what looking at every single day comes to, whatever the rule, the shift, the zone and where the slice begins', () => {
  fc.assert(
    fc.property(rules, fc.constantFrom(...CALENDARS), fc.integer({ min: 0, max: 200 }), fc.integer({ min: 1, max: 12 }), (rule, data, day, count) => {
      const clean = JSON.parse(JSON.stringify(rule)) as Exclude<Recurrence, { kind: 'every' }>;
      expect(ZRecurrence.safeParse(clean).success).toBe(true);
      const calendar = singleLayer('org', 1, data);
      const isWorking = (date: string): boolean => dayOf(calendar, date).isWorkday;
      const after = Date.parse(DATES[100 + day]!) + 7 * 60 * MINUTE_MS;
      // A fortnight before, as runs and series ask for it, through the middle of months and quarters.
      const slice = buildSlice(calendar, { from: after - 14 * DAY_MS, until: Date.parse('2027-06-15'), zone: zoneOf(data.timeZone) });
      const { occurrences: found, needsMore } = occurrences(slice, clean, after, count);
      const wanted = enumerate(clean, data.timeZone, isWorking, after);
      expect(found.map(({ at }) => at)).toEqual(wanted.slice(0, found.length));
      // What is not found lies beyond the slice, or where a period that it does not hold whole ends.
      if (needsMore) expect(wanted[found.length] ?? Number.POSITIVE_INFINITY).toBeGreaterThan(Date.parse('2027-03-25'));
      else expect(found).toHaveLength(count);
    }),
    { numRuns: 60 },
  );
});
