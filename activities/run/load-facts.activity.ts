import type { Pool } from 'pg';
import type { CalendarSlice } from '#contracts/calendar';
import type { FactsRequest, RunFacts } from '#contracts/process';
import { buildSlice } from '#domain/calendar/build';
import { latestCalendar } from '#persistence/repositories/calendars';
import { readDirectory } from '#persistence/repositories/directory';
import { offsetAt } from '#platform/calendars/offset-at';
import type { ActivityDeps } from '../deps.ts';

/** Slices begin in the past, so that explaining an overdue clock and moving a due time back both stay inside. */
const LOOK_BACK_MS = 14 * 24 * 3_600_000;

/**
 * Facts as of now: who holds which role and the working days of the calendars asked for, through `until`.
 * Throws when a calendar is not in the table: the run waits for it.
 */
export function loadFactsActivity({ pool, now = Date.now }: ActivityDeps): (request: FactsRequest) => Promise<RunFacts> {
  return async (request) => {
    const at = now();
    const [directory, slices] = await Promise.all([readDirectory(pool, request, at), Promise.all(request.calendars.map((id) => sliceOf(pool, id, at, request.until)))]);
    return { directory, calendars: Object.fromEntries(slices.map((slice) => [slice.calendarId, slice])) };
  };
}

async function sliceOf(pool: Pool, id: string, at: number, until: number): Promise<CalendarSlice> {
  const calendar = await latestCalendar(pool, id);
  if (calendar === null) throw new Error(`calendar "${id}" is not in the database; seed it (docs/runbook.md, Calendars)`);
  return buildSlice(calendar.data, { calendarId: id, version: calendar.version, from: at - LOOK_BACK_MS, until, offsetAt: offsetAt(calendar.data.timeZone) });
}
