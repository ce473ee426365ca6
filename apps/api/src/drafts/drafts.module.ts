import { Module } from '@nestjs/common';
import { TasksModule } from '../tasks/tasks.module.ts';
import { DraftsController } from './drafts.controller.ts';
import { DraftsService } from './drafts.service.ts';

@Module({ imports: [TasksModule], controllers: [DraftsController], providers: [DraftsService] })
export class DraftsModule {}
