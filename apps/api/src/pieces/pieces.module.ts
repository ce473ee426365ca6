import { Module } from '@nestjs/common';
import { PlaybooksModule } from '../playbooks/playbooks.module.ts';
import { PiecesController } from './pieces.controller.ts';
import { PiecesService } from './pieces.service.ts';

@Module({ imports: [PlaybooksModule], controllers: [PiecesController], providers: [PiecesService] })
export class PiecesModule {}
