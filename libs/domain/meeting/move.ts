import type { CalendarSlice } from '#contracts/calendar';
import type { Meeting } from '#contracts/meeting';
import { nextOccurrence } from '../calendar/recurrence.ts';

/**
 * Where a meeting that is not yet held moves when its date is counted again in another version of its calendar; null when it stands. A date never
 * moves into the past, and one that has begun at `now` (epoch ms) stands.
 */
export function movedMeeting({ state, schedule, startsAt, endsAt }: Meeting, slice: CalendarSlice, now: number): { startsAt: number; endsAt: number } | null {
  if (state !== 'scheduled' || !schedule || schedule.calendarId !== slice.calendarId || startsAt <= now || schedule.after < slice.from) return null;
  const next = nextOccurrence(slice, schedule.recurrence, schedule.after);
  if (!('at' in next) || next.at === startsAt || next.at <= now) return null;
  return { startsAt: next.at, endsAt: next.at + endsAt - startsAt };
}
