import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { z } from 'zod';
import type { Page } from '#contracts/api/paging';
import { ZPlaybookListQuery, ZPlaybookPage, ZPlaybookQuery, ZPlaybookWhole, ZSlug, type ZPlaybookCard } from '#contracts/api/playbook';
import { decodeCursor, pageFrom } from '../common/paging.ts';
import { Requires } from '../common/requires.ts';
import { PlaybookSource, type StoredPlaybook } from './playbook-source.ts';

type Card = z.infer<typeof ZPlaybookCard>;

@Controller('playbooks')
export class PlaybooksController {
  constructor(private readonly source: PlaybookSource) {}

  @Get()
  @Requires('playbook.list')
  @ApiOperation({ summary: 'Playbooks that can be started' })
  @ApiOkResponse({ standardSchema: ZPlaybookPage })
  async list(@Query({ schema: ZPlaybookListQuery }) { after, limit }: z.infer<typeof ZPlaybookListQuery>): Promise<Page<Card>> {
    const [slug] = decodeCursor(after, ['text']) ?? [''];
    return pageFrom(await this.source.page(slug, limit + 1), limit, cardOf, ({ playbook }) => [playbook.slug]);
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

function cardOf({ status, playbook }: StoredPlaybook): Card {
  const { slug, version, title, description, source } = playbook;
  return { slug, version, title, description, source, status };
}
