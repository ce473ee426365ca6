import { Injectable } from '@nestjs/common';
import type { CommandArgs, CommandName } from '#contracts/commands';
import type { Action } from '#domain/identity/matrix';
import type { Prepared, Sent } from '../commands/command-gateway.ts';
import { CommandSender, type VerbRequest } from '../commands/command-sender.ts';
import { actsAsManager } from '../runs/access.ts';
import { TaskAccess } from './task-access.ts';
import type { TaskFound } from './task-queries.ts';

/** What a verb makes of the task it is for: the command's arguments, and a text to store before it. */
export type Prepare<N extends CommandName> = (task: TaskFound, receivedAt: number) => MaybePromise<Pick<Prepared<N>, 'document'> & { args: CommandArgs[N] }>;
type MaybePromise<T> = T | Promise<T>;

/** Sends a verb on a task to its run, once the actor is found to be allowed to. */
@Injectable()
export class TaskSender {
  constructor(
    private readonly sender: CommandSender,
    private readonly access: TaskAccess,
  ) {}

  /** `closedToo` for a verb on what is closed. @throws NotFoundError, ForbiddenError, ClosedError, and what `prepare` throws */
  send<N extends CommandName>(name: N, action: Action, request: VerbRequest, prepare: Prepare<N>, { closedToo = false } = {}): Promise<Sent> {
    return this.sender.send<N>(name, request, async (receivedAt) => {
      const task = await (closedToo ? this.access.find(request.target, request.actor, action) : this.access.findOpen(request.target, request.actor, action));
      return { runId: task.runId, asManager: actsAsManager(request.actor, action, task), ...(await prepare(task, receivedAt)) };
    });
  }
}
