import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type { z } from 'zod';
import type { ZDelegate, ZItemAssigned, ZReasoned, ZSign, ZSignerRemoved, ZSignersAdded } from '#contracts/api/task-help';
import { poolOf } from '#persistence/data-source';
import type { Sent } from '../commands/command-gateway.ts';
import type { VerbRequest } from '../commands/command-sender.ts';
import { DATA_SOURCE } from '../common/tokens.ts';
import { assertPeople } from '../runs/people.ts';
import { TaskSender } from './task-sender.ts';

/** How people help each other with tasks: delegate-and-return, co-signing, items of a checklist, a nudge. */
@Injectable()
export class TaskHelp {
  constructor(
    private readonly tasks: TaskSender,
    @Inject(DATA_SOURCE) private readonly db: DataSource,
  ) {}

  delegate(request: VerbRequest, { to, reason }: z.infer<typeof ZDelegate>): Promise<Sent> {
    return this.tasks.send('delegateTask', 'task.delegate', request, async (task) => {
      await assertPeople(poolOf(this.db), [{ path: 'to', id: to.toLowerCase() }]);
      return { args: { taskId: task.id, to: to.toLowerCase(), reason } };
    });
  }

  undelegate(request: VerbRequest, { reason }: z.infer<typeof ZReasoned>): Promise<Sent> {
    return this.tasks.send('undelegateTask', 'task.undelegate', request, (task) => ({ args: { taskId: task.id, reason } }));
  }

  addSigners(request: VerbRequest, { people, mode, ratio, reason }: z.infer<typeof ZSignersAdded>): Promise<Sent> {
    return this.tasks.send('addSigners', 'task.cosign', request, async (task) => {
      const ids = people.map((id) => id.toLowerCase());
      await assertPeople(poolOf(this.db), ids.map((id, index) => ({ path: `people.${index}`, id })));
      return { args: { taskId: task.id, people: ids, mode: mode ?? null, ratio: ratio ?? null, reason } };
    });
  }

  removeSigner(request: VerbRequest, { person, reason }: z.infer<typeof ZSignerRemoved>): Promise<Sent> {
    return this.tasks.send('removeSigner', 'task.cosign', request, (task) => ({ args: { taskId: task.id, person: person.toLowerCase(), reason } }));
  }

  assignItem(request: VerbRequest, { item, owner }: z.infer<typeof ZItemAssigned>): Promise<Sent> {
    return this.tasks.send('assignItem', 'task.item', request, async (task) => {
      if (owner !== null) await assertPeople(poolOf(this.db), [{ path: 'owner', id: owner.toLowerCase() }]);
      return { args: { taskId: task.id, item, owner: owner?.toLowerCase() ?? null } };
    });
  }

  recall(request: VerbRequest, { reason }: z.infer<typeof ZReasoned>): Promise<Sent> {
    return this.tasks.send('recallTask', 'task.recall', request, (task) => ({ args: { taskId: task.id, reason } }), { closedToo: true });
  }

  nudge(request: VerbRequest): Promise<Sent> {
    return this.tasks.send('nudgeTask', 'task.nudge', request, (task) => ({ args: { taskId: task.id } }));
  }

  sign(request: VerbRequest, { decision, comment }: z.infer<typeof ZSign>): Promise<Sent> {
    return this.tasks.send('signTask', 'task.sign', request, (task) => ({ args: { taskId: task.id, decision, reason: comment ?? null } }));
  }
}
