import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { DataSource } from 'typeorm';
import { ZCasePage, ZCaseQuery, type CaseQuery } from '#contracts/api/case';
import type { Page } from '#contracts/api/paging';
import type { CaseEntry } from '#contracts/run';
import { poolOf } from '#persistence/data-source';
import { SELECT_CASE } from '#persistence/rows/fields';
import { decodeCursor, pageFrom } from '../common/paging.ts';
import { Requires } from '../common/requires.ts';
import { DATA_SOURCE } from '../common/tokens.ts';

const PAGE = `
  SELECT ${SELECT_CASE} FROM case_entry
  WHERE ($1::text IS NULL OR case_entry.content_type = $1) AND ($2::bigint IS NULL OR (case_entry.kept_at, case_entry.id) < ($2, $3::uuid))
  ORDER BY case_entry.kept_at DESC, case_entry.id DESC LIMIT $4`;

/** The case library is everybody's (handbook 4.3, knowledge). */
@Controller('cases')
export class CasesController {
  constructor(@Inject(DATA_SOURCE) private readonly db: DataSource) {}

  @Get()
  @Requires('case.list')
  @ApiOperation({ summary: 'Cases of the library, newest first' })
  @ApiOkResponse({ standardSchema: ZCasePage })
  async list(@Query({ schema: ZCaseQuery }) { after, limit, contentType }: CaseQuery): Promise<Page<CaseEntry>> {
    const [keptAt, id] = decodeCursor(after, ['number', 'uuid']) ?? [null, null];
    const { rows } = await poolOf(this.db).query<CaseEntry>({ name: 'case-page', text: PAGE, values: [contentType ?? null, keptAt, id, limit + 1] });
    return pageFrom(rows, limit, (entry) => entry, (entry) => [entry.keptAt, entry.id]);
  }
}
