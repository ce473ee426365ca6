import { Body, Controller, Param, Res } from '@nestjs/common';
import type { Response } from 'express';
import type { z } from 'zod';
import { ZRunAnswered, ZRunMove, ZRunReassign, ZRunRepeat, ZRunShift, ZRunVerb, type RunMove, type RunResource, type RunVerb } from '#contracts/api/run';
import type { Sent } from '../commands/command-gateway.ts';
import { reply, Verb, type VerbReply } from '../commands/verb.ts';
import { CurrentActor, type Actor } from '../common/actor.ts';
import { IdempotencyOf, type Idempotency } from '../common/idempotency.ts';
import { idParam } from '../common/validation.pipe.ts';
import { RunControls } from './run-controls.service.ts';
import { RunMoves } from './run-moves.service.ts';
import { RunsService } from './runs.service.ts';

type Reply = Promise<VerbReply<'run', RunResource>>;

/** What moves the course of a run, each with a preview (`POST /runs/:id/preview`). */
@Controller('runs')
export class RunControlsController {
  constructor(
    private readonly runs: RunsService,
    private readonly controls: RunControls,
    private readonly moves: RunMoves,
  ) {}

  @Verb(':id/pause-step', 'run.pause', 'Pause the work of the step under way: its clocks stop, nothing new opens in it', ZRunAnswered)
  async pauseStep(@CurrentActor() actor: Actor, @Param('id', { schema: idParam }) target: string, @Body({ schema: ZRunVerb }) body: RunVerb, @IdempotencyOf() idempotency: Idempotency, @Res({ passthrough: true }) response: Response): Reply {
    return this.answer(response, actor, target, await this.runs.steer('pauseStep', 'run.pause', { actor, target, version: body.version, idempotency }, body));
  }

  @Verb(':id/resume-step', 'run.resume', 'Let the work of a paused step go on', ZRunAnswered)
  async resumeStep(@CurrentActor() actor: Actor, @Param('id', { schema: idParam }) target: string, @Body({ schema: ZRunVerb }) body: RunVerb, @IdempotencyOf() idempotency: Idempotency, @Res({ passthrough: true }) response: Response): Reply {
    return this.answer(response, actor, target, await this.runs.steer('resumeStep', 'run.resume', { actor, target, version: body.version, idempotency }, body));
  }

  @Verb(':id/repeat', 'run.repeat', 'Enter the step under way, or an earlier one, again: what is open in it is cancelled', ZRunAnswered)
  async repeat(@CurrentActor() actor: Actor, @Param('id', { schema: idParam }) target: string, @Body({ schema: ZRunRepeat }) body: z.infer<typeof ZRunRepeat>, @IdempotencyOf() idempotency: Idempotency, @Res({ passthrough: true }) response: Response): Reply {
    return this.answer(response, actor, target, await this.controls.repeat({ actor, target, version: body.version, idempotency }, body));
  }

  @Verb(':id/shift', 'run.shift', 'Move the due times of open tasks and the meetings ahead, all or chosen, by a length of time', ZRunAnswered)
  async shift(@CurrentActor() actor: Actor, @Param('id', { schema: idParam }) target: string, @Body({ schema: ZRunShift }) body: z.infer<typeof ZRunShift>, @IdempotencyOf() idempotency: Idempotency, @Res({ passthrough: true }) response: Response): Reply {
    return this.answer(response, actor, target, await this.controls.shift({ actor, target, version: body.version, idempotency }, body));
  }

  @Verb(':id/reassign', 'run.reassign', 'Hand all open work of a person in the run to another', ZRunAnswered)
  async reassign(@CurrentActor() actor: Actor, @Param('id', { schema: idParam }) target: string, @Body({ schema: ZRunReassign }) body: z.infer<typeof ZRunReassign>, @IdempotencyOf() idempotency: Idempotency, @Res({ passthrough: true }) response: Response): Reply {
    return this.answer(response, actor, target, await this.controls.reassign({ actor, target, version: body.version, idempotency }, body));
  }

  @Verb(':id/move', 'run.move', 'Move a live run to another version of its playbook: its open clocks count by that version from now on', ZRunAnswered)
  async move(@CurrentActor() actor: Actor, @Param('id', { schema: idParam }) target: string, @Body({ schema: ZRunMove }) body: RunMove, @IdempotencyOf() idempotency: Idempotency, @Res({ passthrough: true }) response: Response): Reply {
    return this.answer(response, actor, target, await this.moves.move({ actor, target, version: body.version, idempotency }, body));
  }

  private answer(response: Response, actor: Actor, id: string, sent: Sent): Reply {
    return reply(response, sent, 'run', () => this.runs.view(actor, id));
  }
}
