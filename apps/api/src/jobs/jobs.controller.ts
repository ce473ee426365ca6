import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { z } from 'zod';
import { ZJob, ZJobItemPage, ZJobItemQuery, ZJobPage, ZJobPreview, ZJobQuery, ZJobStart, ZJobStarted, ZJobStop, type JobItemResource, type JobPreview, type JobResource, type JobStart } from '#contracts/api/job';
import type { Page, PageQuery } from '#contracts/api/paging';
import { CurrentActor, type Actor } from '../common/actor.ts';
import { Idempotent, IdempotencyOf, type Idempotency } from '../common/idempotency.ts';
import { Requires } from '../common/requires.ts';
import { idParam } from '../common/validation.pipe.ts';
import { BulkJobs } from './bulk-jobs.ts';
import { BulkPreview } from './bulk-preview.ts';
import { JobsService } from './jobs.service.ts';

@Controller('jobs')
export class JobsController {
  constructor(
    private readonly jobs: JobsService,
    private readonly bulk: BulkJobs,
    private readonly previews: BulkPreview,
  ) {}

  @Post()
  @HttpCode(201)
  @Requires('job.start')
  @Idempotent()
  @ApiOperation({ summary: 'Do one verb to many runs, or move them to another version of their playbook, with a result for each' })
  @ApiCreatedResponse({ standardSchema: ZJobStarted })
  async start(@CurrentActor() actor: Actor, @Body({ schema: ZJobStart }) body: JobStart, @IdempotencyOf() idempotency: Idempotency): Promise<z.infer<typeof ZJobStarted>> {
    return { id: await this.bulk.start(actor, body, idempotency) };
  }

  @Post('preview')
  @HttpCode(200)
  @Requires('job.start')
  @ApiOperation({ summary: 'What such a job would do: how many runs, what becomes of each, who would be told; writes nothing' })
  @ApiOkResponse({ standardSchema: ZJobPreview })
  preview(@CurrentActor() actor: Actor, @Body({ schema: ZJobStart }) body: JobStart): Promise<JobPreview> {
    return this.previews.of(actor, body);
  }

  @Get()
  @Requires('job.list')
  @ApiOperation({ summary: 'Jobs across runs, newest first, with how many items stand where' })
  @ApiOkResponse({ standardSchema: ZJobPage })
  list(@CurrentActor() actor: Actor, @Query({ schema: ZJobQuery }) query: PageQuery): Promise<Page<JobResource>> {
    return this.jobs.list(actor, query);
  }

  @Get(':id')
  @Requires('job.read')
  @ApiOperation({ summary: 'A job and its progress' })
  @ApiOkResponse({ standardSchema: ZJob })
  get(@CurrentActor() actor: Actor, @Param('id', { schema: idParam }) id: string): Promise<JobResource> {
    return this.jobs.get(actor, id);
  }

  @Get(':id/items')
  @Requires('job.read')
  @ApiOperation({ summary: 'The items of a job with their results' })
  @ApiOkResponse({ standardSchema: ZJobItemPage })
  items(@CurrentActor() actor: Actor, @Param('id', { schema: idParam }) id: string, @Query({ schema: ZJobItemQuery }) query: z.infer<typeof ZJobItemQuery>): Promise<Page<JobItemResource>> {
    return this.jobs.items(actor, id, query);
  }

  @Post(':id/stop')
  @HttpCode(200)
  @Requires('job.stop')
  @Idempotent()
  @ApiOperation({ summary: 'Stop a job: what was sent stays, nothing more is sent' })
  @ApiOkResponse({ standardSchema: ZJob })
  stop(@CurrentActor() actor: Actor, @Param('id', { schema: idParam }) id: string, @Body({ schema: ZJobStop }) _body: z.infer<typeof ZJobStop>): Promise<JobResource> {
    return this.jobs.stop(actor, id);
  }
}
