import { Body, Controller, Param, Res } from '@nestjs/common';
import type { Response } from 'express';
import type { z } from 'zod';
import { ZTaskAnswered, type TaskResource } from '#contracts/api/task';
import { ZDelegate, ZItemAssigned, ZPlainVersion, ZReasoned, ZSign, ZSignerRemoved, ZSignersAdded } from '#contracts/api/task-help';
import type { Sent } from '../commands/command-gateway.ts';
import { reply, Verb, type VerbReply } from '../commands/verb.ts';
import { CurrentActor, type Actor } from '../common/actor.ts';
import { IdempotencyOf, type Idempotency } from '../common/idempotency.ts';
import { idParam } from '../common/validation.pipe.ts';
import { TaskHelp } from './task-help.service.ts';
import { TasksService } from './tasks.service.ts';

type Reply = Promise<VerbReply<'task', TaskResource>>;

/** Delegate-and-return 委派, co-signing 加签/减签, owners of checklist items, nudge 催办, recall 撤回. */
@Controller('tasks')
export class TaskHelpController {
  constructor(
    private readonly tasks: TasksService,
    private readonly help: TaskHelp,
  ) {}

  @Verb(':id/delegate', 'task.delegate', 'Ask another person to do a task and to hand it back with answers', ZTaskAnswered)
  async delegate(@CurrentActor() actor: Actor, @Param('id', { schema: idParam }) target: string, @Body({ schema: ZDelegate }) body: z.infer<typeof ZDelegate>, @IdempotencyOf() idempotency: Idempotency, @Res({ passthrough: true }) response: Response): Reply {
    return this.answer(response, actor, target, await this.help.delegate({ actor, target, version: body.version, idempotency }, body));
  }

  @Verb(':id/undelegate', 'task.undelegate', 'Take a delegated task back, or give it back without answers', ZTaskAnswered)
  async undelegate(@CurrentActor() actor: Actor, @Param('id', { schema: idParam }) target: string, @Body({ schema: ZReasoned }) body: z.infer<typeof ZReasoned>, @IdempotencyOf() idempotency: Idempotency, @Res({ passthrough: true }) response: Response): Reply {
    return this.answer(response, actor, target, await this.help.undelegate({ actor, target, version: body.version, idempotency }, body));
  }

  @Verb(':id/signers', 'task.cosign', 'Add co-signers: what the holder completes counts once enough of them approved', ZTaskAnswered)
  async addSigners(@CurrentActor() actor: Actor, @Param('id', { schema: idParam }) target: string, @Body({ schema: ZSignersAdded }) body: z.infer<typeof ZSignersAdded>, @IdempotencyOf() idempotency: Idempotency, @Res({ passthrough: true }) response: Response): Reply {
    return this.answer(response, actor, target, await this.help.addSigners({ actor, target, version: body.version, idempotency }, body));
  }

  @Verb(':id/remove-signer', 'task.cosign', 'Take out a co-signer who has not signed', ZTaskAnswered)
  async removeSigner(@CurrentActor() actor: Actor, @Param('id', { schema: idParam }) target: string, @Body({ schema: ZSignerRemoved }) body: z.infer<typeof ZSignerRemoved>, @IdempotencyOf() idempotency: Idempotency, @Res({ passthrough: true }) response: Response): Reply {
    return this.answer(response, actor, target, await this.help.removeSigner({ actor, target, version: body.version, idempotency }, body));
  }

  @Verb(':id/sign', 'task.sign', 'Approve or reject, with a comment, what the holder handed in', ZTaskAnswered)
  async sign(@CurrentActor() actor: Actor, @Param('id', { schema: idParam }) target: string, @Body({ schema: ZSign }) body: z.infer<typeof ZSign>, @IdempotencyOf() idempotency: Idempotency, @Res({ passthrough: true }) response: Response): Reply {
    return this.answer(response, actor, target, await this.help.sign({ actor, target, version: body.version, idempotency }, body));
  }

  @Verb(':id/assign-item', 'task.item', 'Give a checklist item to a person, or back to whoever has the task', ZTaskAnswered)
  async assignItem(@CurrentActor() actor: Actor, @Param('id', { schema: idParam }) target: string, @Body({ schema: ZItemAssigned }) body: z.infer<typeof ZItemAssigned>, @IdempotencyOf() idempotency: Idempotency, @Res({ passthrough: true }) response: Response): Reply {
    return this.answer(response, actor, target, await this.help.assignItem({ actor, target, version: body.version, idempotency }, body));
  }

  @Verb(':id/recall', 'task.recall', 'Take back what you completed or handed in, while nobody has touched what followed 撤回', ZTaskAnswered)
  async recall(@CurrentActor() actor: Actor, @Param('id', { schema: idParam }) target: string, @Body({ schema: ZReasoned }) body: z.infer<typeof ZReasoned>, @IdempotencyOf() idempotency: Idempotency, @Res({ passthrough: true }) response: Response): Reply {
    return this.answer(response, actor, target, await this.help.recall({ actor, target, version: body.version, idempotency }, body));
  }

  @Verb(':id/nudge', 'task.nudge', 'Press whoever has the task 催办; refused for a while after the last time', ZTaskAnswered)
  async nudge(@CurrentActor() actor: Actor, @Param('id', { schema: idParam }) target: string, @Body({ schema: ZPlainVersion }) body: z.infer<typeof ZPlainVersion>, @IdempotencyOf() idempotency: Idempotency, @Res({ passthrough: true }) response: Response): Reply {
    return this.answer(response, actor, target, await this.help.nudge({ actor, target, version: body.version, idempotency }));
  }

  private answer(response: Response, actor: Actor, id: string, sent: Sent): Reply {
    return reply(response, sent, 'task', () => this.tasks.view(actor, id));
  }
}
