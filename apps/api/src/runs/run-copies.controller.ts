import { Body, Controller, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOperation } from '@nestjs/swagger';
import type { Response } from 'express';
import type { z } from 'zod';
import { ZRunCopy, ZRunStarted, type RunCopy } from '#contracts/api/run';
import { CurrentActor, type Actor } from '../common/actor.ts';
import { Idempotent, IdempotencyOf, type Idempotency } from '../common/idempotency.ts';
import { Requires } from '../common/requires.ts';
import { API_PREFIX } from '../common/settings.ts';
import { idParam } from '../common/validation.pipe.ts';
import { RunCopies } from './run-copies.ts';

@Controller('runs')
export class RunCopiesController {
  constructor(private readonly copies: RunCopies) {}

  @Post(':id/copy')
  @HttpCode(201)
  @Requires('run.copy')
  @Idempotent()
  @ApiOperation({ summary: 'Start a run like this one: same playbook and input, in its newest published version or the same one' })
  @ApiCreatedResponse({ standardSchema: ZRunStarted })
  async copy(@CurrentActor() actor: Actor, @Param('id', { schema: idParam }) target: string, @Body({ schema: ZRunCopy }) body: RunCopy, @IdempotencyOf() idempotency: Idempotency, @Res({ passthrough: true }) response: Response): Promise<z.infer<typeof ZRunStarted>> {
    const id = await this.copies.copy(actor, target, body, idempotency);
    response.setHeader('Location', `/${API_PREFIX}/runs/${id}`);
    return { id };
  }
}
