import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type { z } from 'zod';
import { ZRootLayer, type CalendarLayer } from '#contracts/api/calendar-layer';
import type { CalendarChanged, CalendarChangeRequest, ZCalendarPreview } from '#contracts/api/calendar';
import { ORG_CALENDAR, ownerOf } from '#contracts/calendar';
import { InvalidError, StaleError, ValidationError } from '#domain/errors';
import type { Actor } from '#domain/identity/can';
import { poolOf } from '#persistence/data-source';
import { readBook } from '#persistence/repositories/calendars';
import { claimIdempotencyKey, findIdempotencyKey } from '#persistence/repositories/idempotency';
import { rereadSchedules } from '#persistence/repositories/schedules';
import { recordActivity } from '../commands/told-beside.ts';
import type { Idempotency } from '../common/idempotency.ts';
import { fieldIssues } from '../common/problem/issues.ts';
import { DATA_SOURCE, NOW, type Now } from '../common/tokens.ts';
import { JobsService } from '../jobs/jobs.service.ts';
import { CalendarAccess } from './calendar-access.ts';
import { CalendarImpacts } from './calendar-impact.ts';

const INSERT = `INSERT INTO calendar (id, version, data, created_at, created_by, reason) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING RETURNING id`;

/** Changes layers: shows first what moves, then writes a new version and has everything live counted again. */
@Injectable()
export class CalendarChanges {
  constructor(
    private readonly access: CalendarAccess,
    private readonly impacts: CalendarImpacts,
    private readonly jobs: JobsService,
    @Inject(DATA_SOURCE) private readonly db: DataSource,
    @Inject(NOW) private readonly now: Now,
  ) {}

  /** @throws NotFoundError, ForbiddenError, ValidationError naming what a layer at the bottom must state */
  async preview(actor: Actor, address: string, layer: CalendarLayer): Promise<z.infer<typeof ZCalendarPreview>> {
    const id = await this.access.find(actor, address, 'calendar.preview');
    assertLayer(id, layer, 'layer');
    const book = await readBook(poolOf(this.db));
    const version = book.layers[id]?.version ?? 0;
    return { id, version, ...(await this.impacts.of(actor, book, { id, version: version + 1, data: layer })) };
  }

  /** A new version of a layer, once for each request. @throws StaleError when the version seen is not the newest */
  async apply(actor: Actor, address: string, change: CalendarChangeRequest, idempotency: Idempotency): Promise<CalendarChanged> {
    const id = await this.access.find(actor, address, 'calendar.change');
    assertLayer(id, change.layer, 'layer');
    return this.write(actor, id, change, idempotency);
  }

  /** As {@link apply}, for a layer that was checked. One transaction: version, audit, job. */
  async write(actor: Actor, id: string, { layer, version, reason }: CalendarChangeRequest, idempotency: Idempotency): Promise<CalendarChanged> {
    const earlier = await findIdempotencyKey(this.db, { ...idempotency, actor: actor.id });
    if (earlier) return JSON.parse(earlier) as CalendarChanged;
    const at = this.now();
    const { changed, job } = await this.db.transaction(async (manager) => {
      const [newest] = await manager.query<Array<{ version: number }>>('SELECT max(version) AS version FROM calendar WHERE id = $1', [id]);
      if ((newest?.version ?? 0) !== version) throw new StaleError({ version: newest?.version ?? 0 });
      const added = await manager.query<unknown[]>(INSERT, [id, version + 1, JSON.stringify(layer), at, actor.id, reason]);
      if (added.length === 0) throw new StaleError({ version: version + 1 });
      const noted = await this.jobs.note(manager, { kind: 'calendar', params: { layer: id, version: version + 1, reason }, requestedBy: actor.id });
      const target: CalendarChanged = { id, version: version + 1, jobId: noted.id };
      await claimIdempotencyKey(manager, { ...idempotency, actor: actor.id, target: JSON.stringify(target), now: at });
      await rereadSchedules(manager, id);
      await recordActivity(manager, { runId: null, taskId: null, actor: actor.id, verb: 'calendar-changed', data: { calendarId: id, version: version + 1, reason, jobId: noted.id }, at });
      return { changed: target, job: noted };
    });
    await this.jobs.drive(job);
    return changed;
  }
}

/** The organisation's layer says everything; a layer over it may say anything. @throws ValidationError, InvalidError */
export function assertLayer(id: string, layer: CalendarLayer, path: string): void {
  if (id === ORG_CALENDAR) {
    const parsed = ZRootLayer.safeParse(layer);
    if (!parsed.success) throw new ValidationError(fieldIssues(parsed.error.issues, path));
    if (layer.inheritDays !== undefined) throw new InvalidError([{ path: `${path}.inheritDays`, message: { en: 'there is nothing under the organisation’s calendar', 'zh-CN': '组织日历之下没有可继承的日历' } }]);
    return;
  }
  if (ownerOf(id) === null) throw new InvalidError([{ path: 'id', message: { en: 'only the organisation, teams and people have layers', 'zh-CN': '只有组织、团队和人员才有日历层' } }]);
}
