import { Body, Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { Response } from 'express';
import type { z } from 'zod';
import type { Page, PageQuery } from '#contracts/api/paging';
import { ZPreviousPage, ZPreviousQuery, type PreviousAnswers } from '#contracts/api/task-previous';
import { ZChecklistTick, ZComplete, ZDue, ZReturn, ZTask, ZTaskAnswered, ZTaskPage, ZTaskPlain, ZTaskQuery, ZTaskWhy, ZTransfer } from '#contracts/api/task';
import { ZSeverityChange, type SeverityChange } from '#contracts/api/run';
import type { TaskCard, TaskQuery, TaskResource, TaskWhy } from '#contracts/api/task';
import type { Sent } from '../commands/command-gateway.ts';
import { reply, Verb, type VerbReply } from '../commands/verb.ts';
import { CurrentActor, type Actor } from '../common/actor.ts';
import { IdempotencyOf, type Idempotency } from '../common/idempotency.ts';
import { Requires } from '../common/requires.ts';
import { idParam } from '../common/validation.pipe.ts';
import { TaskVerbs } from './task-verbs.service.ts';
import { TasksService } from './tasks.service.ts';

type Reply = Promise<VerbReply<'task', TaskResource>>;

@Controller('tasks')
export class TasksController {
  constructor(
    private readonly tasks: TasksService,
    private readonly verbs: TaskVerbs,
  ) {}

  @Get()
  @Requires('task.list')
  @ApiOperation({ summary: 'Tasks by due time: mine (assigned to me, or for me to claim), my teams\', or all' })
  @ApiOkResponse({ standardSchema: ZTaskPage })
  list(@CurrentActor() actor: Actor, @Query({ schema: ZTaskQuery }) query: TaskQuery): Promise<Page<TaskCard>> {
    return this.tasks.list(actor, query);
  }

  @Get(':id')
  @Requires('task.read')
  @ApiOperation({ summary: 'A task with its form, documents, comments and offered cases' })
  @ApiOkResponse({ standardSchema: ZTask })
  get(@CurrentActor() actor: Actor, @Param('id', { schema: idParam }) id: string): Promise<TaskResource> {
    return this.tasks.get(actor, id);
  }

  @Get(':id/why')
  @Requires('task.why')
  @ApiOperation({ summary: 'Why it is due when it is: rule, handbook section, calendar and arithmetic, likewise for each reminder and rung' })
  @ApiOkResponse({ standardSchema: ZTaskWhy })
  why(@CurrentActor() actor: Actor, @Param('id', { schema: idParam }) id: string): Promise<TaskWhy> {
    return this.tasks.why(actor, id);
  }

  @Get(':id/previous')
  @Requires('task.previous')
  @ApiOperation({ summary: 'What earlier tasks of its run were answered with, of the same piece or of none, latest first' })
  @ApiOkResponse({ standardSchema: ZPreviousPage })
  previous(@CurrentActor() actor: Actor, @Param('id', { schema: idParam }) id: string, @Query({ schema: ZPreviousQuery }) query: PageQuery): Promise<Page<PreviousAnswers>> {
    return this.tasks.previous(actor, id, query);
  }

  @Verb(':id/claim', 'task.claim', 'Claim a task of which you are a candidate', ZTaskAnswered)
  async claim(@CurrentActor() actor: Actor, @Param('id', { schema: idParam }) target: string, @Body({ schema: ZTaskPlain }) { version }: z.infer<typeof ZTaskPlain>, @IdempotencyOf() idempotency: Idempotency, @Res({ passthrough: true }) response: Response): Reply {
    return this.answer(response, actor, target, await this.verbs.plain('claimTask', 'task.claim', { actor, target, version, idempotency }));
  }

  @Verb(':id/release', 'task.release', 'Give a claimed task back to its candidates', ZTaskAnswered)
  async release(@CurrentActor() actor: Actor, @Param('id', { schema: idParam }) target: string, @Body({ schema: ZTaskPlain }) { version }: z.infer<typeof ZTaskPlain>, @IdempotencyOf() idempotency: Idempotency, @Res({ passthrough: true }) response: Response): Reply {
    return this.answer(response, actor, target, await this.verbs.plain('releaseTask', 'task.release', { actor, target, version, idempotency }));
  }

  @Verb(':id/ack', 'task.ack', 'Acknowledge: stops the ladder for a while', ZTaskAnswered)
  async ack(@CurrentActor() actor: Actor, @Param('id', { schema: idParam }) target: string, @Body({ schema: ZTaskPlain }) { version }: z.infer<typeof ZTaskPlain>, @IdempotencyOf() idempotency: Idempotency, @Res({ passthrough: true }) response: Response): Reply {
    return this.answer(response, actor, target, await this.verbs.plain('acknowledgeTask', 'task.ack', { actor, target, version, idempotency }));
  }

  @Verb(':id/transfer', 'task.transfer', 'Hand a task to another person, with a reason', ZTaskAnswered)
  async transfer(@CurrentActor() actor: Actor, @Param('id', { schema: idParam }) target: string, @Body({ schema: ZTransfer }) body: z.infer<typeof ZTransfer>, @IdempotencyOf() idempotency: Idempotency, @Res({ passthrough: true }) response: Response): Reply {
    return this.answer(response, actor, target, await this.verbs.transfer({ actor, target, version: body.version, idempotency }, body));
  }

  @Verb(':id/checklist', 'task.checklist', 'Tick or untick a checklist item', ZTaskAnswered)
  async checklist(@CurrentActor() actor: Actor, @Param('id', { schema: idParam }) target: string, @Body({ schema: ZChecklistTick }) body: z.infer<typeof ZChecklistTick>, @IdempotencyOf() idempotency: Idempotency, @Res({ passthrough: true }) response: Response): Reply {
    return this.answer(response, actor, target, await this.verbs.tick({ actor, target, version: body.version, idempotency }, body));
  }

  @Verb(':id/complete', 'task.complete', 'Complete a task with the answers to its form', ZTaskAnswered)
  async complete(@CurrentActor() actor: Actor, @Param('id', { schema: idParam }) target: string, @Body({ schema: ZComplete }) body: z.infer<typeof ZComplete>, @IdempotencyOf() idempotency: Idempotency, @Res({ passthrough: true }) response: Response): Reply {
    return this.answer(response, actor, target, await this.verbs.complete({ actor, target, version: body.version, idempotency }, body));
  }

  @Verb(':id/return', 'task.return', 'Send the work back to a named earlier step, with a reason', ZTaskAnswered)
  async sendBack(@CurrentActor() actor: Actor, @Param('id', { schema: idParam }) target: string, @Body({ schema: ZReturn }) body: z.infer<typeof ZReturn>, @IdempotencyOf() idempotency: Idempotency, @Res({ passthrough: true }) response: Response): Reply {
    return this.answer(response, actor, target, await this.verbs.sendBack({ actor, target, version: body.version, idempotency }, body));
  }

  @Verb(':id/due', 'task.due', 'Change the due time, with a reason', ZTaskAnswered)
  async due(@CurrentActor() actor: Actor, @Param('id', { schema: idParam }) target: string, @Body({ schema: ZDue }) body: z.infer<typeof ZDue>, @IdempotencyOf() idempotency: Idempotency, @Res({ passthrough: true }) response: Response): Reply {
    return this.answer(response, actor, target, await this.verbs.changeDue({ actor, target, version: body.version, idempotency }, body));
  }

  @Verb(':id/severity', 'task.severity', 'Say how grave a task is, whatever its run is; null: as its run', ZTaskAnswered)
  async severity(@CurrentActor() actor: Actor, @Param('id', { schema: idParam }) target: string, @Body({ schema: ZSeverityChange }) body: SeverityChange, @IdempotencyOf() idempotency: Idempotency, @Res({ passthrough: true }) response: Response): Reply {
    return this.answer(response, actor, target, await this.verbs.changeSeverity({ actor, target, version: body.version, idempotency }, body));
  }

  private answer(response: Response, actor: Actor, id: string, sent: Sent): Reply {
    return reply(response, sent, 'task', () => this.tasks.view(actor, id));
  }
}
