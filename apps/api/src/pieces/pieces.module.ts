import { Module } from '@nestjs/common';
import { PiecesController } from './pieces.controller.ts';

@Module({ controllers: [PiecesController] })
export class PiecesModule {}
