import { Module } from '@nestjs/common';
import { AuditedReadsModule } from '../audit/audited-reads.module.ts';
import { TasksModule } from '../tasks/tasks.module.ts';
import { AttachmentsController } from './attachments.controller.ts';
import { AttachmentsService } from './attachments.service.ts';

@Module({ imports: [AuditedReadsModule, TasksModule], controllers: [AttachmentsController], providers: [AttachmentsService] })
export class AttachmentsModule {}
