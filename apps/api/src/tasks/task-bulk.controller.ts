import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { ZTaskBulk, ZTaskBulkResults, type TaskBulk, type TaskBulkResult } from '#contracts/api/task-bulk';
import { CurrentActor, type Actor } from '../common/actor.ts';
import { Idempotent, IdempotencyOf, type Idempotency } from '../common/idempotency.ts';
import { Requires } from '../common/requires.ts';
import { TaskBulks } from './task-bulk.service.ts';

@Controller('tasks')
export class TaskBulkController {
  constructor(private readonly bulks: TaskBulks) {}

  @Post('bulk')
  @HttpCode(200)
  @Requires('task.bulk')
  @Idempotent()
  @ApiOperation({ summary: 'One verb on up to 100 tasks, with a result for each; or a preview of each' })
  @ApiOkResponse({ standardSchema: ZTaskBulkResults })
  async do(@CurrentActor() actor: Actor, @Body({ schema: ZTaskBulk }) body: TaskBulk, @IdempotencyOf() idempotency: Idempotency): Promise<{ results: TaskBulkResult[] }> {
    return { results: await this.bulks.do(actor, body, idempotency) };
  }
}
