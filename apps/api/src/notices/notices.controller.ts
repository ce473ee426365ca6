import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { DataSource } from 'typeorm';
import { noBody, notice, noticeQuery, type Notice, type NoticeQuery } from '#contracts/api/notice';
import { pageOf, type Page } from '#contracts/api/paging';
import { NotFoundError } from '#domain/errors';
import { listNotices, markNoticeRead } from '#persistence/repositories/notifications';
import { CurrentActor, type Actor } from '../common/actor.ts';
import { Idempotent } from '../common/idempotency.ts';
import { decodeCursor, pageFrom } from '../common/paging.ts';
import { Requires } from '../common/requires.ts';
import { DATA_SOURCE, NOW, type Now } from '../common/tokens.ts';
import { idParam } from '../common/validation.pipe.ts';

@Controller('notices')
export class NoticesController {
  constructor(
    @Inject(DATA_SOURCE) private readonly db: DataSource,
    @Inject(NOW) private readonly now: Now,
  ) {}

  @Get()
  @Requires('notice.list')
  @ApiOperation({ summary: 'Your own notices, newest first' })
  @ApiOkResponse({ standardSchema: pageOf(notice) })
  async list(@Query({ schema: noticeQuery }) { limit, after, unread }: NoticeQuery, @CurrentActor() actor: Actor): Promise<Page<Notice>> {
    const rows = await listNotices(this.db, actor.id, { limit: limit + 1, after: decodeCursor(after, ['number', 'uuid']), unread });
    return pageFrom(rows, limit, (row) => row, (row) => [row.createdAt, row.id]);
  }

  /** The query finds own notices only; doing it twice is doing it once, whatever the key. */
  @Post(':id/read')
  @Requires('notice.read')
  @Idempotent()
  @HttpCode(200)
  @ApiOperation({ summary: 'Mark one of your notices read' })
  @ApiOkResponse({ standardSchema: notice })
  async read(@Param('id', { schema: idParam }) id: string, @Body({ schema: noBody }) _body: object, @CurrentActor() actor: Actor): Promise<Notice> {
    const read = await this.db.transaction((tx) => markNoticeRead(tx, actor.id, id, this.now()));
    if (!read) throw new NotFoundError('notice');
    return read;
  }
}
