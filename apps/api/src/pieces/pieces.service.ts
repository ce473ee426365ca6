import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type { Page } from '#contracts/api/paging';
import type { PieceCalendarQuery, PieceCard, PieceQuery, PieceWhole } from '#contracts/api/piece';
import type { CalendarSlice } from '#contracts/calendar';
import type { Json } from '#contracts/text';
import { calendarOf, type CalendarBook } from '#domain/calendar/book';
import { timeZoneOf } from '#domain/calendar/layers';
import { NotFoundError } from '#domain/errors';
import { unconditional, type Actor } from '#domain/identity/can';
import { compilePlaybook } from '#domain/playbook/compile';
import { poolOf } from '#persistence/data-source';
import { readBook, sliceOf } from '#persistence/repositories/calendars';
import { zoneOf } from '#platform/calendars/zone-of';
import { decodeCursor, pageFrom } from '../common/paging.ts';
import { DATA_SOURCE, NOW, type Now } from '../common/tokens.ts';
import { PlaybookSource } from '../playbooks/playbook-source.ts';
import { PieceQueries, type PieceRow, type Reader } from './piece-queries.ts';
import { cardOf, wholeOf, type Ground } from './piece-views.ts';

const DAY_MS = 86_400_000;
/** Far enough for what a loop still has to do. */
const REACH_MS = 120 * DAY_MS;
const MOST = 500;

/** Reads pieces for people: where each stands, when it goes out, how it does. */
@Injectable()
export class PiecesService {
  private readonly queries: PieceQueries;

  constructor(
    private readonly playbooks: PlaybookSource,
    @Inject(DATA_SOURCE) private readonly db: DataSource,
    @Inject(NOW) private readonly now: Now,
  ) {
    this.queries = new PieceQueries(poolOf(db));
  }

  async list(actor: Actor, { after, limit, ...filter }: PieceQuery): Promise<Page<PieceCard>> {
    const [id] = decodeCursor(after, ['uuid']) ?? [null];
    const { items, next } = pageFrom(await this.queries.page(readerOf(actor), filter, id, limit + 1), limit, (row) => row, (row) => [row.id]);
    return { items: await this.cards(items), next };
  }

  /** What went or goes out in [from, until). */
  async calendar(actor: Actor, { from, until, ...filter }: PieceCalendarQuery): Promise<{ items: PieceCard[]; complete: boolean }> {
    const rows = await this.queries.around(readerOf(actor), filter, from, until, MOST + 1);
    const cards = await this.cards(rows.slice(0, MOST));
    const within = cards.filter(({ expected }) => expected !== null && expected.at >= from && expected.at < until);
    return { items: within.sort((a, b) => a.expected!.at - b.expected!.at || (a.id < b.id ? -1 : 1)), complete: rows.length <= MOST };
  }

  async accounts(actor: Actor): Promise<{ items: Array<{ account: string; pieces: number }> }> {
    return { items: await this.queries.accounts(readerOf(actor)) };
  }

  /** @throws NotFoundError also for one that the actor may not see */
  async get(actor: Actor, id: string): Promise<PieceWhole> {
    const row = await this.queries.find(readerOf(actor), id);
    if (!row) throw new NotFoundError('piece');
    const [open, closed, path, points, ground] = await Promise.all([this.queries.openTasks([row.id]), this.queries.closedTasks(row.id), this.queries.path(row.id), this.queries.points(row.id), this.grounds([row])]);
    const under = ground(row);
    return wholeOf(cardOf(row, open, under, this.now()), { path, closed, points }, under);
  }

  private async cards(rows: PieceRow[]): Promise<PieceCard[]> {
    if (rows.length === 0) return [];
    const [open, ground] = await Promise.all([this.queries.openTasks(rows.map(({ id }) => id)), this.grounds(rows)]);
    return rows.map((row) => cardOf(row, open, ground(row), this.now()));
  }

  /** Playbook and calendar of each row's run, each read and cut once. */
  private async grounds(rows: readonly PieceRow[]): Promise<(row: PieceRow) => Ground> {
    const book = await readBook(poolOf(this.db));
    const slices = new Map<string, Pick<Ground, 'slice' | 'zone'>>();
    const known = new Map<string, Ground>();
    for (const row of rows) {
      if (known.has(row.runId)) continue;
      const playbook = await this.playbooks.pinned(row.playbookSlug, row.playbookVersion);
      const definition = compilePlaybook(playbook, overridesOf(row.settings, playbook.settings));
      const cut = slices.get(definition.calendarId) ?? this.cut(book, definition.calendarId);
      slices.set(definition.calendarId, cut);
      known.set(row.runId, { playbook, definition, ...cut });
    }
    return (row) => known.get(row.runId)!;
  }

  private cut(book: CalendarBook, id: string): { slice: CalendarSlice; zone: Ground['zone'] } {
    const calendar = calendarOf(book, id);
    if (!calendar) throw new NotFoundError('calendar');
    const now = this.now();
    return { slice: sliceOf(calendar, { from: now - DAY_MS, until: now + REACH_MS }, zoneOf), zone: zoneOf(timeZoneOf(calendar)) };
  }
}

const readerOf = (actor: Actor): Reader => ({ everything: unconditional(actor, 'piece.read'), id: actor.id });

/** A run keeps settings of the version it began with; those that its present one no longer has say nothing. */
const overridesOf = (settings: Record<string, Json>, known: Record<string, unknown>): Record<string, Json> => Object.fromEntries(Object.entries(settings).filter(([name]) => Object.hasOwn(known, name)));
