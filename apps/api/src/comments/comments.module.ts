import { Module } from '@nestjs/common';
import { TasksModule } from '../tasks/tasks.module.ts';
import { CommentsController } from './comments.controller.ts';
import { CommentsService } from './comments.service.ts';

@Module({ imports: [TasksModule], controllers: [CommentsController], providers: [CommentsService] })
export class CommentsModule {}
