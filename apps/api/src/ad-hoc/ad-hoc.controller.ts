import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOperation } from '@nestjs/swagger';
import { ZAdHocStarted, ZAdHocTask, type AdHocStarted, type AdHocTask } from '#contracts/api/ad-hoc';
import { CurrentActor, type Actor } from '../common/actor.ts';
import { Idempotent, IdempotencyOf, type Idempotency } from '../common/idempotency.ts';
import { Requires } from '../common/requires.ts';
import { AdHocTasks } from './ad-hoc.service.ts';

@Controller('tasks')
export class AdHocController {
  constructor(private readonly tasks: AdHocTasks) {}

  @Post()
  @HttpCode(201)
  @Requires('task.create')
  @Idempotent()
  @ApiOperation({ summary: 'Hand out a single task outside any playbook; put on a schedule it is a run of the playbook `ad-hoc`' })
  @ApiCreatedResponse({ standardSchema: ZAdHocStarted })
  create(@CurrentActor() actor: Actor, @Body({ schema: ZAdHocTask }) body: AdHocTask, @IdempotencyOf() idempotency: Idempotency): Promise<AdHocStarted> {
    return this.tasks.start(actor, body, idempotency);
  }
}
