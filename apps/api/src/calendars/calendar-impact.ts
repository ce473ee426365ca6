import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type { CalendarImpact } from '#contracts/api/calendar';
import { calendarOf, withLayer, type CalendarBook } from '#domain/calendar/book';
import { localDay } from '#domain/calendar/build';
import { dateOf } from '#domain/calendar/dates';
import { differenceOf } from '#domain/calendar/difference';
import { impactOf, peopleNow, spansOf } from '#domain/calendar/impact';
import { timeZoneOf, type VersionedLayer } from '#domain/calendar/layers';
import { NotFoundError } from '#domain/errors';
import type { Actor } from '#domain/identity/can';
import { poolOf } from '#persistence/data-source';
import { comingMeetings, openClocks, type ClockRow, type MeetingRow } from '#persistence/repositories/calendar-use';
import { sliceOf } from '#persistence/repositories/calendars';
import { zoneOf } from '#platform/calendars/zone-of';
import { DATA_SOURCE, NOW, type Now } from '../common/tokens.ts';
import { schedulesMoved } from './schedule-impact.ts';
import { dayView } from './day-view.ts';

const SHOWN = 500;
const MANAGES = `SELECT person_id AS id FROM team_member JOIN team ON team.id = team_member.team_id WHERE team.lead_id = $1`;

/** Says what a layer in another version would do, with the functions that runs plan by, over what the tables keep of them. Writes nothing. */
@Injectable()
export class CalendarImpacts {
  constructor(
    @Inject(DATA_SOURCE) private readonly db: DataSource,
    @Inject(NOW) private readonly now: Now,
  ) {}

  /** @param book the layers in force; `layer` is put into it. @throws NotFoundError when there is nothing under it */
  async of(actor: Actor, book: CalendarBook, layer: VersionedLayer): Promise<CalendarImpact> {
    const now = this.now();
    const pool = poolOf(this.db);
    const next = withLayer(book, layer);
    const [clocks, meetings, seen, schedules] = await Promise.all([openClocks(pool), comingMeetings(pool, now), this.seenBy(actor), schedulesMoved(pool, book, next, layer.id, now)]);
    const spans = spansOf(next, layer.id, clocks, meetings, now);
    const slices = Object.fromEntries(Object.entries(spans).flatMap(([id, span]) => {
      const calendar = calendarOf(next, id);
      return calendar ? [[id, sliceOf(calendar, span, zoneOf)] as const] : [];
    }));
    const impact = impactOf(clocks, meetings, slices, peopleNow(next, clocks), now);
    return {
      days: daysOf(book, next, layer.id, now),
      ...tasksOf(impact.clocks, clocks, seen),
      meetings: meetingsOf(impact.meetings, meetings, seen),
      schedules: seen === null ? schedules : { ...schedules, items: [] },
      people: toldBy(impact, clocks, meetings).size,
    };
  }

  /** Whose work an actor may see in a preview: everybody's (null) for admins and managers, else their own and that of people they lead. */
  private async seenBy(actor: Actor): Promise<Set<string> | null> {
    if (actor.role === 'admin' || actor.role === 'manager') return null;
    const led = await this.db.query<Array<{ id: string }>>(MANAGES, [actor.id]);
    return new Set([actor.id, ...led.map(({ id }) => id)]);
  }
}

/** This year and the next, and every date named beyond. @throws NotFoundError */
function daysOf(book: CalendarBook, next: CalendarBook, id: string, now: number): CalendarImpact['days'] {
  const after = calendarOf(next, id);
  if (!after) throw new NotFoundError('calendar');
  const year = Number(dateOf(localDay(now, zoneOf(timeZoneOf(after)))).slice(0, 4));
  const changes = differenceOf(calendarOf(book, id), after, `${year}-01-01`, `${year + 1}-12-31`);
  return changes.map(({ date, before, after: day }) => ({ date, before: before && dayView(before), after: dayView(day) }));
}

type Impact = ReturnType<typeof impactOf>;

function tasksOf(moves: Impact['clocks'], clocks: readonly ClockRow[], seen: Set<string> | null): Pick<CalendarImpact, 'tasks'> {
  const rows = new Map(clocks.map((row) => [row.taskId, row]));
  const moved = moves.filter(({ before, after }) => before !== after);
  const visible = moved.map((move) => ({ move, row: rows.get(move.taskId)! })).filter(({ row }) => seen === null || holders(row).some((person) => seen.has(person)));
  return {
    tasks: {
      moved: moved.length,
      settled: moves.length - moved.length,
      items: visible.slice(0, SHOWN).map(({ move, row: { runId, runTitle, title, assignee } }) => ({ ...move, runId, runTitle, title, assignee })),
    },
  };
}

function meetingsOf(moves: Impact['meetings'], meetings: readonly MeetingRow[], seen: Set<string> | null): CalendarImpact['meetings'] {
  const rows = new Map(meetings.map((row) => [row.id, row]));
  const visible = moves.map((move) => ({ move, row: rows.get(move.meetingId)! })).filter(({ row }) => seen === null || [row.organizer, ...row.attendees].some((person) => seen.has(person)));
  return { moved: moves.length, items: visible.slice(0, SHOWN).map(({ move, row: { runId, runTitle, title } }) => ({ ...move, runId, runTitle, title })) };
}

const holders = ({ assignee, candidates }: ClockRow): string[] => (assignee === null ? candidates : [assignee]);

function toldBy(impact: Impact, clocks: readonly ClockRow[], meetings: readonly MeetingRow[]): Set<string> {
  const moved = new Set(impact.clocks.filter(({ before, after }) => before !== after).map(({ taskId }) => taskId));
  const met = new Set(impact.meetings.map(({ meetingId }) => meetingId));
  return new Set([...clocks.filter(({ taskId }) => moved.has(taskId)).flatMap(holders), ...meetings.filter(({ id }) => met.has(id)).flatMap(({ organizer, attendees }) => [organizer, ...attendees])]);
}
