import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type { Channel } from '#platform/channels/channel';
import type { ObjectStore } from '#platform/objects/object-store';
import type { DeliveryQueue } from '#platform/queues/delivery-queue';
import { CHANNELS, DATABASE, DELIVERY_QUEUE, OBJECTS } from './tokens.ts';

/** Work that must end before connections close. */
export interface Draining {
  drained(): Promise<void>;
}

/** Closes what all parts share once every part that registered has finished. */
@Injectable()
export class Closing implements OnApplicationShutdown {
  private readonly parts: Draining[] = [];

  constructor(
    @Inject(DATABASE) private readonly database: DataSource,
    @Inject(DELIVERY_QUEUE) private readonly queue: DeliveryQueue,
    @Inject(CHANNELS) private readonly channels: readonly Channel[],
    @Inject(OBJECTS) private readonly objects: ObjectStore,
  ) {}

  register(part: Draining): void {
    this.parts.push(part);
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.allSettled(this.parts.map((part) => part.drained()));
    await this.queue.close().catch(() => undefined);
    for (const channel of this.channels) channel.close();
    this.objects.close();
    await this.database.destroy();
  }
}
