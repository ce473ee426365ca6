import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Worker } from 'bullmq';
import { createDeliveryWorker, type DeliveryJob, type DeliveryQueue } from '#platform/queues/delivery-queue';
import { migrateQueues } from '#platform/queues/migrate';
import type { Logger } from '#platform/logger';
import { untilSucceeded } from '../backoff.ts';
import { Closing, type Draining } from '../closing.ts';
import { Stop } from '../stop.ts';
import { DELIVERY_QUEUE, LOG, SETTINGS, type WorkerSettings } from '../tokens.ts';
import { DeliveryProcessor } from './delivery.processor.ts';

/** Consumes the delivery queue. */
@Injectable()
export class DeliveryHost implements OnApplicationBootstrap, Draining {
  private worker: Worker<DeliveryJob> | undefined;
  private starting: Promise<void> = Promise.resolve();

  constructor(
    @Inject(SETTINGS) private readonly settings: WorkerSettings,
    @Inject(LOG) private readonly log: Logger,
    @Inject(DELIVERY_QUEUE) private readonly queue: DeliveryQueue,
    private readonly processor: DeliveryProcessor,
    private readonly stop: Stop,
    private readonly closing: Closing,
  ) {}

  onApplicationBootstrap(): void {
    this.closing.register(this);
    this.starting = this.start().catch((error: unknown) => {
      if (!this.stop.signal.aborted) throw error;
    });
  }

  async drained(): Promise<void> {
    await this.starting;
    await this.worker?.close();
  }

  private async start(): Promise<void> {
    const { database, queue } = this.settings;
    await untilSucceeded(() => this.prepare(), this.stop.signal, (error, waitMs) => this.log.warn({ err: error, waitMs }, 'the delivery queue cannot be used yet'));
    const deliver = (deliveryId: string) => this.processor.deliver(deliveryId);
    this.worker = createDeliveryWorker({ databaseUrl: database.url, redisUrl: queue.redisUrl }, deliver, (error) => this.log.warn({ err: error }, 'the delivery worker has trouble'));
  }

  /** Where the owner's address is at hand the queue's tables are made here; elsewhere the migration job made them. */
  private async prepare(): Promise<void> {
    const { database, queue } = this.settings;
    if (!queue.redisUrl && database.ownerUrl) await migrateQueues(database.ownerUrl, decodeURIComponent(new URL(database.url).username));
    await this.queue.ready();
  }
}
