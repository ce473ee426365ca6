import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { DataSource } from 'typeorm';
import { personItem, type PersonItem } from '#contracts/api/auth';
import { pageOf, pageQuery, type Page, type PageQuery } from '#contracts/api/paging';
import { listPeople } from '#persistence/repositories/people';
import { decodeCursor, pageFrom } from '../common/paging.ts';
import { Requires } from '../common/requires.ts';
import { DATA_SOURCE, NOW, type Now } from '../common/tokens.ts';

@Controller('people')
export class PeopleController {
  constructor(
    @Inject(DATA_SOURCE) private readonly db: DataSource,
    @Inject(NOW) private readonly now: Now,
  ) {}

  @Get()
  @Requires('people.list')
  @ApiOperation({ summary: 'People by name, for pickers: name, operating roles, teams' })
  @ApiOkResponse({ standardSchema: pageOf(personItem) })
  async list(@Query({ schema: pageQuery }) { limit, after }: PageQuery): Promise<Page<PersonItem>> {
    const rows = await listPeople(this.db, { now: this.now(), limit: limit + 1, after: decodeCursor(after, ['text', 'uuid']) });
    return pageFrom(rows, limit, (row) => row, (row) => [row.name, row.id]);
  }
}
