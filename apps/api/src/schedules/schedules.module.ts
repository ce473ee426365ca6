import { Inject, Module, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { Client } from '@temporalio/client';
import type { DataSource } from 'typeorm';
import { poolOf } from '#persistence/data-source';
import { CommandSender } from '../commands/command-sender.ts';
import { DATA_SOURCE, LOGGER, NOW, TEMPORAL_CLIENT, type Log, type Now } from '../common/tokens.ts';
import { RecurrencesModule } from '../recurrences/recurrences.module.ts';
import { RunGateway } from '../runs/run-gateway.ts';
import { RunsModule } from '../runs/runs.module.ts';
import { ScheduleChanges } from './schedule-changes.ts';
import { ScheduleStarter } from './schedule-starter.ts';
import { ScheduleSweep } from './schedule-sweep.ts';
import { SchedulesController } from './schedules.controller.ts';
import { SchedulesService } from './schedules.service.ts';
import { SeriesKeeper } from './series-keeper.ts';

@Module({
  imports: [RecurrencesModule, RunsModule],
  controllers: [SchedulesController],
  providers: [
    ScheduleChanges,
    SchedulesService,
    {
      provide: ScheduleStarter,
      inject: [DATA_SOURCE, RunGateway, CommandSender, NOW, LOGGER],
      useFactory: (db: DataSource, gateway: RunGateway, sender: CommandSender, now: Now, log: Log) => new ScheduleStarter(db, gateway, sender, now, log),
    },
    {
      provide: ScheduleSweep,
      inject: [ScheduleStarter, DATA_SOURCE, LOGGER],
      useFactory: (starter: ScheduleStarter, db: DataSource, log: Log) => new ScheduleSweep(starter, poolOf(db), log),
    },
    {
      provide: SeriesKeeper,
      inject: [TEMPORAL_CLIENT, DATA_SOURCE, LOGGER],
      useFactory: (client: Client, db: DataSource, log: Log) => new SeriesKeeper(client, poolOf(db), log),
    },
  ],
})
export class SchedulesModule implements OnApplicationBootstrap, OnModuleDestroy {
  constructor(
    @Inject(ScheduleSweep) private readonly sweep: ScheduleSweep,
    @Inject(SeriesKeeper) private readonly keeper: SeriesKeeper,
  ) {}

  onApplicationBootstrap(): void {
    this.sweep.start();
    this.keeper.start();
  }

  async onModuleDestroy(): Promise<void> {
    await Promise.all([this.sweep.stop(), this.keeper.stop()]);
  }
}
