import { Module } from '@nestjs/common';
import { AuditedReadsModule } from '../audit/audited-reads.module.ts';
import { PlaybooksModule } from '../playbooks/playbooks.module.ts';
import { RehearsalModule } from '../rehearsal/rehearsal.module.ts';
import { RunsModule } from '../runs/runs.module.ts';
import { RunStory } from './run-story.service.ts';
import { RunViewsController } from './run-views.controller.ts';
import { TasksModule } from '../tasks/tasks.module.ts';
import { TaskStoryController } from './task-story.controller.ts';
import { RunViews } from './run-views.service.ts';

@Module({ imports: [AuditedReadsModule, PlaybooksModule, RehearsalModule, RunsModule, TasksModule], controllers: [RunViewsController, TaskStoryController], providers: [RunStory, RunViews] })
export class RunViewsModule {}
