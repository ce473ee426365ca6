import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { createDataSource } from '#persistence/data-source';
import { createEmailChannel } from '#platform/channels/email';
import { openObjectStore } from '#platform/objects/open';
import { createDeliveryQueue } from '#platform/queues/delivery-queue';
import type { Logger } from '#platform/logger';
import { untilSucceeded } from './backoff.ts';
import { DeliveryHost } from './delivery/delivery.host.ts';
import { DeliveryProcessor } from './delivery/delivery.processor.ts';
import { DeliveryStore } from './delivery/delivery.store.ts';
import { DigestHost } from './digest/digest.host.ts';
import type { Part } from './parts.ts';
import { Reconciler } from './reconciler/reconciler.ts';
import { Closing } from './closing.ts';
import { Sealer } from './sealer/sealer.ts';
import { Stop } from './stop.ts';
import { Tidy } from './tidy/tidy.ts';
import { Sweeper } from './sweeper/sweeper.ts';
import { ActivitySource } from './temporal/activity-source.ts';
import { TemporalHost } from './temporal/temporal.host.ts';
import { CHANNELS, DATABASE, DELIVERY_QUEUE, LOG, OBJECTS, SETTINGS, type WorkerSettings } from './tokens.ts';

/** Connections open before the first batch of events arrives. */
const WARM = 8;

const HOSTS: Record<Part, Provider[]> = {
  temporal: [TemporalHost],
  delivery: [DeliveryProcessor, DeliveryHost],
  sweeper: [Sealer, Sweeper, Tidy],
  reconciler: [Reconciler],
  digest: [DigestHost],
};

/** The worker process: what all parts share, and the parts that were asked for. */
@Module({})
export class WorkerModule {
  static hosting(parts: ReadonlySet<Part>, settings: WorkerSettings, log: Logger): DynamicModule {
    const shared: Provider[] = [
      { provide: SETTINGS, useValue: settings },
      { provide: LOG, useValue: log },
      { provide: DATABASE, inject: [Stop], useFactory: (stop: Stop) => openDatabase(settings, log, stop.signal) },
      { provide: DELIVERY_QUEUE, useFactory: () => openQueue(settings, log) },
      { provide: CHANNELS, useFactory: () => [createEmailChannel({ smtpUrl: settings.mail.smtpUrl, from: settings.mail.from })] },
      { provide: OBJECTS, useFactory: () => openObjectStore(settings.objects) },
      Stop,
      Closing,
      DeliveryStore,
      ActivitySource,
    ];
    return { module: WorkerModule, providers: [...shared, ...[...parts].flatMap((part) => HOSTS[part])] };
  }
}

/** Waits for PostgreSQL instead of dying: after a power cut everything comes up at once, in any order. */
function openDatabase(settings: WorkerSettings, log: Logger, stopped: AbortSignal): Promise<DataSource> {
  const open = () => createDataSource(settings.database.url, { poolSize: settings.database.pool, warm: Math.min(settings.database.pool, WARM), applicationName: 'callsheet-worker' });
  return untilSucceeded(open, stopped, (failure) => log.warn(failure, 'PostgreSQL cannot be reached yet'));
}

const openQueue = (settings: WorkerSettings, log: Logger) =>
  createDeliveryQueue({ databaseUrl: settings.database.url, redisUrl: settings.queue.redisUrl }, (error) => log.warn({ err: error }, 'the delivery queue has trouble; deliveries wait for the sweeper'));
