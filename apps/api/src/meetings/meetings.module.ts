import { Module } from '@nestjs/common';
import { PlaybooksModule } from '../playbooks/playbooks.module.ts';
import { TasksModule } from '../tasks/tasks.module.ts';
import { MeetingsController } from './meetings.controller.ts';
import { MeetingsService } from './meetings.service.ts';

@Module({ imports: [PlaybooksModule, TasksModule], controllers: [MeetingsController], providers: [MeetingsService] })
export class MeetingsModule {}
