import { Module } from '@nestjs/common';
import { PlaybooksModule } from '../playbooks/playbooks.module.ts';
import { AuditedReads } from './audited-reads.ts';

@Module({ imports: [PlaybooksModule], providers: [AuditedReads], exports: [AuditedReads] })
export class AuditedReadsModule {}
