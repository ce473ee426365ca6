import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { DataSource } from 'typeorm';
import type { Page } from '#contracts/api/paging';
import { ZPiecePage, ZPieceQuery, type PieceQuery } from '#contracts/api/piece';
import type { Piece } from '#contracts/piece';
import { unconditional } from '#domain/identity/can';
import { poolOf } from '#persistence/data-source';
import { SELECT_PIECE } from '#persistence/rows/fields';
import { CurrentActor, type Actor } from '../common/actor.ts';
import { decodeCursor, pageFrom } from '../common/paging.ts';
import { Requires } from '../common/requires.ts';
import { DATA_SOURCE } from '../common/tokens.ts';
import { leadsThere, takesPart } from '../runs/access.ts';

const PAGE = `
  SELECT ${SELECT_PIECE} FROM piece
  WHERE ($1::uuid IS NULL OR piece.id > $1) AND ($2::uuid IS NULL OR piece.run_id = $2) AND ($3::text IS NULL OR piece.state = $3)
    AND ($4::boolean OR piece.owner = $5::uuid OR $5::uuid = ANY (piece.authors) OR ${takesPart('piece.run_id', 5)} OR ${leadsThere('piece.run_id', 5)})
  ORDER BY piece.id LIMIT $6`;

@Controller('pieces')
export class PiecesController {
  constructor(@Inject(DATA_SOURCE) private readonly db: DataSource) {}

  @Get()
  @Requires('piece.list')
  @ApiOperation({ summary: 'Pieces 作品 with their checks and checkpoints' })
  @ApiOkResponse({ standardSchema: ZPiecePage })
  async list(@CurrentActor() actor: Actor, @Query({ schema: ZPieceQuery }) { after, limit, runId, state }: PieceQuery): Promise<Page<Piece>> {
    const [id] = decodeCursor(after, ['uuid']) ?? [null];
    const values = [id, runId ?? null, state ?? null, unconditional(actor, 'piece.read'), actor.id, limit + 1];
    const { rows } = await poolOf(this.db).query<Piece>({ name: 'piece-page', text: PAGE, values });
    return pageFrom(rows, limit, (piece) => piece, (piece) => [piece.id]);
  }
}
