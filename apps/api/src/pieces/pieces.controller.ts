import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { z } from 'zod';
import type { Page } from '#contracts/api/paging';
import { ZAccounts, ZPieceCalendar, ZPieceCalendarQuery, ZPiecePage, ZPieceQuery, ZPieceWhole, type PieceCalendarQuery, type PieceCard, type PieceQuery, type PieceWhole } from '#contracts/api/piece';
import { CurrentActor, type Actor } from '../common/actor.ts';
import { Requires } from '../common/requires.ts';
import { idParam } from '../common/validation.pipe.ts';
import { PiecesService } from './pieces.service.ts';

@Controller('pieces')
export class PiecesController {
  constructor(private readonly pieces: PiecesService) {}

  @Get()
  @Requires('piece.list')
  @ApiOperation({ summary: 'Pieces 作品 with their checks and checkpoints, where each stands and when it goes out' })
  @ApiOkResponse({ standardSchema: ZPiecePage })
  list(@CurrentActor() actor: Actor, @Query({ schema: ZPieceQuery }) query: PieceQuery): Promise<Page<PieceCard>> {
    return this.pieces.list(actor, query);
  }

  @Get('calendar')
  @Requires('piece.list')
  @ApiOperation({ summary: 'Content calendar: what went or goes out between two instants, inside the publishing window or not' })
  @ApiOkResponse({ standardSchema: ZPieceCalendar })
  calendar(@CurrentActor() actor: Actor, @Query({ schema: ZPieceCalendarQuery }) query: PieceCalendarQuery): Promise<z.infer<typeof ZPieceCalendar>> {
    return this.pieces.calendar(actor, query);
  }

  @Get('accounts')
  @Requires('piece.list')
  @ApiOperation({ summary: 'Accounts that pieces are made for, those with most of them first' })
  @ApiOkResponse({ standardSchema: ZAccounts })
  accounts(@CurrentActor() actor: Actor): Promise<z.infer<typeof ZAccounts>> {
    return this.pieces.accounts(actor);
  }

  @Get(':id')
  @Requires('piece.read')
  @ApiOperation({ summary: 'A piece: its path through the checks, its tasks, and its metrics against their floors' })
  @ApiOkResponse({ standardSchema: ZPieceWhole })
  get(@CurrentActor() actor: Actor, @Param('id', { schema: idParam }) id: string): Promise<PieceWhole> {
    return this.pieces.get(actor, id);
  }
}
