import type { CalendarSlice } from '#contracts/calendar';
import type { ClockState } from '#contracts/clock';
import { replanClock } from './plan.ts';

/** Calendars in force after a change: slices by id, and the calendar of each person whose clocks change over to another. */
export interface CalendarsNow {
  slices: Record<string, CalendarSlice>;
  people: Record<string, string>;
}

/** The calendar that a clock counts by from now on: that of the person it counts for, where theirs is another now. */
export const calendarNow = (clock: ClockState, people: CalendarsNow['people']): string => (clock.countsFor === undefined ? clock.calendarId : (people[clock.countsFor] ?? clock.calendarId));

/**
 * A clock after a calendar change, at `now` (epoch ms): counted again as {@link replanClock} does, from `restart` on where that moved (the end of
 * its meeting). The same object when the change is none of its business or nothing comes of it.
 */
export function changeOver(clock: ClockState, { slices, people }: CalendarsNow, now: number, restart: number | null = null): ClockState {
  const calendarId = calendarNow(clock, people);
  const slice = slices[calendarId];
  if (!slice || clock.stoppedAt !== null) return clock;
  const moved = restart !== null && clock.basis.kind === 'policy' && clock.breachedAt === null;
  const started: ClockState = moved && clock.basis.kind === 'policy' ? { ...clock, startedAt: restart, basis: { ...clock.basis, from: restart } } : clock;
  const planned = replanClock(calendarId === clock.calendarId ? started : { ...started, calendarId }, slice, now);
  return JSON.stringify(planned) === JSON.stringify(clock) ? clock : planned;
}

/** The due instant that a change moved; null when it stands or was not known before. */
export const movedFrom = (before: ClockState, after: ClockState): number | null => (after.dueAt === before.dueAt || before.needsMore ? null : before.dueAt);
