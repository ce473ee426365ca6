import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { noBody } from '#contracts/api/notice';
import { ZSnoozed, ZSnoozeNew, type Snooze, type SnoozeNew } from '#contracts/api/snooze';
import { CurrentActor, type Actor } from '../common/actor.ts';
import { Idempotent, IdempotencyOf, type Idempotency } from '../common/idempotency.ts';
import { Requires } from '../common/requires.ts';
import { idParam } from '../common/validation.pipe.ts';
import { SnoozeService } from './snooze.service.ts';

@Controller('tasks')
export class SnoozeController {
  constructor(private readonly snoozes: SnoozeService) {}

  @Post(':id/snooze')
  @HttpCode(200)
  @Requires('task.snooze')
  @Idempotent()
  @ApiOperation({ summary: 'Put a task of yours aside until later; its clock goes on' })
  @ApiOkResponse({ standardSchema: ZSnoozed })
  async snooze(@CurrentActor() actor: Actor, @Param('id', { schema: idParam }) id: string, @Body({ schema: ZSnoozeNew }) body: SnoozeNew, @IdempotencyOf() idempotency: Idempotency): Promise<{ snooze: Snooze }> {
    return { snooze: await this.snoozes.snooze(actor, id, body, idempotency) };
  }

  @Post(':id/unsnooze')
  @HttpCode(204)
  @Requires('task.snooze')
  @Idempotent()
  @ApiOperation({ summary: 'Take a task up again that you had put aside' })
  @ApiNoContentResponse({ description: 'It is in the inbox' })
  unsnooze(@CurrentActor() actor: Actor, @Param('id', { schema: idParam }) id: string, @Body({ schema: noBody }) _body: object, @IdempotencyOf() idempotency: Idempotency): Promise<void> {
    return this.snoozes.unsnooze(actor, id, idempotency);
  }
}
