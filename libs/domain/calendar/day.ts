import type { DayReason } from '#contracts/calendar';
import type { Hours, StatedDay } from '#contracts/api/calendar-layer';
import type { Text } from '#contracts/text';
import { dayNumber, weekdayOf } from './dates.ts';
import { halfOf } from './hours.ts';
import { isOfficial, weekOn, type Calendar, type VersionedLayer } from './layers.ts';

/** One date of a calendar: whether it is worked, why, when, and which layer says so. */
export interface DayFacts {
  date: string;
  isWorkday: boolean;
  reason: DayReason;
  name: Text | null;
  /** Local working intervals; empty on a day off. */
  hours: Hours;
  half: 'morning' | 'afternoon' | null;
  /** Layer that says whether it is worked, and the one that says when; null for a day off. */
  layer: string;
  hoursLayer: string | null;
  source: 'official' | 'hand' | 'weekdays';
  /** False in a year without official holiday data. */
  official: boolean;
}

/**
 * What a calendar says of a date. Whether: the strongest layer that names the date, else the strongest that names weekdays.
 * When: the strongest layer that states hours for it, where a day's own hours come before those of its week. `half` cuts them.
 */
export function dayOf(calendar: Calendar, date: string): DayFacts {
  const weekday = weekdayOf(dayNumber(date));
  const named = namedDay(calendar, date);
  const weekly = calendar.layers.findLast(({ data }) => weekOn(data, date).weekdays !== undefined);
  const worked = (weekly && weekOn(weekly.data, date).weekdays!.includes(weekday)) ?? false;
  const isWorkday = named?.day.isWorkday ?? worked;
  const when = isWorkday ? hoursOn(calendar, date, weekday, named) : null;
  const half = isWorkday ? (named?.day.half ?? null) : null;
  return {
    date,
    isWorkday: when !== null,
    reason: named?.day.reason ?? (worked ? 'weekday' : 'weekend'),
    name: named?.day.name ?? null,
    hours: when === null ? [] : half ? halfOf(when.hours, half) : when.hours,
    half,
    layer: named?.layer ?? weekly?.id ?? calendar.id,
    hoursLayer: when?.layer ?? null,
    source: named?.day.source ?? 'weekdays',
    official: isOfficial(calendar, Number(date.slice(0, 4))),
  };
}

type Named = { day: StatedDay; layer: string };

/** The strongest layer's word on this very date, as far as the layers above it let it through. */
function namedDay({ layers }: Calendar, date: string): Named | null {
  let holidaysOnly = false;
  for (const { id, data } of layers.toReversed()) {
    const day = data.days?.[date];
    if (day) return holidaysOnly && day.isWorkday && day.reason === 'make-up' ? null : { day, layer: id };
    if (data.inheritDays === 'none') return null;
    holidaysOnly ||= data.inheritDays === 'holidays';
  }
  return null;
}

function hoursOn({ layers }: Calendar, date: string, weekday: number, named: Named | null): { hours: Hours; layer: string } | null {
  const statedBy = ({ id, data }: VersionedLayer): Hours | undefined => {
    const week = weekOn(data, date);
    return (named?.layer === id ? named.day.hours : undefined) ?? week.weekdayHours?.[String(weekday) as '1'] ?? week.hours;
  };
  const layer = layers.findLast((one) => statedBy(one) !== undefined);
  return layer ? { hours: statedBy(layer)!, layer: layer.id } : null;
}
