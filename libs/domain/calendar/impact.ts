import type { CalendarSlice } from '#contracts/calendar';
import type { ClockState } from '#contracts/clock';
import type { Meeting } from '#contracts/meeting';
import { calendarNow, changeOver, movedFrom, type CalendarsNow } from '../clock/change-over.ts';
import { movedMeeting } from '../meeting/move.ts';
import { calendarIdOf, usesLayer, type CalendarBook } from './book.ts';
import { ORG_CALENDAR } from '#contracts/calendar';
import { DAY_MS } from './duration.ts';

/** An open clock and the meeting it waits for, if any. */
export interface ClockInUse {
  taskId: string;
  meetingId: string | null;
  clock: ClockState;
}
export interface Span {
  from: number;
  until: number;
}
/** A due time or a meeting before and after a change (epoch ms). */
export interface ClockMove {
  taskId: string;
  before: number;
  after: number;
  /** True when only now the year is official or, the other way round, provisional. */
  provisional: { before: boolean; after: boolean };
}
export interface MeetingMove {
  meetingId: string;
  before: { startsAt: number; endsAt: number };
  after: { startsAt: number; endsAt: number };
}

/** Runs hold no more of the past than this (activity `loadFacts`). */
const FURTHEST_BACK_MS = 180 * DAY_MS;
const AHEAD_MS = 90 * DAY_MS;

/** Calendars of the people that clocks count for, as far as these are layers of their own or their team's. */
export function peopleNow(book: CalendarBook, clocks: readonly ClockInUse[]): CalendarsNow['people'] {
  const layers = new Set(Object.keys(book.layers));
  const people = [...new Set(clocks.flatMap(({ clock }) => clock.countsFor ?? []))];
  const owned = people.map((person) => [person, calendarIdOf(book.teams[person] ?? [], person, layers)] as const);
  return Object.fromEntries(owned.filter(([, id]) => id !== ORG_CALENDAR));
}

/** What of each calendar that uses `layer` must be cut, so that these clocks and meetings can be counted again at `now`. */
export function spansOf(book: CalendarBook, layer: string, clocks: readonly ClockInUse[], meetings: readonly Meeting[], now: number): Record<string, Span> {
  const people = peopleNow(book, clocks);
  const spans: Record<string, Span> = {};
  const known = new Map<string, boolean>();
  const cover = (id: string, since: number, until: number): void => {
    if (!known.has(id)) known.set(id, usesLayer(book, id, layer));
    if (!known.get(id)) return;
    spans[id] = widened(spans[id] ?? around(now), since, until, now);
  };
  for (const { clock } of clocks) cover(calendarNow(clock, people), sinceOf(clock), untilOf(clock));
  for (const { schedule, startsAt } of meetings) if (schedule) cover(schedule.calendarId, schedule.after, startsAt);
  return spans;
}

/** What of one calendar must be cut, so that these clocks can be counted again by it at `now`. */
export const spanOver = (clocks: readonly Pick<ClockInUse, 'clock'>[], now: number): Span => clocks.reduce((span, { clock }) => widened(span, sinceOf(clock), untilOf(clock), now), around(now));

const around = (now: number): Span => ({ from: now - 14 * DAY_MS, until: now + AHEAD_MS });
const widened = (span: Span, since: number, until: number, now: number): Span => ({ from: Math.max(now - FURTHEST_BACK_MS, Math.min(span.from, since - DAY_MS)), until: Math.max(span.until, until + AHEAD_MS) });
const untilOf = ({ dueAt, agenda }: ClockState): number => Math.max(dueAt, agenda.at(-1)?.at ?? 0);

function sinceOf({ basis, startedAt, ack }: ClockState): number {
  const counted = basis.kind === 'policy' ? basis.from : basis.at;
  return Math.min(counted, startedAt, ack?.at ?? startedAt);
}

/** What moves when the calendars of `slices` come into force at `now` (epoch ms): the functions of the run itself, over what its tables keep. */
export function impactOf(clocks: readonly ClockInUse[], meetings: readonly Meeting[], slices: Record<string, CalendarSlice>, people: CalendarsNow['people'], now: number): { clocks: ClockMove[]; meetings: MeetingMove[] } {
  const moved = meetings.flatMap((meeting): MeetingMove[] => {
    const slice = slices[meeting.schedule?.calendarId ?? ''];
    const after = slice ? movedMeeting(meeting, slice, now) : null;
    return after ? [{ meetingId: meeting.id, before: { startsAt: meeting.startsAt, endsAt: meeting.endsAt }, after }] : [];
  });
  const ends = new Map(moved.map(({ meetingId, after }) => [meetingId, after.endsAt]));
  return {
    meetings: moved,
    clocks: clocks.flatMap(({ taskId, meetingId, clock }): ClockMove[] => {
      const after = changeOver(clock, { slices, people }, now, ends.get(meetingId ?? '') ?? null);
      const settled = after.provisional !== clock.provisional;
      if (movedFrom(clock, after) === null && !settled) return [];
      return [{ taskId, before: clock.dueAt, after: after.dueAt, provisional: { before: clock.provisional, after: after.provisional } }];
    }),
  };
}
