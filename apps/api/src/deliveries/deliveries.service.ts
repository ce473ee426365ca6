import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource, EntityManager } from 'typeorm';
import type { DeliveryDetail, DeliveryItem, DeliveryQuery } from '#contracts/api/delivery';
import type { Page } from '#contracts/api/paging';
import { ConflictError, NotFoundError } from '#domain/errors';
import type { Relation } from '#domain/identity/matrix';
import { findDelivery, insertResend, listDeliveries, lockDelivery, siblingsOf, type DeliveryRow } from '#persistence/repositories/deliveries';
import { AuditedReads } from '../audit/audited-reads.ts';
import { recordActivity } from '../commands/told-beside.ts';
import { demand, type Actor } from '../common/actor.ts';
import type { Idempotency } from '../common/idempotency.ts';
import { Letters } from '../common/letters.ts';
import { makeOnce } from '../common/make-once.ts';
import { decodeCursor, pageFrom } from '../common/paging.ts';
import { DATA_SOURCE, NOW, type Now } from '../common/tokens.ts';
import { DeliveryMail } from './delivery-mail.ts';

/** The log of what was brought to whom, and bringing it once more. */
@Injectable()
export class DeliveriesService {
  constructor(
    private readonly mail: DeliveryMail,
    private readonly reads: AuditedReads,
    private readonly letters: Letters,
    @Inject(DATA_SOURCE) private readonly db: DataSource,
    @Inject(NOW) private readonly now: Now,
  ) {}

  async list({ after, limit, ...filter }: DeliveryQuery): Promise<Page<DeliveryItem>> {
    const rows = await listDeliveries(this.db, filter, { after: decodeCursor(after, ['number', 'uuid']), limit: limit + 1 });
    return pageFrom(rows, limit, itemOf, (row) => [row.createdAt, row.id]);
  }

  /** @throws NotFoundError */
  async get(actor: Actor, id: string): Promise<DeliveryDetail> {
    const row = await this.find(this.db, id);
    // What a mail says is what its run says: looking at a crisis leaves its mark here as well.
    if (row.runId !== null) await this.noteRead(actor, row.runId);
    const [made, others] = await Promise.all([this.mail.of(row), siblingsOf(this.db, row)]);
    return { ...itemOf(row), ...made, others: others.map(itemOf) };
  }

  /** Brings it once more, as a delivery of its own. @throws ConflictError `delivery-waiting` while one of the same is on its way, `letter-void` when its code opens nothing any more */
  async resend(actor: Actor, id: string, idempotency: Idempotency): Promise<DeliveryItem> {
    const resend = randomUUID();
    const made = await makeOnce(this.db, { actor: actor.id, idempotency, target: resend, now: this.now() }, async (tx) => {
      await lockDelivery(tx, id);
      const row = await this.find(tx, id);
      demand(actor, 'delivery.resend', await this.relations(tx, actor, row));
      const waiting = [row, ...(await siblingsOf(tx, row))].find(({ state }) => state === 'pending' || state === 'sending');
      if (waiting) throw new ConflictError('delivery-waiting', { at: waiting.nextAt });
      if (row.letterId !== null && !(await this.mail.holds(tx, row.letterId))) throw new ConflictError('letter-void');
      await insertResend(tx, { id: resend, of: id, by: actor.id, now: this.now() });
      await recordActivity(tx, { runId: row.runId, taskId: row.taskId, actor: actor.id, verb: 'delivery-resent', data: { delivery: id, resend, kind: row.kind, person: row.person?.id ?? null }, at: this.now() });
      return this.find(tx, resend);
    }, (tx, earlier) => this.find(tx, earlier));
    this.letters.wake(made.id);
    return itemOf(made);
  }

  private async find(db: DataSource | EntityManager, id: string): Promise<DeliveryRow> {
    const row = await findDelivery(db, id);
    if (!row) throw new NotFoundError('delivery');
    return row;
  }

  private async relations(tx: EntityManager, actor: Actor, { runId }: DeliveryRow): Promise<Relation[]> {
    if (runId === null) return [];
    const [run] = await tx.query<Array<{ manager: string }>>('SELECT manager_id AS manager FROM run WHERE id = $1', [runId]);
    return run?.manager === actor.id ? ['run'] : [];
  }

  private async noteRead(actor: Actor, runId: string): Promise<void> {
    const [run] = await this.db.query<Array<{ slug: string; version: number }>>('SELECT playbook_slug AS slug, playbook_version AS version FROM run WHERE id = $1', [runId]);
    if (run) await this.reads.run(actor.id, { id: runId, playbook: run });
  }
}

const itemOf = ({ notificationId: _notification, letterId: _letter, ...item }: DeliveryRow): DeliveryItem => item;
