import { Module } from '@nestjs/common';
import { AuditedReadsModule } from '../audit/audited-reads.module.ts';
import { PlaybooksModule } from '../playbooks/playbooks.module.ts';
import { TaskAccess } from './task-access.ts';
import { TaskCalendars } from './task-calendars.ts';
import { TaskControlsController } from './task-controls.controller.ts';
import { TaskBulkController } from './task-bulk.controller.ts';
import { TaskBulks } from './task-bulk.service.ts';
import { TaskHelpController } from './task-help.controller.ts';
import { TaskHelp } from './task-help.service.ts';
import { TaskSender } from './task-sender.ts';
import { TaskVerbs } from './task-verbs.service.ts';
import { TasksController } from './tasks.controller.ts';
import { TasksService } from './tasks.service.ts';

@Module({
  imports: [AuditedReadsModule, PlaybooksModule],
  controllers: [TaskControlsController, TasksController, TaskHelpController, TaskBulkController],
  providers: [TaskAccess, TaskCalendars, TaskBulks, TaskHelp, TaskSender, TaskVerbs, TasksService],
  exports: [TaskAccess, TaskCalendars],
})
export class TasksModule {}
