import { Inject, Module, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { Client } from '@temporalio/client';
import type { DataSource } from 'typeorm';
import { poolOf } from '#persistence/data-source';
import { DATA_SOURCE, LOGGER, NOW, TEMPORAL_CLIENT, type Log, type Now } from '../common/tokens.ts';
import { PlaybooksModule } from '../playbooks/playbooks.module.ts';
import { RunsModule } from '../runs/runs.module.ts';
import { BulkJobs } from './bulk-jobs.ts';
import { BulkPreview } from './bulk-preview.ts';
import { JobSweeper } from './job-sweeper.ts';
import { JobsController } from './jobs.controller.ts';
import { JobsService } from './jobs.service.ts';

@Module({
  imports: [PlaybooksModule, RunsModule],
  controllers: [JobsController],
  providers: [
    BulkJobs,
    BulkPreview,
    JobsService,
    {
      provide: JobSweeper,
      inject: [TEMPORAL_CLIENT, DATA_SOURCE, NOW, LOGGER],
      useFactory: (client: Client, db: DataSource, now: Now, log: Log) => new JobSweeper(client, poolOf(db), now, log),
    },
  ],
  exports: [JobsService],
})
export class JobsModule implements OnApplicationBootstrap, OnModuleDestroy {
  constructor(@Inject(JobSweeper) private readonly sweeper: JobSweeper) {}

  onApplicationBootstrap(): void {
    this.sweeper.start();
  }

  onModuleDestroy(): Promise<void> {
    return this.sweeper.stop();
  }
}
