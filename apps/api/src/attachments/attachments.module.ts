import { Module } from '@nestjs/common';
import { TasksModule } from '../tasks/tasks.module.ts';
import { AttachmentsController } from './attachments.controller.ts';
import { AttachmentsService } from './attachments.service.ts';

@Module({ imports: [TasksModule], controllers: [AttachmentsController], providers: [AttachmentsService] })
export class AttachmentsModule {}
