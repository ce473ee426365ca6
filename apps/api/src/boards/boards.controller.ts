import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import {
  ZBoardPeopleQuery, ZExceptions, ZExceptionsQuery, ZFigureItemPage, ZFigureItemQuery, ZFlow, ZFlowQuery, ZPersonFiguresPage,
  type BoardPeopleQuery, type Exceptions, type ExceptionsQuery, type FigureItem, type FigureItemQuery, type Flow, type FlowQuery, type PersonFigures,
} from '#contracts/api/boards';
import type { Page } from '#contracts/api/paging';
import { CurrentActor, type Actor } from '../common/actor.ts';
import { Requires } from '../common/requires.ts';
import { BoardsService } from './boards.service.ts';

@Controller('boards')
export class BoardsController {
  constructor(private readonly boards: BoardsService) {}

  @Get('exceptions')
  @Requires('board.read')
  @ApiOperation({ summary: 'What needs somebody now: about to breach, breached, not claimed, waiting on nobody, messages that did not go out' })
  @ApiOkResponse({ standardSchema: ZExceptions })
  exceptions(@CurrentActor() actor: Actor, @Query({ schema: ZExceptionsQuery }) query: ExceptionsQuery): Promise<Exceptions> {
    return this.boards.exceptions(actor, query);
  }

  @Get('flow')
  @Requires('board.read')
  @ApiOperation({ summary: 'How work flowed over a period, whole and by week: lead times, first-pass rates, rework, on-time rate, escalations' })
  @ApiOkResponse({ standardSchema: ZFlow })
  flow(@CurrentActor() actor: Actor, @Query({ schema: ZFlowQuery }) query: FlowQuery): Promise<Flow> {
    return this.boards.flow(actor, query);
  }

  @Get('people')
  @Requires('board.people')
  @ApiOperation({ summary: 'Open, overdue and done work of each person: everybody for managers, their people for leads, else yourself' })
  @ApiOkResponse({ standardSchema: ZPersonFiguresPage })
  people(@CurrentActor() actor: Actor, @Query({ schema: ZBoardPeopleQuery }) query: BoardPeopleQuery): Promise<Page<PersonFigures>> {
    return this.boards.people(actor, query);
  }

  @Get('items')
  @Requires('board.read')
  @ApiOperation({ summary: 'The list behind a figure: exactly the things that it is over' })
  @ApiOkResponse({ standardSchema: ZFigureItemPage })
  items(@CurrentActor() actor: Actor, @Query({ schema: ZFigureItemQuery }) query: FigureItemQuery): Promise<Page<FigureItem>> {
    return this.boards.items(actor, query);
  }
}
