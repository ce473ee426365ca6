import type { Pool } from 'pg';
import type { CalendarImpact } from '#contracts/api/calendar';
import { calendarOf, usesLayer, type CalendarBook } from '#domain/calendar/book';
import { scheduleMoves } from '#domain/schedule/moves';
import { sliceOf } from '#persistence/repositories/calendars';
import { schedulesBy } from '#persistence/repositories/schedules';
import { zoneOf } from '#platform/calendars/zone-of';

const DAY_MS = 86_400_000;
/** As many dates as a schedule shows, as far ahead as this. */
const COUNT = 10;
const AHEAD_MS = 500 * DAY_MS;
/** A day off may move a date from so far back. */
const LOOK_BACK_MS = 31 * DAY_MS;

/** Which of the next dates of schedules a layer in another version moves (`now` in epoch ms); `next` is the book with it. */
export async function schedulesMoved(pool: Pool, book: CalendarBook, next: CalendarBook, layerId: string, now: number): Promise<CalendarImpact['schedules']> {
  const schedules = (await schedulesBy(pool, layerId)).filter(({ calendarId }) => usesLayer(next, calendarId, layerId));
  const span = { from: now - LOOK_BACK_MS, until: now + AHEAD_MS };
  const slices = new Map([...new Set(schedules.map(({ calendarId }) => calendarId))].flatMap((id) => {
    const [before, after] = [calendarOf(book, id), calendarOf(next, id)];
    return before && after ? [[id, { before: sliceOf(before, span, zoneOf), after: sliceOf(after, span, zoneOf) }] as const] : [];
  }));
  const items = schedules.flatMap(({ id, title, recurrence, calendarId }) => {
    const cut = slices.get(calendarId);
    const moves = cut ? scheduleMoves(recurrence, cut.before, cut.after, now, COUNT) : [];
    return moves.length === 0 ? [] : [{ scheduleId: id, title, moves: moves.map(({ nominal, from, to }) => ({ nominal, before: from, after: to })) }];
  });
  return { moved: items.length, items };
}
