import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { ZInboxCounts, ZInboxQuery, ZSavedFilter, ZSavedFilterPage, ZSavedFilterSave, type InboxCounts, type InboxQuery, type SavedFilter, type SavedFilterSave } from '#contracts/api/inbox';
import { pageQuery, type Page, type PageQuery } from '#contracts/api/paging';
import { ZTaskPage, type TaskCard } from '#contracts/api/task';
import { CurrentActor, type Actor } from '../common/actor.ts';
import { Idempotent, IdempotencyOf, type Idempotency } from '../common/idempotency.ts';
import { Requires } from '../common/requires.ts';
import { idParam } from '../common/validation.pipe.ts';
import { InboxService } from './inbox.service.ts';
import { SavedFilters } from './saved-filters.ts';

@Controller('inbox')
export class InboxController {
  constructor(
    private readonly inbox: InboxService,
    private readonly filters: SavedFilters,
  ) {}

  @Get()
  @Requires('inbox.read')
  @ApiOperation({ summary: 'Your work in heaps: to do, to claim, started by you, copied to you, put aside (nearest breach first), done (latest first)' })
  @ApiOkResponse({ standardSchema: ZTaskPage })
  list(@CurrentActor() actor: Actor, @Query({ schema: ZInboxQuery }) query: InboxQuery): Promise<Page<TaskCard>> {
    return this.inbox.page(actor, query);
  }

  @Get('counts')
  @Requires('inbox.read')
  @ApiOperation({ summary: 'How much is in each heap, and how much of it is over' })
  @ApiOkResponse({ standardSchema: ZInboxCounts })
  counts(@CurrentActor() actor: Actor): Promise<InboxCounts> {
    return this.inbox.counts(actor);
  }

  @Get('filters')
  @Requires('inbox.filters')
  @ApiOperation({ summary: 'Filters that you keep, by name' })
  @ApiOkResponse({ standardSchema: ZSavedFilterPage })
  saved(@CurrentActor() actor: Actor, @Query({ schema: pageQuery }) query: PageQuery): Promise<Page<SavedFilter>> {
    return this.filters.page(actor, query);
  }

  @Post('filters')
  @HttpCode(201)
  @Requires('inbox.filters')
  @Idempotent()
  @ApiOperation({ summary: 'Keep a filter under a name' })
  @ApiCreatedResponse({ standardSchema: ZSavedFilter })
  add(@CurrentActor() actor: Actor, @Body({ schema: ZSavedFilterSave }) body: SavedFilterSave, @IdempotencyOf() idempotency: Idempotency): Promise<SavedFilter> {
    return this.filters.add(actor, body, idempotency);
  }

  /** Saving twice is saving once, whatever the key. */
  @Put('filters/:id')
  @Requires('inbox.filters')
  @Idempotent()
  @ApiOperation({ summary: 'Change a filter that you keep' })
  @ApiOkResponse({ standardSchema: ZSavedFilter })
  change(@CurrentActor() actor: Actor, @Param('id', { schema: idParam }) id: string, @Body({ schema: ZSavedFilterSave }) body: SavedFilterSave): Promise<SavedFilter> {
    return this.filters.change(actor, id, body);
  }

  @Delete('filters/:id')
  @HttpCode(204)
  @Requires('inbox.filters')
  @Idempotent()
  @ApiOperation({ summary: 'Keep a filter no longer' })
  @ApiNoContentResponse({ description: 'Gone' })
  remove(@CurrentActor() actor: Actor, @Param('id', { schema: idParam }) id: string): Promise<void> {
    return this.filters.remove(actor, id);
  }
}
