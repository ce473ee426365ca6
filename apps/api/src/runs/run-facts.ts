import type { Pool } from 'pg';
import type { ProcessDefinition, RunFacts } from '#contracts/process';
import { askedOf } from '#domain/playbook/asked';
import { readSlices } from '#persistence/repositories/calendars';
import { readDirectory } from '#persistence/repositories/directory';
import { zoneOf } from '#platform/calendars/zone-of';

const DAY_MS = 24 * 3_600_000;
/** As the run itself asks for them later (activity `loadFacts`): a little of the past, 90 days ahead. */
const LOOK_BACK_MS = 14 * DAY_MS;
const LOOK_AHEAD_MS = 90 * DAY_MS;

/** What a new run needs to know of the organisation and of `people` (its manager, whoever the start names), as of `at` (epoch ms). Throws when the calendar is not in the database. */
export async function startFacts(pool: Pool, definition: ProcessDefinition, people: readonly string[], at: number): Promise<RunFacts> {
  const asked = askedOf(definition);
  const span = { from: at - LOOK_BACK_MS, until: at + LOOK_AHEAD_MS };
  const [directory, calendars] = await Promise.all([readDirectory(pool, { ...asked, people: [...asked.people, ...people] }, at), readSlices(pool, [definition.calendarId], span, zoneOf)]);
  return { directory, calendars };
}
