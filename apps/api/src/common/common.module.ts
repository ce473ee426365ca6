import { Global, Module, type DynamicModule } from '@nestjs/common';
import { openObjectStore } from '#platform/objects/open';
import { createSealer } from '#platform/secrets/sealer';
import { Letters } from './letters.ts';
import { Shutdown } from './shutdown.ts';
import { CONFIG, DATA_SOURCE, DELIVERIES, LOGGER, NOW, OBJECTS, SEALER, TEMPORAL_CLIENT, type AppDeps } from './tokens.ts';

/** Puts what came from outside within reach of every provider. */
@Global()
@Module({})
export class CommonModule {
  static with(deps: AppDeps): DynamicModule {
    const providers = [
      { provide: CONFIG, useValue: deps.config },
      { provide: DATA_SOURCE, useValue: deps.dataSource },
      { provide: TEMPORAL_CLIENT, useValue: deps.temporal },
      { provide: NOW, useValue: deps.now ?? Date.now },
      { provide: LOGGER, useValue: deps.log },
      { provide: OBJECTS, useFactory: () => openObjectStore(deps.config.objects) },
      { provide: SEALER, useValue: createSealer(deps.config.secretKeys) },
      { provide: DELIVERIES, useValue: deps.deliveries ?? NO_QUEUE },
      Letters,
    ];
    return { module: CommonModule, providers: [...providers, Shutdown], exports: providers };
  }
}

/** The sweeper brings what nobody enqueued. */
const NO_QUEUE: NonNullable<AppDeps['deliveries']> = { enqueue: () => Promise.resolve(), close: () => Promise.resolve() };
