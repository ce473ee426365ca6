import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { createActivities } from '#activities/index';
import type { JobActivities } from '#contracts/jobs';
import type { RunActivities } from '#contracts/process';
import { poolOf } from '#persistence/data-source';
import type { Logger } from '#platform/logger';
import type { DeliveryQueue } from '#platform/queues/delivery-queue';
import { DATABASE, DELIVERY_QUEUE, LOG } from '../tokens.ts';

/** The activities over this process's database and queue. */
@Injectable()
export class ActivitySource {
  readonly activities: RunActivities & JobActivities;

  constructor(@Inject(DATABASE) database: DataSource, @Inject(DELIVERY_QUEUE) queue: DeliveryQueue, @Inject(LOG) logger: Logger) {
    this.activities = createActivities({ pool: poolOf(database), logger, afterCommit: ({ deliveryIds }) => queue.enqueue(deliveryIds) });
  }
}
