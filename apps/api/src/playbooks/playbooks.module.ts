import { Module } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { poolOf } from '#persistence/data-source';
import { DATA_SOURCE } from '../common/tokens.ts';
import { PlaybookSource } from './playbook-source.ts';
import { PlaybooksController } from './playbooks.controller.ts';

@Module({
  controllers: [PlaybooksController],
  providers: [{ provide: PlaybookSource, inject: [DATA_SOURCE], useFactory: (db: DataSource) => new PlaybookSource(poolOf(db)) }],
  exports: [PlaybookSource],
})
export class PlaybooksModule {}
