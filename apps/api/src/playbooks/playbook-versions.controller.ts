import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { z } from 'zod';
import { ZSlug } from '#contracts/api/playbook';
import { ZDraft, ZDraftChange, ZDraftNew, ZPlaybookVersions, ZPublish, ZPublished, ZRetire, type Draft, type DraftChange, type DraftNew, type PlaybookVersions, type Publish, type Retire } from '#contracts/api/playbook-draft';
import { CurrentActor, type Actor } from '../common/actor.ts';
import { Idempotent, IdempotencyOf, type Idempotency } from '../common/idempotency.ts';
import { Requires } from '../common/requires.ts';
import { idParam } from '../common/validation.pipe.ts';
import { PlaybookVersionsService } from './playbook-versions.service.ts';

@Controller('playbooks/:slug')
export class PlaybookVersionsController {
  constructor(private readonly versions: PlaybookVersionsService) {}

  @Get('versions')
  @Requires('playbook.read')
  @ApiOperation({ summary: 'Versions of a playbook, newest first, with their live runs, and the drafts beside them' })
  @ApiOkResponse({ standardSchema: ZPlaybookVersions })
  list(@Param('slug', { schema: ZSlug }) slug: string): Promise<PlaybookVersions> {
    return this.versions.list(slug);
  }

  @Post('drafts')
  @HttpCode(201)
  @Requires('playbook.draft')
  @Idempotent()
  @ApiOperation({ summary: 'Begin a draft, from a version or from a whole playbook as object or file' })
  @ApiCreatedResponse({ standardSchema: ZDraft })
  begin(@CurrentActor() actor: Actor, @Param('slug', { schema: ZSlug }) slug: string, @Body({ schema: ZDraftNew }) body: DraftNew, @IdempotencyOf() idempotency: Idempotency): Promise<Draft> {
    return this.versions.begin(actor, slug, body, idempotency);
  }

  @Get('drafts/:id')
  @Requires('playbook.draft')
  @ApiOperation({ summary: 'A draft whole, with the problems that publishing would refuse' })
  @ApiOkResponse({ standardSchema: ZDraft })
  get(@Param('slug', { schema: ZSlug }) slug: string, @Param('id', { schema: idParam }) id: string): Promise<Draft> {
    return this.versions.draft(slug, id);
  }

  @Put('drafts/:id')
  @Requires('playbook.draft')
  @Idempotent()
  @ApiOperation({ summary: 'Keep a draft with other content, however wrong it still is' })
  @ApiOkResponse({ standardSchema: ZDraft })
  change(@CurrentActor() actor: Actor, @Param('slug', { schema: ZSlug }) slug: string, @Param('id', { schema: idParam }) id: string, @Body({ schema: ZDraftChange }) body: DraftChange, @IdempotencyOf() idempotency: Idempotency): Promise<Draft> {
    return this.versions.change(actor, slug, id, body, idempotency);
  }

  @Delete('drafts/:id')
  @HttpCode(204)
  @Requires('playbook.draft')
  @Idempotent()
  @ApiOperation({ summary: 'Discard a draft for good' })
  @ApiNoContentResponse()
  discard(@CurrentActor() actor: Actor, @Param('slug', { schema: ZSlug }) slug: string, @Param('id', { schema: idParam }) id: string, @IdempotencyOf() idempotency: Idempotency): Promise<void> {
    return this.versions.discard(actor, slug, id, idempotency);
  }

  @Post('drafts/:id/publish')
  @HttpCode(201)
  @Requires('playbook.publish')
  @Idempotent()
  @ApiOperation({ summary: 'Publish a draft as the next version, which never changes; runs that start from now on take it' })
  @ApiCreatedResponse({ standardSchema: ZPublished })
  async publish(@CurrentActor() actor: Actor, @Param('slug', { schema: ZSlug }) slug: string, @Param('id', { schema: idParam }) id: string, @Body({ schema: ZPublish }) body: Publish, @IdempotencyOf() idempotency: Idempotency): Promise<z.infer<typeof ZPublished>> {
    return { slug, version: await this.versions.publish(actor, slug, id, body, idempotency) };
  }

  @Post('retire')
  @HttpCode(200)
  @Requires('playbook.publish')
  @Idempotent()
  @ApiOperation({ summary: 'Retire a version: no run starts on it any more, those that do go on' })
  @ApiOkResponse({ standardSchema: ZPlaybookVersions })
  retire(@CurrentActor() actor: Actor, @Param('slug', { schema: ZSlug }) slug: string, @Body({ schema: ZRetire }) body: Retire, @IdempotencyOf() idempotency: Idempotency): Promise<PlaybookVersions> {
    return this.versions.retire(actor, slug, body, idempotency);
  }
}
