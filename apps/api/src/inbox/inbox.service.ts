import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type { InboxCounts, InboxQuery } from '#contracts/api/inbox';
import type { Page } from '#contracts/api/paging';
import type { TaskCard } from '#contracts/api/task';
import { unconditional, type Actor } from '#domain/identity/can';
import { dueWindow } from '#domain/task/due-window';
import { poolOf } from '#persistence/data-source';
import { zoneOf } from '#platform/calendars/zone-of';
import { decodeCursor, pageFrom } from '../common/paging.ts';
import { DATA_SOURCE, NOW, type Now } from '../common/tokens.ts';
import { snoozedUntil } from '../snooze/snooze-queries.ts';
import { TaskAccess } from '../tasks/task-access.ts';
import { cardOf } from '../tasks/task-views.ts';
import { InboxQueries } from './inbox-queries.ts';
import type { InboxReader } from './inbox-views.ts';

/** A person's work, in heaps with counts. */
@Injectable()
export class InboxService {
  private readonly queries: InboxQueries;

  constructor(
    private readonly access: TaskAccess,
    @Inject(DATA_SOURCE) private readonly db: DataSource,
    @Inject(NOW) private readonly now: Now,
  ) {
    this.queries = new InboxQueries(poolOf(db));
  }

  async page(actor: Actor, query: InboxQuery): Promise<Page<TaskCard>> {
    const reader = await this.reader(actor);
    const after = decodeCursor(query.after, ['number', 'uuid']) ?? null;
    const dueBefore = query.due === undefined ? null : dueWindow(query.due, reader.now, zoneOf(await this.zone(actor.id)));
    const rows = await this.queries.page(reader, { ...query, dueBefore }, after, query.limit + 1);
    const until = query.view === 'later' ? await snoozedUntil(this.db, actor.id, rows.map(({ id }) => id), reader.now) : new Map<string, number>();
    const titles = await this.access.stepTitles(rows);
    return pageFrom(rows, query.limit, (row) => cardOf(row, actor.id, { snoozedUntil: until.get(row.id) ?? null, stepTitle: titles.get(row.id) ?? null }), (row) => [query.view === 'done' ? row.closedAt! : row.breachAt, row.id]);
  }

  async counts(actor: Actor): Promise<InboxCounts> {
    return this.queries.counts(await this.reader(actor));
  }

  private async reader(actor: Actor): Promise<InboxReader> {
    const everything = unconditional(actor, 'task.read');
    return { person: actor.id, now: this.now(), everything, claimers: await this.access.queries.teamOf(actor.id, everything) };
  }

  private async zone(person: string): Promise<string> {
    const [row] = await this.db.query<Array<{ zone: string }>>('SELECT time_zone AS zone FROM person WHERE id = $1', [person]);
    return row!.zone;
  }
}
