import { Module } from '@nestjs/common';
import { TasksModule } from '../tasks/tasks.module.ts';
import { InboxController } from './inbox.controller.ts';
import { InboxService } from './inbox.service.ts';
import { SavedFilters } from './saved-filters.ts';

@Module({ imports: [TasksModule], controllers: [InboxController], providers: [InboxService, SavedFilters] })
export class InboxModule {}
