import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { Page } from '#contracts/api/paging';
import { ZRunOverview, ZRunPlan, ZStoryPage, ZStoryQuery, ZTimeline, type RunOverview, type RunPlan, type StoryItem, type StoryQuery, type Timeline } from '#contracts/api/run-view';
import { CurrentActor, type Actor } from '../common/actor.ts';
import { Requires } from '../common/requires.ts';
import { idParam } from '../common/validation.pipe.ts';
import { RunStory } from './run-story.service.ts';
import { RunViews } from './run-views.service.ts';

@Controller('runs')
export class RunViewsController {
  constructor(
    private readonly views: RunViews,
    private readonly stories: RunStory,
  ) {}

  @Get(':id/overview')
  @Requires('run.read')
  @ApiOperation({ summary: 'How a run stands: health and next clock, steps with their times, who has how much, gates, documents' })
  @ApiOkResponse({ standardSchema: ZRunOverview })
  overview(@CurrentActor() actor: Actor, @Param('id', { schema: idParam }) id: string): Promise<RunOverview> {
    return this.views.overview(actor, id);
  }

  @Get(':id/timeline')
  @Requires('run.read')
  @ApiOperation({ summary: 'What became of each task\'s time: work, waiting, paused; reminders, breaches and rungs; what is no working time' })
  @ApiOkResponse({ standardSchema: ZTimeline })
  timeline(@CurrentActor() actor: Actor, @Param('id', { schema: idParam }) id: string): Promise<Timeline> {
    return this.views.timeline(actor, id);
  }

  @Get(':id/plan')
  @Requires('run.read')
  @ApiOperation({ summary: 'When each step of the first turn was to be, by the plan as of the start' })
  @ApiOkResponse({ standardSchema: ZRunPlan })
  plan(@CurrentActor() actor: Actor, @Param('id', { schema: idParam }) id: string): Promise<RunPlan> {
    return this.views.plan(actor, id);
  }

  @Get(':id/story')
  @Requires('run.events')
  @ApiOperation({ summary: 'The story of a run in sentences of both languages, newest first: its events, and what was said and sent beside' })
  @ApiOkResponse({ standardSchema: ZStoryPage })
  story(@CurrentActor() actor: Actor, @Param('id', { schema: idParam }) id: string, @Query({ schema: ZStoryQuery }) query: StoryQuery): Promise<Page<StoryItem>> {
    return this.stories.page(actor, id, query);
  }
}
