import type { CalendarSlice, WorkingDay } from '#contracts/calendar';
import type { Hours } from '#contracts/api/calendar-layer';
import { dateOf, timeOfDayMs } from './dates.ts';
import { dayOf } from './day.ts';
import { DAY_MS } from './duration.ts';
import { periodOf } from './nominal.ts';
import { isOfficial, layerVersions, versionOf, type Calendar } from './layers.ts';
import { stretchesOf, WIDEST_OFFSET_MS, type Stretch, type Zone } from './zone.ts';

/** The instants (epoch ms) that a slice must cover, and the zone of its calendar (`timeZoneOf`). */
export interface SliceRequest {
  from: number;
  until: number;
  zone: Zone;
}

/**
 * The working days of a calendar from the local day of `from` through the local day of `until`, both whole (architecture.md, calendars).
 * A minute counts when the wall clock at that minute reads a time within its date's hours: exact through every change of summer time.
 */
export function buildSlice(calendar: Calendar, { from, until, zone }: SliceRequest): CalendarSlice {
  const stretches = stretchesOf(zone, from - DAY_MS - WIDEST_OFFSET_MS, until + 2 * DAY_MS + WIDEST_OFFSET_MS);
  const first = localDay(from, zone);
  const last = localDay(until, zone);
  const numbers = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
  const provisional = numbers.find((number) => !isOfficial(calendar, Number(dateOf(number).slice(0, 4))));
  return {
    calendarId: calendar.id,
    version: versionOf(calendar),
    ...(calendar.layers.length > 1 ? { layers: layerVersions(calendar) } : {}),
    timeZone: zone.timeZone,
    from: startOf(first, stretches),
    validUntil: startOf(last + 1, stretches),
    provisionalFrom: provisional === undefined ? null : startOf(provisional, stretches),
    ...offsetsIn(stretches, startOf(first, stretches), startOf(last + 1, stretches)),
    worked: { month: workedBefore(calendar, first, 'month'), quarter: workedBefore(calendar, first, 'quarter') },
    days: numbers.flatMap((number) => workingDay(calendar, number, stretches)),
  };
}

function offsetsIn(stretches: readonly Stretch[], from: number, until: number): Pick<CalendarSlice, 'offsets'> {
  const within = stretches.filter((stretch) => stretch.until > from && stretch.from < until);
  return within.length < 2 ? {} : { offsets: within.map((stretch): [number, number] => [Math.max(stretch.from, from), stretch.offsetMs]) };
}

/** Working days of the period of a day that lie before it. */
function workedBefore(calendar: Calendar, number: number, of: 'month' | 'quarter'): number {
  const { start } = periodOf(number, of);
  return Array.from({ length: number - start }, (_, index) => start + index).filter((day) => dayOf(calendar, dateOf(day)).isWorkday).length;
}

/** Number of the local day that an instant falls on. */
export const localDay = (at: number, zone: Zone): number => Math.floor((at + zone.offsetAt(at)) / DAY_MS);

/** The first instant whose local date is that day's or a later one. */
function startOf(number: number, stretches: readonly Stretch[]): number {
  const start = ({ from, offsetMs }: Stretch): number => Math.max(from, number * DAY_MS - offsetMs);
  const stretch = stretches.find((one) => start(one) < one.until) ?? stretches.at(-1)!;
  return start(stretch);
}

/** The day's working intervals; none at all when it is off, or when its hours are all skipped by a change of summer time. */
function workingDay(calendar: Calendar, number: number, stretches: readonly Stretch[]): WorkingDay[] {
  const { date, hours } = dayOf(calendar, dateOf(number));
  if (hours.length === 0) return [];
  const intervals = stretches.flatMap((stretch) => within(stretch, number, hours));
  const opening = intervals[0]?.[0];
  const closing = intervals.at(-1)?.[1];
  if (opening === undefined || closing === undefined) return [];
  const offsetMs = stretches.findLast(({ from }) => from <= opening)!.offsetMs;
  const switches = stretches.filter(({ from }) => from > opening && from < closing).map(({ from, offsetMs: next }): [number, number] => [from, next]);
  return [{ date, offsetMs, ...(switches.length > 0 ? { switches } : {}), intervals: joined(intervals) }];
}

function within({ from, until, offsetMs }: Stretch, number: number, hours: Hours): Array<[number, number]> {
  const midnight = number * DAY_MS - offsetMs;
  return hours.flatMap(([start, end]): Array<[number, number]> => {
    const part: [number, number] = [Math.max(from, midnight + timeOfDayMs(start)), Math.min(until, midnight + timeOfDayMs(end))];
    return part[0] < part[1] ? [part] : [];
  });
}

/** Intervals that touch are one: a change of summer time within the hours cuts nothing. */
function joined(intervals: Array<[number, number]>): Array<[number, number]> {
  return intervals.reduce<Array<[number, number]>>((all, [start, end]) => {
    const last = all.at(-1);
    if (last && last[1] === start) last[1] = end;
    else all.push([start, end]);
    return all;
  }, []);
}
