import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { ZSearchQuery, ZSearchResult, type SearchQuery, type SearchResult } from '#contracts/api/search';
import { CurrentActor, type Actor } from '../common/actor.ts';
import { Requires } from '../common/requires.ts';
import { SearchService } from './search.service.ts';

@Controller('search')
export class SearchController {
  constructor(private readonly searches: SearchService) {}

  @Get()
  @Requires('search.read')
  @ApiOperation({ summary: 'Find people, runs, tasks, pieces and cases by words: the beginning of a word is enough, and so is one Chinese character' })
  @ApiOkResponse({ standardSchema: ZSearchResult })
  search(@CurrentActor() actor: Actor, @Query({ schema: ZSearchQuery }) query: SearchQuery): Promise<SearchResult> {
    return this.searches.search(actor, query);
  }
}
