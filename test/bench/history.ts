import type { Client } from '@temporalio/client';
import { TASKS } from './names.ts';

type History = Awaited<ReturnType<ReturnType<Client['workflow']['getHandle']>['fetchHistory']>>;

export interface PerTask {
  events: number;
  /** Billable actions as Temporal Cloud counts them. */
  actions: number;
}

/** History events and billable actions per task, over the histories of whole loops. */
export async function perTask(client: Client, workflowIds: readonly string[]): Promise<PerTask> {
  const histories = await Promise.all(workflowIds.map((id) => client.workflow.getHandle(id).fetchHistory()));
  const tasks = histories.length * TASKS;
  return { events: sum(histories, (history) => history.events?.length ?? 0) / tasks, actions: sum(histories, actionsOf) / tasks };
}

/** A start, a timer, an update and each attempt of an activity are one action; a history shows the last attempt with its number. */
function actionsOf({ events }: History): number {
  return sum(events ?? [], (event) => {
    if (event.activityTaskStartedEventAttributes) return event.activityTaskStartedEventAttributes.attempt ?? 1;
    const one = event.workflowExecutionStartedEventAttributes ?? event.timerStartedEventAttributes ?? event.workflowExecutionUpdateAcceptedEventAttributes;
    return one ? 1 : 0;
  });
}

const sum = <T>(items: readonly T[], of: (item: T) => number): number => items.reduce((total, item) => total + of(item), 0);
