import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { BREACHING_MS } from '#contracts/api/boards';
import type { Page } from '#contracts/api/paging';
import { WORKLOAD_DAYS, type PersonLoad, type Workload, type WorkloadGroup, type WorkloadQuery, type WorkloadTask, type WorkloadTaskQuery } from '#contracts/api/workload';
import { ORG_CALENDAR, type CalendarSlice } from '#contracts/calendar';
import { calendarIdOf, calendarOf, type CalendarBook } from '#domain/calendar/book';
import { localDay } from '#domain/calendar/build';
import { dateOf } from '#domain/calendar/dates';
import { timeZoneOf } from '#domain/calendar/layers';
import { NotFoundError } from '#domain/errors';
import { unconditional, type Actor } from '#domain/identity/can';
import { loadOf, type DayLoad } from '#domain/workload/load';
import { poolOf } from '#persistence/data-source';
import { readBook, sliceOf } from '#persistence/repositories/calendars';
import { readSetting } from '#persistence/repositories/settings';
import { zoneOf } from '#platform/calendars/zone-of';
import { decodeCursor, pageFrom } from '../common/paging.ts';
import { DATA_SOURCE, NOW, type Now } from '../common/tokens.ts';
import { WorkloadQueries, type AwayRow, type PersonRow, type WorkRow } from './workload-queries.ts';

const DAY_MS = 86_400_000;
/** Work that is due later than shown is spread over the days up to then. */
const REACH_MS = 120 * DAY_MS;
const NEVER = Number.MAX_SAFE_INTEGER;

/** What is true for all people of one answer. */
interface Scene {
  now: number;
  share: number;
  book: CalendarBook;
  timeZone: string;
  dates: string[];
  slices: Map<string, CalendarSlice>;
}

/** The load of people over the next four weeks, from all runs (libs/domain/workload). */
@Injectable()
export class WorkloadService {
  private readonly queries: WorkloadQueries;

  constructor(
    @Inject(DATA_SOURCE) private readonly db: DataSource,
    @Inject(NOW) private readonly now: Now,
  ) {
    this.queries = new WorkloadQueries(poolOf(db));
  }

  async list(actor: Actor, { limit, after, team }: WorkloadQuery): Promise<Workload> {
    const scene = await this.scene();
    const people = await this.queries.people(this.sees(actor, scene.now), { team: team ?? null, person: null }, decodeCursor(after, ['text', 'uuid']) ?? null, limit + 1);
    const { items, next } = pageFrom(people, limit, (row) => row, (row) => [row.name, row.personId]);
    const seen = items.filter((person) => person.seen).map(({ personId }) => personId);
    const [work, away] = await Promise.all([this.queries.work(seen), this.queries.away(seen, scene.now, scene.now + REACH_MS)]);
    const { dates, timeZone, share } = scene;
    return { items: items.map((person) => viewOf(person, mine(work, person.personId), mine(away, person.personId), scene)), next, dates, timeZone, share, breachingMs: BREACHING_MS };
  }

  /** The list behind a cell or a count: told by the same rule. @throws NotFoundError for somebody whose work the actor may not see */
  async tasks(actor: Actor, { personId, date, group, limit, after }: WorkloadTaskQuery): Promise<Page<WorkloadTask>> {
    const scene = await this.scene();
    const [person] = await this.queries.people(this.sees(actor, scene.now), { team: null, person: personId }, null, 1);
    if (!person?.seen) throw new NotFoundError('person');
    const [work, away] = await Promise.all([this.queries.work([person.personId]), this.queries.away([person.personId], scene.now, scene.now + REACH_MS)]);
    const day = date === undefined ? null : new Map(daysOf(person, work, away, scene).find((one) => one.date === date)?.tasks.map(({ taskId, ms }) => [taskId, ms]));
    const rows = work.filter((task) => (day ? day.has(task.id) : inGroup(group!, task, scene.now)));
    const [dueAt, id] = decodeCursor(after, ['number', 'uuid']) ?? [-1, ''];
    const place = (task: WorkRow): number => task.dueAt ?? NEVER;
    const ahead = rows.filter((task) => place(task) > dueAt || (place(task) === dueAt && task.id > id));
    return pageFrom(ahead.slice(0, limit + 1), limit, (task) => taskView(task, day?.get(task.id) ?? null), (task) => [place(task), task.id]);
  }

