import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Client } from '@temporalio/client';
import type { DataSource } from 'typeorm';
import type { ObjectStore } from '#platform/objects/object-store';
import { DATA_SOURCE, OBJECTS, TEMPORAL_CLIENT } from './tokens.ts';

/** Lets go of database and Temporal once requests have ended. */
@Injectable()
export class Shutdown implements OnApplicationShutdown {
  constructor(
    @Inject(DATA_SOURCE) private readonly db: DataSource,
    @Inject(TEMPORAL_CLIENT) private readonly temporal: Client,
    @Inject(OBJECTS) private readonly objects: ObjectStore,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    if (this.db.isInitialized) await this.db.destroy();
    this.objects.close();
    await this.temporal.connection.close();
  }
}
