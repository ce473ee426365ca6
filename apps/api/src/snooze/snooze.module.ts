import { Module } from '@nestjs/common';
import { TasksModule } from '../tasks/tasks.module.ts';
import { SnoozeController } from './snooze.controller.ts';
import { SnoozeService } from './snooze.service.ts';

@Module({ imports: [TasksModule], controllers: [SnoozeController], providers: [SnoozeService] })
export class SnoozeModule {}
