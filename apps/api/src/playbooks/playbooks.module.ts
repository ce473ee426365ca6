import { Module } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { poolOf } from '#persistence/data-source';
import { DATA_SOURCE } from '../common/tokens.ts';
import { LadderDryRun } from './ladder-dry-run.ts';
import { LaddersController } from './ladders.controller.ts';
import { PlaybookSource } from './playbook-source.ts';
import { PlaybookDiffController } from './playbook-diff.controller.ts';
import { PlaybookVersionsController } from './playbook-versions.controller.ts';
import { PlaybookVersionsService } from './playbook-versions.service.ts';
import { PlaybooksController } from './playbooks.controller.ts';

@Module({
  controllers: [PlaybookDiffController, PlaybookVersionsController, PlaybooksController, LaddersController],
  providers: [LadderDryRun, PlaybookVersionsService, { provide: PlaybookSource, inject: [DATA_SOURCE], useFactory: (db: DataSource) => new PlaybookSource(poolOf(db)) }],
  exports: [PlaybookSource],
})
export class PlaybooksModule {}
