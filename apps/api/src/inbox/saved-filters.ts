import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource, EntityManager } from 'typeorm';
import { MAX_SAVED_FILTERS, type SavedFilter, type SavedFilterSave } from '#contracts/api/inbox';
import type { Page, PageQuery } from '#contracts/api/paging';
import { ConflictError, InvalidError, NotFoundError } from '#domain/errors';
import type { Actor } from '#domain/identity/can';
import { claimIdempotencyKey } from '#persistence/repositories/idempotency';
import { recordActivity } from '../commands/told-beside.ts';
import type { Idempotency } from '../common/idempotency.ts';
import { decodeCursor, pageFrom } from '../common/paging.ts';
import { DATA_SOURCE, NOW, type Now } from '../common/tokens.ts';

const COLUMNS = 'id, name, filter, created_at AS "createdAt"';

/** Filters that people keep for themselves. Every statement names the person: there is no way to somebody else's. */
@Injectable()
export class SavedFilters {
  constructor(
    @Inject(DATA_SOURCE) private readonly db: DataSource,
    @Inject(NOW) private readonly now: Now,
  ) {}

  async page(actor: Actor, { after, limit }: PageQuery): Promise<Page<SavedFilter>> {
    const [name, id] = decodeCursor(after, ['text', 'uuid']) ?? [null, null];
    const rows = await this.db.query<SavedFilter[]>(
      `SELECT ${COLUMNS} FROM saved_filter WHERE person_id = $1 AND ($2::text IS NULL OR (name, id) > ($2, $3::uuid)) ORDER BY name, id LIMIT $4`,
      [actor.id, name, id, limit + 1],
    );
    return pageFrom(rows, limit, (row) => row, (row) => [row.name, row.id]);
  }

  /** @throws InvalidError when the name is taken, ConflictError `too-many-filters` */
  async add(actor: Actor, { name, filter }: SavedFilterSave, idempotency: Idempotency): Promise<SavedFilter> {
    const [id, at] = [randomUUID(), this.now()];
    return this.db.transaction(async (tx) => {
      const claim = await claimIdempotencyKey(tx, { ...idempotency, actor: actor.id, target: id, now: at });
      if (!claim.fresh) return this.find(tx, actor, claim.target);
      const [{ count }] = (await tx.query('SELECT count(*)::int AS count FROM saved_filter WHERE person_id = $1', [actor.id])) as [{ count: number }];
      if (count >= MAX_SAVED_FILTERS) throw new ConflictError('too-many-filters');
      const made = await tx.query<unknown[]>(
        `INSERT INTO saved_filter (id, person_id, name, filter, created_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (person_id, lower(name)) DO NOTHING RETURNING id`,
        [id, actor.id, name, JSON.stringify(filter), at],
      );
      if (made.length === 0) throw taken();
      await this.log(tx, actor, 'filter-saved', id, at);
      return this.find(tx, actor, id);
    });
  }

  /** Another name, another filter, or both. */
  async change(actor: Actor, id: string, { name, filter }: SavedFilterSave): Promise<SavedFilter> {
    return this.db.transaction(async (tx) => {
      await this.find(tx, actor, id);
      const others = await tx.query<unknown[]>('SELECT 1 FROM saved_filter WHERE person_id = $1 AND lower(name) = lower($2) AND id <> $3', [actor.id, name, id]);
      if (others.length > 0) throw taken();
      await tx.query('UPDATE saved_filter SET name = $3, filter = $4 WHERE id = $2 AND person_id = $1', [actor.id, id, name, JSON.stringify(filter)]);
      await this.log(tx, actor, 'filter-saved', id, this.now());
      return this.find(tx, actor, id);
    });
  }

  async remove(actor: Actor, id: string): Promise<void> {
    await this.db.transaction(async (tx) => {
      await this.find(tx, actor, id);
      await tx.query('DELETE FROM saved_filter WHERE id = $2 AND person_id = $1', [actor.id, id]);
      await this.log(tx, actor, 'filter-removed', id, this.now());
    });
  }

  private async find(tx: EntityManager, actor: Actor, id: string): Promise<SavedFilter> {
    const [row] = await tx.query<SavedFilter[]>(`SELECT ${COLUMNS} FROM saved_filter WHERE person_id = $1 AND id = $2`, [actor.id, id]);
    if (!row) throw new NotFoundError('filter');
    return row;
  }

  private async log(tx: EntityManager, actor: Actor, verb: string, filter: string, at: number): Promise<void> {
    await recordActivity(tx, { runId: null, taskId: null, actor: actor.id, verb, data: { filter }, at });
  }
}

const taken = (): InvalidError => new InvalidError([{ path: 'name', message: { en: 'is the name of another filter of yours', 'zh-CN': '已有同名筛选' } }]);
