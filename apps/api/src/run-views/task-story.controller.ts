import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { Page } from '#contracts/api/paging';
import { ZStoryPage, ZStoryQuery, type StoryItem, type StoryQuery } from '#contracts/api/run-view';
import { CurrentActor, type Actor } from '../common/actor.ts';
import { Requires } from '../common/requires.ts';
import { idParam } from '../common/validation.pipe.ts';
import { RunStory } from './run-story.service.ts';

@Controller('tasks')
export class TaskStoryController {
  constructor(private readonly stories: RunStory) {}

  @Get(':id/history')
  @Requires('task.history')
  @ApiOperation({ summary: 'What happened to a task and beside it, in sentences of both languages, newest first' })
  @ApiOkResponse({ standardSchema: ZStoryPage })
  history(@CurrentActor() actor: Actor, @Param('id', { schema: idParam }) id: string, @Query({ schema: ZStoryQuery }) query: StoryQuery): Promise<Page<StoryItem>> {
    return this.stories.ofTask(actor, id, query);
  }
}
