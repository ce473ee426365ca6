import type { Pool } from 'pg';
import type { RunEvent } from '#contracts/events';
import type { NoticePlan } from '#contracts/notice';
import { noticesFor } from '#domain/notice/notices';
import { resolveAudiences } from './audiences.ts';
import { foldEvents, type Rows } from './rows.ts';

/** What events would come to that have not happened: the rows after them and the notices `recordEvents` would write, as of `now` (epoch ms). Writes nothing. */
export async function wouldTell(pool: Pool, before: Rows, events: readonly RunEvent[], now: number): Promise<{ after: Rows; plans: NoticePlan[] }> {
  const { rows: after, steps } = foldEvents(before, events);
  const audience = await resolveAudiences(pool, steps, now);
  return { after, plans: noticesFor(events, { audience, run: after.run!, tasks: after.tasks, meetings: after.meetings, pieces: after.pieces }) };
}
