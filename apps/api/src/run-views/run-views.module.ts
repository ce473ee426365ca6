import { Module } from '@nestjs/common';
import { PlaybooksModule } from '../playbooks/playbooks.module.ts';
import { RehearsalModule } from '../rehearsal/rehearsal.module.ts';
import { RunsModule } from '../runs/runs.module.ts';
import { RunStory } from './run-story.service.ts';
import { RunViewsController } from './run-views.controller.ts';
import { RunViews } from './run-views.service.ts';

@Module({ imports: [PlaybooksModule, RehearsalModule, RunsModule], controllers: [RunViewsController], providers: [RunStory, RunViews] })
export class RunViewsModule {}
