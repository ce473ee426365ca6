import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { BOARD_PERIOD_MS, BREACHING_MS, EXCEPTIONS, FLOW, type BoardPeopleQuery, type Exceptions, type FigureItem, type FigureItemQuery, type Flow, type FlowFigure, type FlowKey, type FlowQuery, type PersonFigures } from '#contracts/api/boards';
import type { Page } from '#contracts/api/paging';
import { ORG_CALENDAR } from '#contracts/calendar';
import { calendarOf } from '#domain/calendar/book';
import { timeZoneOf } from '#domain/calendar/layers';
import { weeksOf } from '#domain/calendar/weeks';
import { unconditional, type Actor } from '#domain/identity/can';
import { poolOf } from '#persistence/data-source';
import { readBook } from '#persistence/repositories/calendars';
import { zoneOf } from '#platform/calendars/zone-of';
import { decodeCursor, pageFrom } from '../common/paging.ts';
import { DATA_SOURCE, NOW, type Now } from '../common/tokens.ts';
import { BoardQueries, type Asked, type FlowRow } from './board-queries.ts';
import { FLOW_SQL } from './figures.ts';

type Period = Pick<FlowQuery, 'from' | 'until' | 'playbook'>;

/** Figures over the read tables: what needs somebody, how the work flows, who has what. */
@Injectable()
export class BoardsService {
  private readonly queries: BoardQueries;

  constructor(
    @Inject(DATA_SOURCE) private readonly db: DataSource,
    @Inject(NOW) private readonly now: Now,
  ) {
    this.queries = new BoardQueries(poolOf(db));
  }

  async exceptions(actor: Actor, query: Period): Promise<Exceptions> {
    const asked = this.asked(actor, query);
    const rows = await this.queries.exceptions(asked);
    return { at: asked.now, sight: sightOf(asked), breachingMs: BREACHING_MS, figures: EXCEPTIONS.map((key) => ({ key, of: rows.find(({ figure }) => figure === key)?.of ?? 0 })) };
  }

  async flow(actor: Actor, query: Period): Promise<Flow> {
    const asked = this.asked(actor, query);
    const timeZone = await this.timeZone();
    const weeks = weeksOf(asked, zoneOf(timeZone));
    const rows = await this.queries.flow(asked, weeks.map((week) => week.from));
    const figure = (key: FlowKey): FlowFigure => figureOf(key, rows.filter((row) => row.figure === key), weeks, asked);
    return { from: asked.from, until: asked.until, timeZone, sight: sightOf(asked), figures: FLOW.map(figure) };
  }

  async people(actor: Actor, query: BoardPeopleQuery): Promise<Page<PersonFigures>> {
    const rows = await this.queries.people(this.asked(actor, query), decodeCursor(query.after, ['text', 'uuid']) ?? null, query.limit + 1);
    return pageFrom(rows, query.limit, (row) => row, (row) => [row.name, row.personId]);
  }

  async items(actor: Actor, query: FigureItemQuery): Promise<Page<FigureItem>> {
    const asked = { ...this.asked(actor, query), person: query.personId?.toLowerCase() ?? null };
    const rows = await this.queries.items(query.figure, query.which, asked, decodeCursor(query.after, ['number', 'uuid']) ?? null, query.limit + 1);
    return pageFrom(rows, query.limit, ({ sort: _sort, ...item }) => item, (row) => [row.sort, row.id]);
  }

  private asked(actor: Actor, { from, until, playbook }: Period): Asked {
    const now = this.now();
    const end = until ?? Math.max(now, (from ?? 0) + 1);
    return {
      now, from: from ?? end - BOARD_PERIOD_MS, until: end, playbook: playbook ?? null, person: null, reader: actor.id,
      allWork: unconditional(actor, 'task.read'), allPeople: unconditional(actor, 'board.people'),
    };
  }

  /** Weeks are the organisation's, so that everybody reads the same trend. */
  private async timeZone(): Promise<string> {
    const calendar = calendarOf(await readBook(poolOf(this.db), [ORG_CALENDAR]), ORG_CALENDAR);
    return calendar ? timeZoneOf(calendar) : 'UTC';
  }
}

const sightOf = ({ allWork }: Asked): 'all' | 'own' => (allWork ? 'all' : 'own');
const PER_HUNDRED = 100;

function valueOf(key: FlowKey, row: FlowRow | undefined): number | null {
  if (!row) return null;
  const { unit } = FLOW_SQL[key];
  if (unit === 'ms') return row.median;
  return row.mean === null ? null : row.mean * (unit === 'per100' ? PER_HUNDRED : 1);
}

function figureOf(key: FlowKey, rows: FlowRow[], weeks: Array<{ from: number; until: number }>, { from, until }: Asked): FlowFigure {
  const whole = rows.find((row) => row.week === null);
  const trend = weeks.map((week, index) => {
    const row = rows.find((one) => one.week === index);
    return { from: Math.max(from, week.from), until: Math.min(until, week.until), value: valueOf(key, row), of: row?.of ?? 0 };
  });
  return { key, unit: FLOW_SQL[key].unit, value: valueOf(key, whole), of: whole?.of ?? 0, counted: whole?.counted ?? 0, trend };
}
