import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Client } from '@temporalio/client';
import type { DataSource } from 'typeorm';
import type { ObjectStore } from '#platform/objects/object-store';
import { DATA_SOURCE, DELIVERIES, OBJECTS, TEMPORAL_CLIENT, type AppDeps } from './tokens.ts';

/** Lets go of queue, database and Temporal once requests have ended. */
@Injectable()
export class Shutdown implements OnApplicationShutdown {
  constructor(
    @Inject(DATA_SOURCE) private readonly db: DataSource,
    @Inject(TEMPORAL_CLIENT) private readonly temporal: Client,
    @Inject(OBJECTS) private readonly objects: ObjectStore,
    @Inject(DELIVERIES) private readonly deliveries: NonNullable<AppDeps['deliveries']>,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    await this.deliveries.close();
    if (this.db.isInitialized) await this.db.destroy();
    this.objects.close();
    await this.temporal.connection.close();
  }
}
