import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type { z } from 'zod';
import { ZYear, type CalendarAnswer, type CalendarQuestion, type CalendarResource, type CalendarYear, type ZCalendarCard, type ZCalendarVersion } from '#contracts/api/calendar';
import type { Page, PageQuery } from '#contracts/api/paging';
import { personCalendar, ORG_CALENDAR, ownerOf, type CalendarSlice } from '#contracts/calendar';
import { calendarIdOf, calendarOf } from '#domain/calendar/book';
import { dateOf } from '#domain/calendar/dates';
import { dayOf } from '#domain/calendar/day';
import { isOfficial, layerVersions, timeZoneOf, versionOf, weekOn, type Calendar } from '#domain/calendar/layers';
import { localDay } from '#domain/calendar/build';
import { NotFoundError, ValidationError } from '#domain/errors';
import { unconditional, type Actor } from '#domain/identity/can';
import { poolOf } from '#persistence/data-source';
import { readBook, sliceOf } from '#persistence/repositories/calendars';
import { zoneOf } from '#platform/calendars/zone-of';
import { decodeCursor, pageFrom } from '../common/paging.ts';
import { fieldIssues } from '../common/problem/issues.ts';
import { DATA_SOURCE, NOW, type Now } from '../common/tokens.ts';
import { answerOf } from './calendar-answer.ts';
import { CalendarAccess } from './calendar-access.ts';
import { CalendarQueries } from './calendar-queries.ts';
import { dayView } from './day-view.ts';

const DAY_MS = 86_400_000;
/** What people look at lies within: work that is over by weeks, and what a roadmap plans (10.1: 20 weeks). */
const SHOWN_BACK_MS = 60 * DAY_MS;
const SHOWN_AHEAD_MS = 150 * DAY_MS;

/** Shows calendars: as stored, as they count, day by day, and what they answer. */
@Injectable()
export class CalendarsService {
  private readonly queries: CalendarQueries;

  constructor(
    private readonly access: CalendarAccess,
    @Inject(DATA_SOURCE) private readonly db: DataSource,
    @Inject(NOW) private readonly now: Now,
  ) {
    this.queries = new CalendarQueries(poolOf(db));
  }

  async list(actor: Actor, { after, limit }: PageQuery): Promise<Page<z.infer<typeof ZCalendarCard>>> {
    const [id] = decodeCursor(after, ['text']) ?? [''];
    const reader = unconditional(actor, 'calendar.read') ? null : actor.id;
    return pageFrom(await this.queries.page(reader, id, limit + 1), limit, (row) => row, (row) => [row.id]);
  }

  /** @throws NotFoundError */
  async get(actor: Actor, address: string): Promise<CalendarResource> {
    const id = await this.access.find(actor, address, 'calendar.read');
    const calendar = await this.read(id);
    const zone = zoneOf(timeZoneOf(calendar));
    const today = dateOf(localDay(this.now(), zone));
    const own = calendar.layers.find((layer) => layer.id === id);
    return { id, version: own?.version ?? 0, layer: own?.data ?? null, layers: layerVersions(calendar), effective: effectiveOf(calendar, today), today: dayView(dayOf(calendar, today)) };
  }

  /** Every day of a year. @throws NotFoundError, ValidationError for a year out of range */
  async year(actor: Actor, address: string, asked: string): Promise<CalendarYear> {
    const id = await this.access.find(actor, address, 'calendar.read');
    const parsed = ZYear.safeParse(asked);
    if (!parsed.success) throw new ValidationError(fieldIssues(parsed.error.issues, 'year'));
    const calendar = await this.read(id);
    const year = parsed.data;
    const first = Date.UTC(year, 0, 1) / 86_400_000;
    const days = Array.from({ length: Date.UTC(year + 1, 0, 1) / 86_400_000 - first }, (_, index) => dayView(dayOf(calendar, dateOf(first + index))));
    return { id, year, official: isOfficial(calendar, year), timeZone: timeZoneOf(calendar), layers: layerVersions(calendar), workdays: days.filter(({ isWorkday }) => isWorkday).length, days };
  }

  /** Working time around now; a person without a layer of their own counts by their team's or the organisation's. @throws NotFoundError */
  async slice(actor: Actor, address: string): Promise<CalendarSlice> {
    const id = await this.access.find(actor, address, 'calendar.read');
    const book = await readBook(poolOf(this.db), [id]);
    const owner = ownerOf(id);
    const counts = owner?.kind === 'person' ? calendarIdOf(book.teams[owner.id] ?? [], owner.id, new Set(Object.keys(book.layers))) : id;
    const calendar = calendarOf(book, counts);
    if (!calendar) throw new NotFoundError('calendar');
    const now = this.now();
    return sliceOf(calendar, { from: now - SHOWN_BACK_MS, until: now + SHOWN_AHEAD_MS }, zoneOf);
  }

  async versions(actor: Actor, address: string, { after, limit }: PageQuery): Promise<Page<z.infer<typeof ZCalendarVersion>>> {
    const id = await this.access.find(actor, address, 'calendar.read');
    const [before] = decodeCursor(after, ['number']) ?? [2 ** 31 - 1];
    return pageFrom(await this.queries.versions(id, Math.trunc(before), limit + 1), limit, (row) => row, (row) => [row.version]);
  }

  /** The instant that lies a duration after another, by the calendar that this person's work counts by. @throws NotFoundError, InvalidError when it lies years ahead */
  async answer(actor: Actor, { from, duration, person, calendar: named }: CalendarQuestion): Promise<CalendarAnswer> {
    const asked = person === undefined ? (named ?? ORG_CALENDAR) : personCalendar(person.toLowerCase());
    const id = await this.access.find(actor, asked, 'calendar.read');
    const book = await readBook(poolOf(this.db), [id]);
    const counts = person === undefined ? id : calendarIdOf(book.teams[person.toLowerCase()] ?? [], person.toLowerCase(), new Set(Object.keys(book.layers)));
    const calendar = calendarOf(book, counts);
    if (!calendar) throw new NotFoundError('calendar');
    const { at, provisional, sentences, timeZone } = answerOf(calendar, from, duration);
    return { at, provisional, calendar: { id: counts, version: versionOf(calendar), timeZone, layers: layerVersions(calendar) }, sentences };
  }

  private async read(id: string): Promise<Calendar> {
    const calendar = calendarOf(await readBook(poolOf(this.db), [id]), id);
    if (!calendar) throw new NotFoundError('calendar');
    return calendar;
  }
}

/** What counts on a date, and which layer says it. */
function effectiveOf({ layers }: Calendar, date: string): CalendarResource['effective'] {
  const said = <T>(of: (layer: Calendar['layers'][number]) => T | undefined): { value: T; layer: string } | null => {
    const layer = layers.findLast((one) => of(one) !== undefined);
    return layer ? { value: of(layer)!, layer: layer.id } : null;
  };
  return {
    timeZone: said(({ data }) => data.timeZone),
    hours: said(({ data }) => weekOn(data, date).hours),
    weekdays: said(({ data }) => weekOn(data, date).weekdays),
    weekdayHours: said(({ data }) => weekOn(data, date).weekdayHours as Record<string, Array<[string, string]>> | undefined),
    officialYears: [...new Set(layers.slice(Math.max(0, layers.findLastIndex(({ data }) => data.inheritDays === 'none'))).flatMap(({ data }) => data.officialYears ?? []))].sort((a, b) => a - b),
    periods: layers.flatMap(({ id, data }) => (data.periods ?? []).map(({ from }) => ({ from, layer: id }))).sort((a, b) => a.from.localeCompare(b.from)),
  };
}
