import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { z } from 'zod';
import type { Page } from '#contracts/api/paging';
import { ZPlaybookListQuery, ZPlaybookPage, ZPlaybookQuery, ZPlaybookWhole, ZSlug, type PlaybookListed } from '#contracts/api/playbook';
import { decodeCursor, pageFrom } from '../common/paging.ts';
import { Requires } from '../common/requires.ts';
import { PlaybookSource } from './playbook-source.ts';

@Controller('playbooks')
export class PlaybooksController {
  constructor(private readonly source: PlaybookSource) {}

  @Get()
  @Requires('playbook.list')
  @ApiOperation({ summary: 'Playbooks that can be started (or `all`), with their versions, drafts and live runs counted' })
  @ApiOkResponse({ standardSchema: ZPlaybookPage })
  async list(@Query({ schema: ZPlaybookListQuery }) { after, limit, all }: z.infer<typeof ZPlaybookListQuery>): Promise<Page<PlaybookListed>> {
    const [slug] = decodeCursor(after, ['text']) ?? [''];
    return pageFrom(await this.source.page(slug, limit + 1, all), limit, (row) => row, (row) => [row.slug]);
  }

  @Get(':slug')
  @Requires('playbook.read')
  @ApiOperation({ summary: 'A playbook whole: steps, roles, forms, and settings with their default and handbook section' })
  @ApiOkResponse({ standardSchema: ZPlaybookWhole })
  async get(@Param('slug', { schema: ZSlug }) slug: string, @Query({ schema: ZPlaybookQuery }) { version }: z.infer<typeof ZPlaybookQuery>): Promise<z.infer<typeof ZPlaybookWhole>> {
    const { status, playbook } = await this.source.get(slug, version);
    return { ...playbook, status } as z.infer<typeof ZPlaybookWhole>;
  }
}
