import { Module } from '@nestjs/common';
import { RunsModule } from '../runs/runs.module.ts';
import { AdHocController } from './ad-hoc.controller.ts';
import { AdHocTasks } from './ad-hoc.service.ts';

@Module({ imports: [RunsModule], controllers: [AdHocController], providers: [AdHocTasks] })
export class AdHocModule {}
