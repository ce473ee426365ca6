import { Module } from '@nestjs/common';
import { OccurrencesAheadService } from './occurrences-ahead.ts';
import { RecurrencesController } from './recurrences.controller.ts';

@Module({ controllers: [RecurrencesController], providers: [OccurrencesAheadService], exports: [OccurrencesAheadService] })
export class RecurrencesModule {}
