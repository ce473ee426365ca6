import type { ScheduleActivities } from '#contracts/schedule';
import { readSlices } from '#persistence/repositories/calendars';
import { findSchedule } from '#persistence/repositories/schedules';
import { zoneOf } from '#platform/calendars/zone-of';
import type { ActivityDeps } from '../deps.ts';

/** A slice begins a week before what is asked for: a day off may move an occurrence from there. */
const LOOK_BACK_MS = 7 * 24 * 3_600_000;

/** The schedule as it is now, with its calendar. Throws when the calendar is not in the table: the series waits for it. */
export function loadScheduleActivity({ pool }: ActivityDeps): ScheduleActivities['loadSchedule'] {
  return async ({ scheduleId, after, until }) => {
    const found = await findSchedule(pool, scheduleId);
    const calendarId = found?.calendarId ?? 'org';
    const from = Math.max(after, found?.countsFrom ?? 0) - LOOK_BACK_MS;
    const slices = await readSlices(pool, [calendarId], { from, until: Math.max(until, from) }, zoneOf);
    const calendar = slices[calendarId]!;
    if (!found) return { state: 'deleted', revision: 0, recurrence: { kind: 'every', every: { clock: 'P1D' } }, catchUp: { policy: 'none', windowMs: 0 }, countsFrom: after, calendar };
    const { state, revision, recurrence, catchUp, countsFrom } = found;
    return { state, revision, recurrence, catchUp, countsFrom, calendar };
  };
}
