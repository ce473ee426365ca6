import type { CalendarLayer, Hours, StatedDay, WeekRules } from '#contracts/api/calendar-layer';
import { dateOf, dayNumber } from '#domain/calendar/dates';

/** What a person says of a day: as the layers under it say, off, worked, half of it worked, or worked at hours of its own. */
export const DAY_KINDS = ['inherit', 'off', 'work', 'morning', 'afternoon', 'hours'] as const;
export type DayKind = (typeof DAY_KINDS)[number];
const OFF_REASONS = ['holiday', 'in-lieu', 'company', 'personal'] as const;
const WORK_REASONS = ['make-up', 'company', 'personal'] as const;
/** Reasons that fit what is said of the day. */
export const reasonsFor = (kind: DayKind): ReadonlyArray<StatedDay['reason']> => (kind === 'off' ? OFF_REASONS : WORK_REASONS);

export const kindOf = (day: StatedDay | undefined): DayKind => (!day ? 'inherit' : !day.isWorkday ? 'off' : (day.half ?? (day.hours ? 'hours' : 'work')));

export interface DayForm {
  kind: DayKind;
  reason: StatedDay['reason'];
  names: { 'zh-CN': string; en: string };
  hours: Hours;
}

/** The stated day that the form says; null leaves the day to the layers under it. A name given in one language stands for both. */
export function dayFrom({ kind, reason, names, hours }: DayForm): StatedDay | null {
  if (kind === 'inherit') return null;
  const [zh, en] = [names['zh-CN'].trim(), names.en.trim()];
  return {
    isWorkday: kind !== 'off',
    reason: reasonsFor(kind).includes(reason) ? reason : reasonsFor(kind)[0]!,
    ...(zh || en ? { name: { 'zh-CN': zh || en, en: en || zh } } : {}),
    ...(kind === 'morning' || kind === 'afternoon' ? { half: kind } : {}),
    ...(kind === 'hours' ? { hours } : {}),
    source: 'hand',
  };
}

/** Dates from one to another, both included, in whichever order they come. */
export function datesBetween(a: string, b: string): string[] {
  const [first, last] = [dayNumber(a), dayNumber(b)].sort((one, other) => one - other) as [number, number];
  return Array.from({ length: last - first + 1 }, (_, index) => dateOf(first + index));
}

/** The layer with the same word for each of the dates; null takes its word back. */
export function withDays(layer: CalendarLayer, dates: readonly string[], stated: StatedDay | null): CalendarLayer {
  const days = { ...layer.days };
  for (const date of dates) {
    if (stated) days[date] = stated;
    else delete days[date];
  }
  return { ...layer, days };
}

/** Week rules from the beginning, or from a date on. What a rule leaves out is as it is elsewhere. */
export function withWeek(layer: CalendarLayer, from: string | null, week: WeekRules): CalendarLayer {
  const rules = Object.fromEntries(Object.entries(week).filter(([, value]) => value !== undefined && !(typeof value === 'object' && !Array.isArray(value) && Object.keys(value).length === 0)));
  if (from === null) {
    const { hours: _hours, weekdays: _weekdays, weekdayHours: _weekdayHours, ...rest } = layer;
    return { ...rest, ...rules };
  }
  const others = (layer.periods ?? []).filter((period) => period.from !== from);
  return { ...layer, periods: [...others, { from, ...rules }].sort((a, b) => (a.from < b.from ? -1 : 1)) };
}

export function withoutPeriod(layer: CalendarLayer, from: string): CalendarLayer {
  const periods = (layer.periods ?? []).filter((period) => period.from !== from);
  const { periods: _periods, ...rest } = layer;
  return periods.length > 0 ? { ...rest, periods } : rest;
}

/** Whether two layers say the same, however their keys are ordered. */
export const sameLayer = (a: CalendarLayer, b: CalendarLayer): boolean => canonical(a) === canonical(b);
const EMPTY = ['{}', '[]'];
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined).map(([key, inner]) => [key, canonical(inner)] as const);
  return `{${entries.filter(([, inner]) => !EMPTY.includes(inner)).sort(([x], [y]) => (x < y ? -1 : 1)).map(([key, inner]) => `${key}:${inner}`).join(',')}}`;
}
