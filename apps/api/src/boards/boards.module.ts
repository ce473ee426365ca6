import { Module } from '@nestjs/common';
import { BoardsController } from './boards.controller.ts';
import { BoardsService } from './boards.service.ts';

@Module({ controllers: [BoardsController], providers: [BoardsService] })
export class BoardsModule {}
