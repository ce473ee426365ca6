import type { CalendarSlice, WorkingDay } from '#contracts/calendar';
import { timeOfDayMs } from '../calendar/dates.ts';
import { DAY_MS } from '../calendar/duration.ts';
import { atWall, wallOf } from '../calendar/zone.ts';

/** The digest of one working day. Instants in epoch ms. */
export interface DigestDay {
  /** Local date. */
  date: string;
  /** When the digest of the working day before was due: where a first digest begins. */
  previousAt: number;
  /** When the next one is due: how far it looks ahead. */
  nextAt: number;
}

/** Today's digest by this calendar, once its time `HH:MM` has come; null before it and on days off work. On a short day it comes with the closing. */
export function digestDay(slice: CalendarSlice, time: string, now: number): DigestDay | null {
  const index = slice.days.findIndex((day) => wallOf(day, now) >= 0 && wallOf(day, now) < DAY_MS);
  const day = slice.days[index];
  if (!day || now < instantOf(day, time)) return null;
  const [before, after] = [slice.days[index - 1], slice.days[index + 1]];
  return { date: day.date, previousAt: before ? instantOf(before, time) : now - DAY_MS, nextAt: after ? instantOf(after, time) : now + DAY_MS };
}

function instantOf(day: WorkingDay, time: string): number {
  const at = atWall(day, timeOfDayMs(time));
  return Math.min(at, day.intervals.at(-1)?.[1] ?? at);
}
