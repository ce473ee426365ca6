import { Module } from '@nestjs/common';
import type { Config } from '#platform/config/config';
import { CONFIG } from '../common/tokens.ts';
import { PlaybooksModule } from '../playbooks/playbooks.module.ts';
import { RunsModule } from '../runs/runs.module.ts';
import { RehearsalController } from './rehearsal.controller.ts';
import { RehearsalStage } from './rehearsal-stage.ts';
import { Rehearsals } from './rehearsals.ts';

@Module({
  imports: [PlaybooksModule, RunsModule],
  controllers: [RehearsalController],
  exports: [Rehearsals],
  providers: [Rehearsals, { provide: RehearsalStage, inject: [CONFIG], useFactory: (config: Config) => new RehearsalStage(config.rehearsalBundle) }],
})
export class RehearsalModule {}
