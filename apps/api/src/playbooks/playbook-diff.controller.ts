import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { DataSource } from 'typeorm';
import { ZSlug } from '#contracts/api/playbook';
import { ZDiffQuery, ZPlaybookDiff, type DiffQuery, type PlaybookDiff } from '#contracts/api/playbook-draft';
import type { Playbook } from '#contracts/playbook';
import { localeOf } from '../common/problem/locale.ts';
import { Requires } from '../common/requires.ts';
import { DATA_SOURCE } from '../common/tokens.ts';
import { diffPage, PAGE_POLICY } from './diff/page.ts';
import { diffPlaybooks } from './diff/playbook-diff.ts';
import { playbookOfDraft } from './playbook-of-draft.ts';
import { PlaybookSource } from './playbook-source.ts';

@Controller('playbooks')
export class PlaybookDiffController {
  constructor(
    private readonly source: PlaybookSource,
    @Inject(DATA_SOURCE) private readonly db: DataSource,
  ) {}

  @Get(':slug/diff')
  @Requires('playbook.read')
  @ApiOperation({ summary: 'What changes from one version or draft to another, in sentences of both languages; as a page with `Accept: text/html`' })
  @ApiOkResponse({ standardSchema: ZPlaybookDiff })
  async diff(@Param('slug', { schema: ZSlug }) slug: string, @Query({ schema: ZDiffQuery }) { from, to }: DiffQuery, @Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<PlaybookDiff | string> {
    const changes = diffPlaybooks(await this.side(slug, from, 'from'), await this.side(slug, to, 'to'));
    const difference = { slug, from: String(from), to: String(to), changes };
    response.vary('Accept');
    if (request.accepts(['json', 'html']) !== 'html') return difference;
    response.type('html').setHeader('Content-Security-Policy', PAGE_POLICY);
    return diffPage(difference, localeOf(request.headers['accept-language']));
  }

  private async side(slug: string, side: number | string, field: string): Promise<Playbook> {
    return typeof side === 'number' ? (await this.source.get(slug, side)).playbook : playbookOfDraft(this.db, slug, side, field);
  }
}
