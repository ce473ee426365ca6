import { Global, Inject, Module, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { Client } from '@temporalio/client';
import type { DataSource } from 'typeorm';
import { poolOf } from '#persistence/data-source';
import type { Config } from '#platform/config/config';
import { CONFIG, DATA_SOURCE, LOGGER, NOW, TEMPORAL_CLIENT, type Log, type Now } from '../common/tokens.ts';
import { Previews } from '../preview/previews.ts';
import { RunQueries } from '../runs/run-queries.ts';
import { CommandGateway } from './command-gateway.ts';
import { CommandRelay } from './command-relay.ts';
import { CommandSender } from './command-sender.ts';
import { CommandStore } from './command-store.ts';
import { CommandsController } from './commands.controller.ts';
import { Readable } from './readable.ts';
import { RunLanes } from './run-lanes.ts';

const onPool = <T>(type: new (pool: ReturnType<typeof poolOf>) => T) => ({ provide: type, inject: [DATA_SOURCE], useFactory: (db: DataSource) => new type(poolOf(db)) });

/** How commands reach their runs; every module with verbs sends through it. */
@Global()
@Module({
  controllers: [CommandsController],
  providers: [
    onPool(CommandStore),
    onPool(RunLanes),
    onPool(Readable),
    onPool(RunQueries),
    {
      provide: CommandGateway,
      inject: [TEMPORAL_CLIENT, CommandStore, RunLanes, Readable, NOW],
      useFactory: (client: Client, store: CommandStore, lanes: RunLanes, readable: Readable, now: Now) => new CommandGateway(client, store, lanes, readable, now),
    },
    {
      provide: CommandRelay,
      inject: [CommandStore, RunLanes, CommandGateway, NOW, LOGGER],
      useFactory: (store: CommandStore, lanes: RunLanes, gateway: CommandGateway, now: Now, log: Log) => new CommandRelay(store, lanes, gateway, now, log),
    },
    {
      provide: Previews,
      inject: [TEMPORAL_CLIENT, DATA_SOURCE, CommandStore, CONFIG],
      useFactory: (client: Client, db: DataSource, store: CommandStore, config: Config) => new Previews(client, poolOf(db), store, config.http.publicUrl),
    },
    CommandSender,
  ],
  exports: [CommandSender, Previews, RunQueries],
})
export class CommandsModule implements OnApplicationBootstrap, OnModuleDestroy {
  constructor(
    private readonly relay: CommandRelay,
    @Inject(RunLanes) private readonly lanes: RunLanes,
  ) {}

  onApplicationBootstrap(): void {
    this.relay.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.relay.stop();
    await this.lanes.close();
  }
}
