import { Module } from '@nestjs/common';
import { JobsModule } from '../jobs/jobs.module.ts';
import { AbsenceCover } from './absence-cover.ts';
import { AbsencesController } from './absences.controller.ts';
import { AbsencesService } from './absences.service.ts';
import { DeputiesController } from './deputies.controller.ts';

@Module({ imports: [JobsModule], controllers: [AbsencesController, DeputiesController], providers: [AbsencesService, AbsenceCover] })
export class AbsencesModule {}
