import type { LayerVersion } from '#contracts/calendar';
import type { CalendarLayer, FirstCalendarData, StatedDay, WeekRules } from '#contracts/api/calendar-layer';

/** A layer of one calendar in the version that was read. */
export interface VersionedLayer extends LayerVersion {
  data: CalendarLayer;
}
/** A calendar as it counts: its layers, weakest first; the first states time zone, hours and weekdays. */
export interface Calendar {
  id: string;
  layers: VersionedLayer[];
}

/** A stored layer of any release as this one reads it. Days of the first release were all imported or holidays; a year's list makes them official. */
export function readLayer(stored: CalendarLayer | FirstCalendarData): CalendarLayer {
  if ('format' in stored) return stored;
  const { timeZone, hours, weekdays, days, officialYears } = stored;
  const stated = (date: string, word: 'off' | 'work'): StatedDay => ({
    isWorkday: word === 'work',
    reason: word === 'work' ? 'make-up' : 'holiday',
    source: officialYears.includes(Number(date.slice(0, 4))) ? 'official' : 'hand',
  });
  return { format: 2, timeZone, hours, weekdays, days: Object.fromEntries(Object.entries(days).map(([date, word]) => [date, stated(date, word)])), officialYears };
}

/** A calendar of one layer. */
export const singleLayer = (id: string, version: number, stored: CalendarLayer | FirstCalendarData): Calendar => ({ id, layers: [{ id, version, data: readLayer(stored) }] });

/** What a layer states of the week on a date: its own rules, overridden by the period that has begun. */
export function weekOn(layer: CalendarLayer, date: string): WeekRules {
  const period = layer.periods?.findLast(({ from }) => from <= date);
  return {
    hours: period?.hours ?? layer.hours,
    weekdays: period?.weekdays ?? layer.weekdays,
    weekdayHours: period?.weekdayHours ?? layer.weekdayHours,
  };
}

/** The zone that a calendar's hours are meant in. Throws when no layer states one. */
export function timeZoneOf({ id, layers }: Calendar): string {
  const zone = layers.findLast(({ data }) => data.timeZone !== undefined)?.data.timeZone;
  if (zone === undefined) throw new Error(`calendar "${id}" states no time zone`);
  return zone;
}

/** Whether the official holidays of a year are known to this calendar. A layer that takes no days from those under it answers for itself. */
export function isOfficial({ layers }: Calendar, year: number): boolean {
  for (const { data } of layers.toReversed()) {
    if (data.officialYears?.includes(year)) return true;
    if (data.inheritDays === 'none') return false;
  }
  return false;
}

/** Rises with every change of any layer. */
export const versionOf = ({ layers }: Calendar): number => layers.reduce((sum, { version }) => sum + version, 0);
export const layerVersions = ({ layers }: Calendar): LayerVersion[] => layers.map(({ id, version }) => ({ id, version }));
