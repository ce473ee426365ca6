import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { Response } from 'express';
import type { z } from 'zod';
import type { Page } from '#contracts/api/paging';
import { ZRun, ZRunAnswered, ZRunEventPage, ZRunEventQuery, ZRunPage, ZRunQuery, ZRunStart, ZRunStarted, ZRunVerb, ZSeverityChange } from '#contracts/api/run';
import type { RunListed, RunQuery, RunResource, RunStart, RunVerb, SeverityChange, ZRunEvent } from '#contracts/api/run';
import type { Sent } from '../commands/command-gateway.ts';
import { reply, Verb, type VerbReply } from '../commands/verb.ts';
import { CurrentActor, type Actor } from '../common/actor.ts';
import { Idempotent, IdempotencyOf, type Idempotency } from '../common/idempotency.ts';
import { Requires } from '../common/requires.ts';
import { API_PREFIX } from '../common/settings.ts';
import { idParam } from '../common/validation.pipe.ts';
import { RunGateway } from './run-gateway.ts';
import { RunsService } from './runs.service.ts';

type Reply = Promise<VerbReply<'run', RunResource>>;

@Controller('runs')
export class RunsController {
  constructor(
    private readonly gateway: RunGateway,
    private readonly runs: RunsService,
  ) {}

  @Post()
  @HttpCode(201)
  @Requires('run.start')
  @Idempotent()
  @ApiOperation({ summary: 'Start a run of a playbook' })
  @ApiCreatedResponse({ standardSchema: ZRunStarted })
  async start(@CurrentActor() actor: Actor, @Body({ schema: ZRunStart }) body: RunStart, @IdempotencyOf() idempotency: Idempotency, @Res({ passthrough: true }) response: Response): Promise<z.infer<typeof ZRunStarted>> {
    const id = await this.gateway.start(actor, body, idempotency);
    response.setHeader('Location', `/${API_PREFIX}/runs/${id}`);
    return { id };
  }

  @Get()
  @Requires('run.list')
  @ApiOperation({ summary: 'Runs, newest first, each with how it stands by the clocks of its open tasks' })
  @ApiOkResponse({ standardSchema: ZRunPage })
  list(@CurrentActor() actor: Actor, @Query({ schema: ZRunQuery }) query: RunQuery): Promise<Page<RunListed>> {
    return this.runs.list(actor, query);
  }

  @Get(':id')
  @Requires('run.read')
  @ApiOperation({ summary: 'A run; `starting` until its first event is recorded' })
  @ApiOkResponse({ standardSchema: ZRun })
  get(@CurrentActor() actor: Actor, @Param('id', { schema: idParam }) id: string): Promise<RunResource> {
    return this.runs.get(actor, id);
  }

  @Get(':id/events')
  @Requires('run.events')
  @ApiOperation({ summary: 'The story of a run: its events in order' })
  @ApiOkResponse({ standardSchema: ZRunEventPage })
  events(@CurrentActor() actor: Actor, @Param('id', { schema: idParam }) id: string, @Query({ schema: ZRunEventQuery }) { after, limit }: z.infer<typeof ZRunEventQuery>): Promise<Page<z.infer<typeof ZRunEvent>>> {
    return this.runs.events(actor, id, after, limit);
  }

  @Verb(':id/pause', 'run.pause', 'Pause a run: its working-time clocks stop', ZRunAnswered)
  async pause(@CurrentActor() actor: Actor, @Param('id', { schema: idParam }) target: string, @Body({ schema: ZRunVerb }) body: RunVerb, @IdempotencyOf() idempotency: Idempotency, @Res({ passthrough: true }) response: Response): Reply {
    return this.answer(response, actor, target, await this.runs.steer('pauseRun', 'run.pause', { actor, target, version: body.version, idempotency }, body));
  }

  @Verb(':id/resume', 'run.resume', 'Let a paused run go on', ZRunAnswered)
  async resume(@CurrentActor() actor: Actor, @Param('id', { schema: idParam }) target: string, @Body({ schema: ZRunVerb }) body: RunVerb, @IdempotencyOf() idempotency: Idempotency, @Res({ passthrough: true }) response: Response): Reply {
    return this.answer(response, actor, target, await this.runs.steer('resumeRun', 'run.resume', { actor, target, version: body.version, idempotency }, body));
  }

  @Verb(':id/cancel', 'run.cancel', 'Cancel a run for good', ZRunAnswered)
  async cancel(@CurrentActor() actor: Actor, @Param('id', { schema: idParam }) target: string, @Body({ schema: ZRunVerb }) body: RunVerb, @IdempotencyOf() idempotency: Idempotency, @Res({ passthrough: true }) response: Response): Reply {
    return this.answer(response, actor, target, await this.runs.steer('cancelRun', 'run.cancel', { actor, target, version: body.version, idempotency }, body));
  }

  @Verb(':id/skip', 'run.skip', 'Skip what is left of the current step', ZRunAnswered)
  async skip(@CurrentActor() actor: Actor, @Param('id', { schema: idParam }) target: string, @Body({ schema: ZRunVerb }) body: RunVerb, @IdempotencyOf() idempotency: Idempotency, @Res({ passthrough: true }) response: Response): Reply {
    return this.answer(response, actor, target, await this.runs.steer('skipStep', 'run.skip', { actor, target, version: body.version, idempotency }, body));
  }

  @Verb(':id/severity', 'run.severity', 'Say how grave a run is: its clocks climb the ladder of that severity', ZRunAnswered)
  async severity(@CurrentActor() actor: Actor, @Param('id', { schema: idParam }) target: string, @Body({ schema: ZSeverityChange }) body: SeverityChange, @IdempotencyOf() idempotency: Idempotency, @Res({ passthrough: true }) response: Response): Reply {
    return this.answer(response, actor, target, await this.runs.changeSeverity({ actor, target, version: body.version, idempotency }, body));
  }

  private answer(response: Response, actor: Actor, id: string, sent: Sent): Reply {
    return reply(response, sent, 'run', () => this.runs.view(actor, id));
  }
}
