import { ORG_CALENDAR, ownerOf, personCalendar, teamCalendar, type LayerVersion } from '#contracts/calendar';
import type { Calendar, VersionedLayer } from './layers.ts';

/** Every layer that is in force, and who belongs to which team: what calendars of people are put together from. */
export interface CalendarBook {
  layers: Record<string, VersionedLayer>;
  /** Keys of a person's teams in order. */
  teams: Record<string, string[]>;
}

/**
 * Layers of a calendar, weakest first: the organisation's, that of the person's first team (by key) that has one, the person's own.
 * A calendar of another name stands by itself. Null when the layer at the bottom is missing.
 */
export function calendarOf(book: CalendarBook, id: string): Calendar | null {
  const ids = chainOf(book, id);
  const layers = ids.flatMap((layer) => book.layers[layer] ?? []);
  return layers[0]?.id === ids[0] ? { id, layers } : null;
}

function chainOf({ layers, teams }: CalendarBook, id: string): string[] {
  const owner = ownerOf(id);
  if (!owner) return [id];
  if (owner.kind === 'team') return [ORG_CALENDAR, id];
  const under = calendarIdOf(teams[owner.id] ?? [], null, new Set(Object.keys(layers)));
  return [...new Set([ORG_CALENDAR, under, id])];
}

/** The calendar that a person's work counts by: their own layer, else that of the first of their teams (keys in order) that has one, else the organisation's. */
export function calendarIdOf(teams: readonly string[], person: string | null, layers: ReadonlySet<string>): string {
  if (person !== null && layers.has(personCalendar(person))) return personCalendar(person);
  const team = teams.find((key) => layers.has(teamCalendar(key)));
  return team === undefined ? ORG_CALENDAR : teamCalendar(team);
}

/** Whether the calendar `id` counts by the layer `layer`. */
export const usesLayer = (book: CalendarBook, id: string, layer: string): boolean => chainOf(book, id).includes(layer);

/** The book with a layer put in or in another version. */
export const withLayer = (book: CalendarBook, layer: VersionedLayer): CalendarBook => ({ ...book, layers: { ...book.layers, [layer.id]: layer } });

/**
 * True when `slice` was cut from an older state of the same layers than `held`: it must not replace it.
 * Between different sets of layers (a first layer, another team) the one that comes later counts.
 */
export function isOlder(slice: { calendarId: string; version: number; layers?: LayerVersion[] }, held: { calendarId: string; version: number; layers?: LayerVersion[] }): boolean {
  const of = (one: typeof slice): LayerVersion[] => one.layers ?? [{ id: one.calendarId, version: one.version }];
  const [mine, theirs] = [of(slice), of(held)];
  const same = mine.length === theirs.length && mine.every(({ id }, index) => theirs[index]!.id === id);
  return same && mine.some(({ version }, index) => version < theirs[index]!.version);
}
