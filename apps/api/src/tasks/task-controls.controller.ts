import { Body, Controller, Param, Res } from '@nestjs/common';
import type { Response } from 'express';
import { ZRunVerb, type RunVerb } from '#contracts/api/run';
import { ZTaskAnswered, type TaskResource } from '#contracts/api/task';
import type { Action } from '#domain/identity/matrix';
import { CommandSender, type VerbRequest } from '../commands/command-sender.ts';
import { reply, Verb, type VerbReply } from '../commands/verb.ts';
import { CurrentActor, type Actor } from '../common/actor.ts';
import { IdempotencyOf, type Idempotency } from '../common/idempotency.ts';
import { idParam } from '../common/validation.pipe.ts';
import { actsAsManager } from '../runs/access.ts';
import { TaskAccess } from './task-access.ts';
import { TasksService } from './tasks.service.ts';

type Reply = Promise<VerbReply<'task', TaskResource>>;

/** Pause, resume and skip of one task. Undo: the other of pause and resume; a skipped task is opened again by repeating its step. */
@Controller('tasks')
export class TaskControlsController {
  constructor(
    private readonly sender: CommandSender,
    private readonly access: TaskAccess,
    private readonly tasks: TasksService,
  ) {}

  @Verb(':id/pause', 'task.pause', 'Pause one task: its clock stops, whatever it counts', ZTaskAnswered)
  pause(@CurrentActor() actor: Actor, @Param('id', { schema: idParam }) target: string, @Body({ schema: ZRunVerb }) body: RunVerb, @IdempotencyOf() idempotency: Idempotency, @Res({ passthrough: true }) response: Response): Reply {
    return this.send(response, 'pauseTask', 'task.pause', { actor, target, version: body.version, idempotency }, body);
  }

  @Verb(':id/resume', 'task.resume', 'Let a paused task go on; its clock stays stopped while its step or run is paused', ZTaskAnswered)
  resume(@CurrentActor() actor: Actor, @Param('id', { schema: idParam }) target: string, @Body({ schema: ZRunVerb }) body: RunVerb, @IdempotencyOf() idempotency: Idempotency, @Res({ passthrough: true }) response: Response): Reply {
    return this.send(response, 'resumeTask', 'task.resume', { actor, target, version: body.version, idempotency }, body);
  }

  @Verb(':id/skip', 'task.skip', 'Skip one task where its playbook allows it; managers only unless it says otherwise', ZTaskAnswered)
  skip(@CurrentActor() actor: Actor, @Param('id', { schema: idParam }) target: string, @Body({ schema: ZRunVerb }) body: RunVerb, @IdempotencyOf() idempotency: Idempotency, @Res({ passthrough: true }) response: Response): Reply {
    return this.send(response, 'skipTask', 'task.skip', { actor, target, version: body.version, idempotency }, body);
  }

  private async send(response: Response, name: 'pauseTask' | 'resumeTask' | 'skipTask', action: Action, request: VerbRequest & { actor: Actor }, { reason }: RunVerb): Reply {
    const sent = await this.sender.send(name, request, async () => {
      const task = await this.access.findOpen(request.target, request.actor, action);
      return { runId: task.runId, asManager: actsAsManager(request.actor, action, task), args: { taskId: task.id, reason } };
    });
    return reply(response, sent, 'task', () => this.tasks.view(request.actor, request.target));
  }
}
