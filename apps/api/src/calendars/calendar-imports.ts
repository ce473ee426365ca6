import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type { CalendarImport, CalendarImported } from '#contracts/api/calendar';
import { withOfficialYear } from '#domain/calendar/official';
import { NotFoundError, StaleError } from '#domain/errors';
import type { Actor } from '#domain/identity/can';
import { poolOf } from '#persistence/data-source';
import { readBook } from '#persistence/repositories/calendars';
import { findIdempotencyKey } from '#persistence/repositories/idempotency';
import type { Idempotency } from '../common/idempotency.ts';
import { DATA_SOURCE } from '../common/tokens.ts';
import { CalendarAccess } from './calendar-access.ts';
import { CalendarChanges } from './calendar-changes.ts';
import { CalendarImpacts } from './calendar-impact.ts';
import { listedDays } from './listed-days.ts';

/** Takes in the official list of a year: shows what it would change, and applies it when asked to. A day made by hand is never replaced unless its date is named. */
@Injectable()
export class CalendarImports {
  constructor(
    private readonly access: CalendarAccess,
    private readonly changes: CalendarChanges,
    private readonly impacts: CalendarImpacts,
    @Inject(DATA_SOURCE) private readonly db: DataSource,
  ) {}

  /** @throws NotFoundError for a calendar without a layer, InvalidError naming bad lines, StaleError when the version seen is not the newest */
  async import(actor: Actor, request: CalendarImport, idempotency: Idempotency): Promise<CalendarImported> {
    const id = await this.access.find(actor, request.calendar, 'calendar.import');
    const { source, list } = listedDays(request);
    const book = await readBook(poolOf(this.db));
    const present = book.layers[id];
    if (!present) throw new NotFoundError('calendar');
    const { layer, days } = withOfficialYear(present.data, request.year, list, request.overwrite);
    const impact = await this.impacts.of(actor, book, { id, version: present.version + 1, data: layer });
    const shown = { calendar: id, version: present.version, year: request.year, source, list: days, impact };
    if (!request.apply) return { ...shown, applied: null };
    const repeated = await findIdempotencyKey(this.db, { ...idempotency, actor: actor.id });
    if (!repeated && present.version !== request.version) throw new StaleError({ version: present.version });
    const reason = request.reason ?? `Official calendar ${request.year}`;
    return { ...shown, applied: await this.changes.write(actor, id, { layer, version: request.version!, reason }, idempotency) };
  }
}
