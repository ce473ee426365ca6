import { setTimeout as wait } from 'node:timers/promises';
import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { poolOf } from '#persistence/data-source';
import type { DeliveryQueue } from '#platform/queues/delivery-queue';
import type { Logger } from '#platform/logger';
import { Closing, type Draining } from '../closing.ts';
import { Stop } from '../stop.ts';
import { DATABASE, DELIVERY_QUEUE, LOG } from '../tokens.ts';

const EVERY_MS = 5_000;
/** A delivery this long past its time was not enqueued, or its process died (architecture.md, "The tables, precisely"). */
export const OVERDUE_MS = 10_000;
const BATCH = 500;

/** The lock keeps several workers from reading the same rows at once; the job's id would drop the repeat anyway. */
const UNSENT = `
  WITH turn AS MATERIALIZED (SELECT pg_try_advisory_xact_lock(hashtext('callsheet/sweeper')) AS mine)
  SELECT d.id FROM delivery d, turn WHERE turn.mine AND d.state IN ('pending', 'sending') AND d.next_at <= $1
  ORDER BY d.next_at, d.id LIMIT ${BATCH}`;

/** Enqueues what is overdue, so that no lost job and no queue that was down loses a delivery. */
@Injectable()
export class Sweeper implements OnApplicationBootstrap, Draining {
  private running: Promise<void> = Promise.resolve();

  constructor(
    @Inject(DATABASE) private readonly database: DataSource,
    @Inject(DELIVERY_QUEUE) private readonly queue: DeliveryQueue,
    @Inject(LOG) private readonly log: Logger,
    private readonly stop: Stop,
    private readonly closing: Closing,
  ) {}

  onApplicationBootstrap(): void {
    this.closing.register(this);
    this.running = this.keepSweeping();
  }

  drained(): Promise<void> {
    return this.running;
  }

  /** One round. @returns how many deliveries were enqueued. @throws when database or queue is down. */
  async sweep(now: number): Promise<number> {
    const { rows } = await poolOf(this.database).query<{ id: string }>(UNSENT, [now - OVERDUE_MS]);
    await this.queue.enqueue(rows.map((row) => row.id));
    return rows.length;
  }

  private async keepSweeping(): Promise<void> {
    while (!this.stop.signal.aborted) {
      await this.sweep(Date.now()).catch((error: unknown) => this.log.warn({ err: error }, 'a sweep failed; the next one comes in 5 s'));
      await wait(EVERY_MS, undefined, { signal: this.stop.signal }).catch(() => undefined);
    }
  }
}
