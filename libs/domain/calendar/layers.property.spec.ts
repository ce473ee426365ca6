import fc from 'fast-check';
import type { CalendarLayer, Hours, StatedDay } from '#contracts/api/calendar-layer';
import type { CalendarSlice } from '#contracts/calendar';
import { zoneOf } from '#platform/calendars/zone-of';
import { buildSlice } from './build.ts';
import { MINUTE_MS } from './duration.ts';
import type { Calendar } from './layers.ts';
import { addDuration, subtractDuration, workingMsBetween } from './working-time.ts';

/** A minute as the wall clock of a zone shows it. */
interface Minute {
  at: number;
  date: string;
  ofDay: number;
}

/** Every minute of `days` local-ish days, read off the wall clock one by one: the slow, obvious source of truth. */
function wallClock(timeZone: string, from: string, days: number): Minute[] {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  const start = Date.parse(`${from}T00:00:00Z`);
  return Array.from({ length: days * 1440 }, (_, index) => {
    const at = start + index * MINUTE_MS;
    const [date, time] = format.format(at).split(' ') as [string, string];
    return { at, date, ofDay: Number(time.slice(0, 2)) * 60 + Number(time.slice(3)) };
  });
}

/** Weeks in which the clocks go forward or back (Lord Howe: by half an hour), and one with a holiday and make-up days around it. */
const WINDOWS = [
  ['Asia/Shanghai', '2026-09-27', 12],
  ['Europe/Berlin', '2026-03-25', 9],
  ['Europe/Berlin', '2026-10-21', 9],
  ['America/New_York', '2026-03-04', 9],
  ['America/New_York', '2026-10-29', 9],
  ['Australia/Lord_Howe', '2026-04-01', 9],
  ['Australia/Lord_Howe', '2026-09-30', 9],
] as const;

const minutesOf = (hours: Hours): Set<number> => new Set(hours.flatMap(([start, end]) => Array.from({ length: clock(end) - clock(start) }, (_, index) => clock(start) + index)));
const clock = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** Minutes of the day that a stack of layers works on a date, asked from the top down, minute by minute. */
function workedMinutes(layers: readonly CalendarLayer[], date: string): Set<number> {
  const weekday = new Date(`${date}T12:00:00Z`).getUTCDay() || 7;
  const week = (layer: CalendarLayer, field: 'hours' | 'weekdays' | 'weekdayHours') => {
    const begun = (layer.periods ?? []).filter(({ from }) => from <= date).at(-1);
    return begun?.[field] ?? layer[field];
  };
  const word = (index: number): { day: StatedDay; index: number } | null => {
    const layer = layers[index];
    if (!layer) return null;
    if (layer.days?.[date]) return { day: layer.days[date]!, index };
    if (layer.inheritDays === 'none') return null;
    const below = word(index - 1);
    return layer.inheritDays === 'holidays' && below?.day.isWorkday && below.day.reason === 'make-up' ? null : below;
  };
  const said = word(layers.length - 1);
  const top = <T>(ask: (layer: CalendarLayer, index: number) => T | undefined): T | undefined => layers.map(ask).findLast((answer) => answer !== undefined);
  const works = said ? said.day.isWorkday : top((layer) => week(layer, 'weekdays') as number[] | undefined)!.includes(weekday);
  if (!works) return new Set();
  const hours = top((layer, index) => (said?.index === index ? said.day.hours : undefined) ?? (week(layer, 'weekdayHours') as Record<string, Hours> | undefined)?.[weekday] ?? (week(layer, 'hours') as Hours | undefined))!;
  const minutes = [...minutesOf(hours)];
  return said?.day.half ? half(minutes, said.day.half) : new Set(minutes);
}

function half(minutes: number[], which: 'morning' | 'afternoon'): Set<number> {
  const gaps = minutes.slice(1).map((minute, index) => minute - minutes[index]!);
  const longest = Math.max(1, ...gaps);
  const cut = longest > 1 ? minutes[gaps.indexOf(longest)]! + 1 : Math.floor((minutes[0]! + minutes.at(-1)! + 1) / 2);
  return new Set(minutes.filter((minute) => (which === 'morning' ? minute < cut : minute >= cut)));
}

