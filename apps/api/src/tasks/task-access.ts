import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type { Playbook } from '#contracts/playbook';
import type { Text } from '#contracts/text';
import { poolOf } from '#persistence/data-source';
import { ClosedError, NotFoundError } from '#domain/errors';
import type { Actor } from '#domain/identity/can';
import type { Action } from '#domain/identity/matrix';
import { DATA_SOURCE } from '../common/tokens.ts';
import { PlaybookSource } from '../playbooks/playbook-source.ts';
import { assertMay } from '../runs/access.ts';
import type { Form } from './task-forms.ts';
import { TaskQueries, type TaskFound } from './task-queries.ts';

const OPEN_STATES: readonly string[] = ['open', 'claimed'];

/** Finds a task for somebody who wants something of it. */
@Injectable()
export class TaskAccess {
  readonly queries: TaskQueries;

  constructor(
    @Inject(DATA_SOURCE) db: DataSource,
    private readonly playbooks: PlaybookSource,
  ) {
    this.queries = new TaskQueries(poolOf(db));
  }

  /** The task, when `actor` may do `action` to it. @throws NotFoundError (also for what they may not see), ForbiddenError */
  async find(id: string, actor: Actor, action: Action): Promise<TaskFound> {
    const task = await this.queries.find(id, actor.id);
    if (!task) throw new NotFoundError('task');
    assertMay(actor, action, 'task.read', 'task', task);
    return task;
  }

  /** Likewise, and still open: a closed task says who closed it and when. @throws ClosedError */
  async findOpen(id: string, actor: Actor, action: Action): Promise<TaskFound> {
    const task = await this.find(id, actor, action);
    if (!OPEN_STATES.includes(task.state)) throw new ClosedError({ by: task.closedBy, at: task.closedAt, state: task.state, version: task.version });
    return task;
  }

  /** The form that the task opened with, whatever version its run has moved to since; null when it has none. */
  async formOf({ form, playbookSlug, playbookVersion }: Pick<TaskFound, 'form' | 'playbookSlug' | 'playbookVersion'>): Promise<Form | null> {
    if (!form) return null;
    const playbook = await this.playbooks.pinned(playbookSlug, form.playbook ?? playbookVersion);
    return playbook.forms[form.key] ?? null;
  }

  /** The playbook of the task's run, in the version that it is on. */
  playbookOf(task: Pick<TaskFound, 'playbookSlug' | 'playbookVersion'>): Promise<Playbook> {
    return this.playbooks.pinned(task.playbookSlug, task.playbookVersion);
  }

  /** Titles of the steps that tasks belong to, by the id of the task. */
  async stepTitles(tasks: ReadonlyArray<Pick<TaskFound, 'id' | 'step' | 'playbookSlug' | 'playbookVersion'>>): Promise<Map<string, Text>> {
    const named = (task: Pick<TaskFound, 'playbookSlug' | 'playbookVersion'>): string => `${task.playbookSlug}@${task.playbookVersion}`;
    const first = [...new Map(tasks.map((task) => [named(task), task])).values()];
    const steps = new Map(await Promise.all(first.map(async (task) => [named(task), (await this.playbookOf(task)).steps] as const)));
    return new Map(tasks.flatMap((task) => {
      const step = steps.get(named(task))?.find(({ key }) => key === task.step);
      return step ? [[task.id, step.title] as const] : [];
    }));
  }

  /** Keys of the steps of the task's playbook. */
  async stepsOf(task: Pick<TaskFound, 'playbookSlug' | 'playbookVersion'>): Promise<string[]> {
    return (await this.playbookOf(task)).steps.map((step) => step.key);
  }
}
