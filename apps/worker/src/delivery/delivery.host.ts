import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Worker } from 'bullmq';
import { createDeliveryWorker, type DeliveryJob, type DeliveryQueue } from '#platform/queues/delivery-queue';
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

  /** A consumer opened before the queue's tables are there would never recover, so it waits for them. */
  private async start(): Promise<void> {
    await untilSucceeded(() => this.queue.ready(), this.stop.signal, (failure) => this.log.warn(failure, 'the delivery queue cannot be used yet'));
    const { database, queue } = this.settings;
    const deliver = (deliveryId: string) => this.processor.deliver(deliveryId);
    this.worker = createDeliveryWorker({ databaseUrl: database.url, redisUrl: queue.redisUrl }, deliver, (error) => this.log.warn({ err: error }, 'the delivery worker has trouble'));
  }
}
