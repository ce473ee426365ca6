import type { Pool } from 'pg';
import type { CalendarSlice, LayerVersion } from '#contracts/calendar';
import type { CalendarLayer, FirstCalendarData } from '#contracts/api/calendar-layer';
import { calendarOf, type CalendarBook } from '#domain/calendar/book';
import { buildSlice } from '#domain/calendar/build';
import { readLayer, timeZoneOf, type Calendar } from '#domain/calendar/layers';
import type { Zone } from '#domain/calendar/zone';
import type { Queryable } from './queryable.ts';

interface LayerRow extends LayerVersion {
  data: CalendarLayer | FirstCalendarData;
}
/** The newest version of each layer: of all of them, or of those asked for and what may lie under them. */
const LAYERS = `SELECT DISTINCT ON (id) id, version, data FROM calendar WHERE $1::text[] IS NULL OR id = ANY ($1) OR id = 'org' OR id LIKE 'team/%' ORDER BY id, version DESC`;
/** Teams of people, as far as they have a layer. */
const TEAMS = `
  SELECT m.person_id AS person, array_agg(team.key ORDER BY team.key) AS keys FROM team_member m JOIN team ON team.id = m.team_id
  WHERE EXISTS (SELECT 1 FROM calendar WHERE calendar.id = 'team/' || team.key) GROUP BY m.person_id`;
const PINNED = `SELECT c.id, c.version, c.data FROM unnest($1::text[], $2::integer[]) AS wanted (id, version) JOIN calendar c ON c.id = wanted.id AND c.version = wanted.version`;

/** The layers in force; with `ids`, at least those that these calendars are made of. */
export async function readBook(pool: Pool, ids: readonly string[] | null = null): Promise<CalendarBook> {
  const [layers, teams] = await Promise.all([
    pool.query<LayerRow>({ name: 'calendar-layers', text: LAYERS, values: [ids] }),
    pool.query<{ person: string; keys: string[] }>({ name: 'calendar-teams', text: TEAMS }),
  ]);
  return {
    layers: Object.fromEntries(layers.rows.map((row) => [row.id, { ...row, data: readLayer(row.data) }])),
    teams: Object.fromEntries(teams.rows.map(({ person, keys }) => [person, keys])),
  };
}

/** A calendar of the versions named, as some computation used them; a version no longer there is left out. */
export async function readPinned(pool: Pool, id: string, layers: readonly LayerVersion[]): Promise<Calendar> {
  const { rows } = await pool.query<LayerRow>({ name: 'calendar-pinned', text: PINNED, values: [layers.map((layer) => layer.id), layers.map(({ version }) => version)] });
  const found = layers.flatMap((layer) => rows.find((row) => row.id === layer.id) ?? []);
  return { id, layers: found.map((row) => ({ ...row, data: readLayer(row.data) })) };
}

/** Whether there is a layer of this id. */
export async function hasCalendar(db: Queryable, id: string): Promise<boolean> {
  return (await db.query<unknown[]>('SELECT 1 FROM calendar WHERE id = $1 LIMIT 1', [id])).length > 0;
}

/** The slice of a calendar between two instants (epoch ms). */
export function sliceOf(calendar: Calendar, span: { from: number; until: number }, zoneOf: (timeZone: string) => Zone): CalendarSlice {
  return buildSlice(calendar, { ...span, zone: zoneOf(timeZoneOf(calendar)) });
}

/** Slices of several calendars by id. Throws for one that is not in the table. */
export async function readSlices(pool: Pool, ids: readonly string[], span: { from: number; until: number }, zoneOf: (timeZone: string) => Zone): Promise<Record<string, CalendarSlice>> {
  const book = await readBook(pool, ids);
  const slices = ids.map((id) => {
    const calendar = calendarOf(book, id);
    if (calendar === null) throw new Error(`calendar "${id}" is not in the database; seed it (docs/runbook.md, Calendars)`);
    return [id, sliceOf(calendar, span, zoneOf)] as const;
  });
  return Object.fromEntries(slices);
}
