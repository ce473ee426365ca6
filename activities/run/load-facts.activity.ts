import type { FactsRequest, RunFacts } from '#contracts/process';
import { readSlices } from '#persistence/repositories/calendars';
import { readDirectory } from '#persistence/repositories/directory';
import { zoneOf } from '#platform/calendars/zone-of';
import type { ActivityDeps } from '../deps.ts';

const DAY_MS = 24 * 3_600_000;
/** Slices begin in the past, so that explaining an overdue clock and moving a due time back both stay inside. */
const LOOK_BACK_MS = 14 * DAY_MS;
/** Clocks older than this are not counted again from their beginning: their slices would outgrow a run's state. */
const FURTHEST_BACK_MS = 180 * DAY_MS;

/**
 * Facts as of now: who holds which role and the working days of the calendars asked for, from before `since` through `until`.
 * Throws when a calendar is not in the table: the run waits for it.
 */
export function loadFactsActivity({ pool, now = Date.now }: ActivityDeps): (request: FactsRequest) => Promise<RunFacts> {
  return async (request) => {
    const at = now();
    const from = Math.max(at - FURTHEST_BACK_MS, Math.min(at - LOOK_BACK_MS, (request.since ?? at) - DAY_MS));
    const [directory, calendars] = await Promise.all([readDirectory(pool, request, at), readSlices(pool, request.calendars, { from, until: request.until }, zoneOf)]);
    return { directory, calendars };
  };
}
