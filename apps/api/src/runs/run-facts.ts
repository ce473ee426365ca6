import type { Pool } from 'pg';
import type { CalendarSlice } from '#contracts/calendar';
import type { ProcessDefinition, RunFacts } from '#contracts/process';
import { buildSlice } from '#domain/calendar/build';
import { askedOf } from '#domain/playbook/asked';
import { latestCalendar } from '#persistence/repositories/calendars';
import { readDirectory } from '#persistence/repositories/directory';
import { offsetAt } from '#platform/calendars/offset-at';

const DAY_MS = 24 * 3_600_000;
/** As the run itself asks for them later (activity `loadFacts`): a little of the past, 90 days ahead. */
const LOOK_BACK_MS = 14 * DAY_MS;
const LOOK_AHEAD_MS = 90 * DAY_MS;

/** What a new run needs to know of the organisation, as of `at` (epoch ms). Throws when the calendar is not in the database. */
export async function startFacts(pool: Pool, definition: ProcessDefinition, managerId: string, at: number): Promise<RunFacts> {
  const [directory, slice] = await Promise.all([readDirectory(pool, { ...askedOf(definition), people: [managerId] }, at), sliceOf(pool, definition.calendarId, at)]);
  return { directory, calendars: { [slice.calendarId]: slice } };
}

async function sliceOf(pool: Pool, id: string, at: number): Promise<CalendarSlice> {
  const calendar = await latestCalendar(pool, id);
  if (calendar === null) throw new Error(`calendar "${id}" is not in the database`);
  return buildSlice(calendar.data, { calendarId: id, version: calendar.version, from: at - LOOK_BACK_MS, until: at + LOOK_AHEAD_MS, offsetAt: offsetAt(calendar.data.timeZone) });
}