  private sees(actor: Actor, now: number): { everybody: boolean; reader: string; now: number } {
    return { everybody: unconditional(actor, 'workload.read'), reader: actor.id, now };
  }

  private async scene(): Promise<Scene> {
    const now = this.now();
    const [book, share] = await Promise.all([readBook(poolOf(this.db)), readSetting(this.db, 'workload.share')]);
    const org = calendarOf(book, ORG_CALENDAR);
    if (!org) throw new NotFoundError('calendar');
    const timeZone = timeZoneOf(org);
    const today = localDay(now, zoneOf(timeZone));
    return { now, share, book, timeZone, dates: Array.from({ length: WORKLOAD_DAYS }, (_, index) => dateOf(today + index)), slices: new Map() };
  }
}

const mine = <T extends { personId: string }>(rows: readonly T[], personId: string): T[] => rows.filter((row) => row.personId === personId);

const GROUPS: Record<WorkloadGroup, (task: WorkRow, now: number) => boolean> = {
  open: () => true,
  overdue: ({ dueAt, paused }, now) => dueAt !== null && !paused && dueAt <= now,
  breaching: ({ dueAt, paused }, now) => dueAt !== null && !paused && dueAt > now && dueAt <= now + BREACHING_MS,
  undated: ({ dueAt }) => dueAt === null,
  paused: ({ paused }) => paused,
};
const inGroup = (group: WorkloadGroup, task: WorkRow, now: number): boolean => GROUPS[group](task, now);

function viewOf(person: PersonRow, work: WorkRow[], away: AwayRow[], scene: Scene): PersonLoad {
  const { personId, name, teams, seen, deputyId } = person;
  if (!seen) return { personId, name, teams, load: null };
  const count = (group: WorkloadGroup): number => work.filter((task) => inGroup(group, task, scene.now)).length;
  const days = new Map(daysOf(person, work, away, scene).map((day) => [day.date, day]));
  return {
    personId, name, teams,
    load: {
      open: count('open'), overdue: count('overdue'), breaching: count('breaching'), undated: count('undated'), paused: count('paused'),
      deputyId,
      absences: away.map(({ id, from, until, deputyId: deputy }) => ({ id, from, until, deputyId: deputy })),
      days: scene.dates.map((date) => {
        const day = days.get(date);
        return { date, capacityMs: day?.capacityMs ?? 0, loadMs: Math.round(day?.loadMs ?? 0), tasks: day?.tasks.length ?? 0 };
      }),
    },
  };
}

function daysOf({ personId }: PersonRow, work: WorkRow[], away: AwayRow[], scene: Scene): DayLoad[] {
  const { book, now, share, slices } = scene;
  const id = calendarIdOf(book.teams[personId] ?? [], personId, new Set(Object.keys(book.layers)));
  const slice = slices.get(id) ?? sliceOf((calendarOf(book, id) ?? calendarOf(book, ORG_CALENDAR))!, { from: now, until: now + REACH_MS }, zoneOf);
  slices.set(id, slice);
  return loadOf({ slice, away, now, share }, work.map((task) => ({ taskId: task.id, allowed: task.allowed, dueAt: task.dueAt, paused: task.paused, among: task.among })));
}

function taskView({ id, runId, runTitle, title, version, assignee, dueAt, atRiskAt, breachedAt, paused }: WorkRow, ms: number | null): WorkloadTask {
  return { id, runId, runTitle, title, version, assignee, dueAt: paused ? null : dueAt, atRiskAt: paused ? null : atRiskAt, breachedAt, closedAt: null, ms: ms === null ? null : Math.round(ms) };
}