const two = (value: number): string => String(value).padStart(2, '0');
/** Any hours of a day, at the minute, and often across the small hours when clocks change. */
const hours: fc.Arbitrary<Hours> = fc.uniqueArray(fc.oneof(fc.integer({ min: 0, max: 1440 }), fc.constantFrom(90, 120, 150, 180, 540, 720, 780, 1080)), { minLength: 2, maxLength: 6 }).map((marks) => {
  const sorted = marks.toSorted((a, b) => a - b).map((mark) => `${two(Math.floor(mark / 60))}:${two(mark % 60)}`);
  return Array.from({ length: Math.floor(sorted.length / 2) }, (_, index): [string, string] => [sorted[2 * index]!, sorted[2 * index + 1]!]);
});
const weekdays = fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 2 });
const week = { hours: fc.option(hours, { nil: undefined }), weekdays: fc.option(weekdays, { nil: undefined }), weekdayHours: fc.option(fc.dictionary(fc.constantFrom('1', '5', '6', '7'), hours, { maxKeys: 2 }), { nil: undefined }) };
const stated: fc.Arbitrary<StatedDay> = fc.oneof(
  fc.record({ isWorkday: fc.constant(false), reason: fc.constantFrom('holiday' as const, 'in-lieu' as const, 'personal' as const), source: fc.constant('hand' as const) }),
  fc.record({ isWorkday: fc.constant(true), reason: fc.constantFrom('make-up' as const, 'company' as const), source: fc.constant('hand' as const), half: fc.option(fc.constantFrom('morning' as const, 'afternoon' as const), { nil: undefined }) }),
  fc.record({ isWorkday: fc.constant(true), reason: fc.constant('company' as const), source: fc.constant('hand' as const), hours }),
);
function layer(dates: string[], root: boolean): fc.Arbitrary<CalendarLayer> {
  const date = fc.constantFrom(...dates);
  return fc.record({
    format: fc.constant(2 as const),
    ...week,
    ...(root ? { hours, weekdays } : {}),
    inheritDays: fc.option(fc.constantFrom('all' as const, 'holidays' as const, 'none' as const), { nil: undefined }),
    periods: fc.uniqueArray(fc.record({ from: date, ...week }), { selector: ({ from }) => from, maxLength: 2 }).map((periods) => periods.toSorted((a, b) => (a.from < b.from ? -1 : 1))),
    days: fc.dictionary(date, stated, { maxKeys: 5 }),
  }) as fc.Arbitrary<CalendarLayer>;
}

describe.each(WINDOWS)('layers of any kind in %s from %s against the wall clock, minute by minute', (timeZone, from, days) => {
  const table = wallClock(timeZone, from, days);
  const dates = [...new Set(table.map(({ date }) => date))].slice(1, -1);
  const inside = table.filter(({ date }) => dates.includes(date));
  const stack = fc.tuple(layer(dates, true), layer(dates, false), layer(dates, false)).chain((layers) => fc.integer({ min: 1, max: 3 }).map((count) => layers.slice(0, count)));
  const instant = fc.constantFrom(...inside.map(({ at }) => at));
  const zone = zoneOf(timeZone);
  const sliceOf = (layers: CalendarLayer[]): CalendarSlice => {
    const calendar: Calendar = { id: 'person/x', layers: layers.map((data, index) => ({ id: `layer-${index}`, version: 1, data })) };
    return buildSlice(calendar, { from: inside[0]!.at, until: inside.at(-1)!.at, zone });
  };
  const workingMinutes = (layers: CalendarLayer[]): Minute[] => {
    const worked = new Map(dates.map((date) => [date, workedMinutes(layers, date)]));
    return inside.filter(({ date, ofDay }) => worked.get(date)!.has(ofDay));
  };
  const at = (reached: object): number | null => ('at' in reached ? (reached.at as number) : null);

  it('holds exactly the minutes that are worked', () => {
    fc.assert(
      fc.property(stack, (layers) => {
        const slice = sliceOf(layers);
        const held = slice.days.flatMap(({ intervals }) => intervals.flatMap(([start, end]) => Array.from({ length: (end - start) / MINUTE_MS }, (_, index) => start + index * MINUTE_MS)));
        expect(held).toEqual(workingMinutes(layers).map((minute) => minute.at));
        expect([slice.from, slice.validUntil]).toEqual([inside[0]!.at, inside.at(-1)!.at + MINUTE_MS]);
      }),
      { numRuns: 40 },
    );
  });

  it('adds, subtracts and measures hours', () => {
    fc.assert(
      fc.property(stack, instant, instant, fc.integer({ min: 1, max: 2_000 }), (layers, start, end, count) => {
        const slice = sliceOf(layers);
        const minutes = workingMinutes(layers).map((minute) => minute.at);
        const last = minutes.filter((minute) => minute >= start)[count - 1];
        expect(at(addDuration(slice, start, { working: `PT${count}M` }))).toBe(last === undefined ? null : last + MINUTE_MS);
        expect(at(subtractDuration(slice, start, { working: `PT${count}M` }))).toBe(minutes.filter((minute) => minute < start).at(-count) ?? null);
        const between = minutes.filter((minute) => minute >= Math.min(start, end) && minute < Math.max(start, end)).length * MINUTE_MS;
        expect(workingMsBetween(slice, start, end) + 0).toBe((start <= end ? between : -between) + 0);
      }),
      { numRuns: 40 },
    );
  });

  it('adds days: the same time on the wall clock, or the closing before it', () => {
    fc.assert(
      fc.property(stack, instant, fc.integer({ min: 1, max: 3 }), (layers, start, count) => {
        const minutes = workingMinutes(layers);
        const first = minutes.find((minute) => minute.at >= start);
        const later = first && [...new Set(minutes.map(({ date }) => date))].filter((date) => date > first.date)[count - 1];
        const target = later === undefined ? undefined : inside.find((minute) => minute.date === later && minute.ofDay >= first!.ofDay)?.at;
        const closing = target === undefined ? undefined : minutes.findLast((minute) => minute.at < target)?.at;
        const reached = at(addDuration(sliceOf(layers), start, { working: `P${count}D` }));
        if (later === undefined) expect(reached).toBeNull();
        else if (target !== undefined) expect(reached).toBe(closing === undefined ? null : closing + MINUTE_MS);
      }),
      { numRuns: 40 },
    );
  });
});
