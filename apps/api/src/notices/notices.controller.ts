import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { DataSource } from 'typeorm';
import { MOST_UNREAD, noBody, notice, noticeCount, noticeQuery, readAll, type Notice, type NoticeQuery, type ReadAll } from '#contracts/api/notice';
import { pageOf, type Page } from '#contracts/api/paging';
import { NotFoundError } from '#domain/errors';
import type { Config } from '#platform/config/config';
import { countUnread, listNotices, markAllRead, markNoticeRead } from '#persistence/repositories/notifications';
import { CurrentActor, type Actor } from '../common/actor.ts';
import { Idempotent } from '../common/idempotency.ts';
import { decodeCursor, pageFrom } from '../common/paging.ts';
import { Requires } from '../common/requires.ts';
import { CONFIG, DATA_SOURCE, NOW, type Now } from '../common/tokens.ts';
import { idParam } from '../common/validation.pipe.ts';
import { inWords } from './notice-words.ts';

@Controller('notices')
export class NoticesController {
  constructor(
    @Inject(DATA_SOURCE) private readonly db: DataSource,
    @Inject(NOW) private readonly now: Now,
    @Inject(CONFIG) private readonly config: Pick<Config, 'http'>,
  ) {}

  @Get()
  @Requires('notice.list')
  @ApiOperation({ summary: 'Your own notices, newest first' })
  @ApiOkResponse({ standardSchema: pageOf(notice) })
  async list(@Query({ schema: noticeQuery }) { limit, after, unread }: NoticeQuery, @CurrentActor() actor: Actor): Promise<Page<Notice>> {
    const rows = await listNotices(this.db, actor.id, { limit: limit + 1, after: decodeCursor(after, ['number', 'uuid']), unread });
    const page = pageFrom(rows, limit, (row) => row, (row) => [row.createdAt, row.id]);
    return { ...page, items: await inWords(this.db, actor.id, this.config.http.publicUrl, page.items) };
  }

  @Get('count')
  @Requires('notice.list')
  @ApiOperation({ summary: `How many of your notices you have not read, counted up to ${MOST_UNREAD}` })
  @ApiOkResponse({ standardSchema: noticeCount })
  async count(@CurrentActor() actor: Actor): Promise<{ unread: number }> {
    return { unread: await countUnread(this.db, actor.id, MOST_UNREAD) };
  }

  /** The query finds own notices only; doing it twice is doing it once, whatever the key. */
  @Post('read')
  @Requires('notice.read')
  @Idempotent()
  @HttpCode(200)
  @ApiOperation({ summary: 'Mark your notices read, up to the newest that you saw' })
  @ApiOkResponse({ standardSchema: noticeCount })
  async readAll(@Body({ schema: readAll }) { upTo }: ReadAll, @CurrentActor() actor: Actor): Promise<{ unread: number }> {
    await this.db.transaction((tx) => markAllRead(tx, actor.id, upTo, this.now()));
    return { unread: await countUnread(this.db, actor.id, MOST_UNREAD) };
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
    return (await inWords(this.db, actor.id, this.config.http.publicUrl, [read]))[0]!;
  }
}
