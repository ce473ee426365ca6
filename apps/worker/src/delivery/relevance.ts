import { asksForAction } from '#domain/notice/kinds';
import type { NoticeItem } from '#contracts/notice';
import type { Telling } from './delivery.store.ts';

const ALARMS: readonly string[] = ['task-breached', 'rung-fired', 'ack-expired'];

/**
 * What is still worth telling when the delivery's turn comes, or why nothing is: a request for action on a closed task,
 * an alarm whose breach was annulled meanwhile (architecture.md, fair clocks), a person who has left.
 */
export function relevant(telling: Telling): { items: NoticeItem[] } | { superseded: string } {
  if (telling.person.disabled) return { superseded: 'the person has left' };
  if (!asksForAction(telling.kind)) return { items: telling.data.items };
  const items = telling.data.items.filter((item) => stillAsks(item, telling));
  if (items.length > 0) return { items };
  return { superseded: 'there is nothing left to do' };
}

function stillAsks(item: NoticeItem, telling: Telling): boolean {
  const task = item.taskId === null ? undefined : telling.tasks[item.taskId];
  if (!task) return true;
  if (task.breachAnnulled && (ALARMS.includes(item.kind) || item.kind === 'breach-annulled')) return false;
  return task.state === 'open' || task.state === 'claimed';
}
