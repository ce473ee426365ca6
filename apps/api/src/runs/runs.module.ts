import { Inject, Module, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { Client } from '@temporalio/client';
import type { DataSource } from 'typeorm';
import { poolOf } from '#persistence/data-source';
import { DATA_SOURCE, LOGGER, NOW, TEMPORAL_CLIENT, type Log, type Now } from '../common/tokens.ts';
import { AuditedReadsModule } from '../audit/audited-reads.module.ts';
import { PlaybooksModule } from '../playbooks/playbooks.module.ts';
import { RunCopies } from './run-copies.ts';
import { RunCopiesController } from './run-copies.controller.ts';
import { RunControlsController } from './run-controls.controller.ts';
import { RunGateway } from './run-gateway.ts';
import { RunControls } from './run-controls.service.ts';
import { RunMoves } from './run-moves.service.ts';
import { RunStartSweeper } from './run-start-sweeper.ts';
import { RunsController } from './runs.controller.ts';
import { RunsService } from './runs.service.ts';

@Module({
  imports: [AuditedReadsModule, PlaybooksModule],
  controllers: [RunCopiesController, RunControlsController, RunsController],
  exports: [RunGateway, RunMoves, RunsService],
  providers: [
    RunCopies,
    RunGateway,
    RunControls,
    RunMoves,
    RunsService,
    {
      provide: RunStartSweeper,
      inject: [TEMPORAL_CLIENT, DATA_SOURCE, NOW, LOGGER],
      useFactory: (client: Client, db: DataSource, now: Now, log: Log) => new RunStartSweeper(client, poolOf(db), now, log),
    },
  ],
})
export class RunsModule implements OnApplicationBootstrap, OnModuleDestroy {
  constructor(@Inject(RunStartSweeper) private readonly sweeper: RunStartSweeper) {}

  onApplicationBootstrap(): void {
    this.sweeper.start();
  }

  onModuleDestroy(): Promise<void> {
    return this.sweeper.stop();
  }
}
