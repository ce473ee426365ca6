import type { NoticeItem } from '#contracts/notice';
import type { Telling } from '#contracts/telling';
import { asksForAction } from './kinds.ts';

const ALARMS: readonly string[] = ['task-breached', 'rung-fired', 'rung-repeated', 'ack-expired'];

/**
 * What is still worth telling when the delivery's turn comes, or why nothing is: a request for action on a closed task,
 * an alarm whose breach was annulled meanwhile (architecture.md, fair clocks), a comment that was taken back, a person who has left. `held` is the instant (epoch ms) until which a reminder waits.
 */
export function relevant(telling: Telling): { items: NoticeItem[] } | { superseded: string } | { held: number } {
  if (telling.person.disabled) return { superseded: 'the person has left' };
  const said = telling.data.items.flatMap((item) => withText(item, telling) ?? []);
  if (said.length < telling.data.items.length && said.length === 0) return { superseded: 'it was taken back' };
  if (!asksForAction(telling.kind)) return { items: said };
  const items = said.filter((item) => stillAsks(item, telling));
  const held = heldUntil(telling, items);
  if (held !== null) return { held };
  if (items.length > 0) return { items };
  return { superseded: 'there is nothing left to do' };
}

/** Reminders of nothing but tasks that the person put aside wait until the first of them is back; breaches and rungs never wait. */
function heldUntil({ kind, snoozed }: Telling, items: readonly NoticeItem[]): number | null {
  if (kind !== 'task-reminded' || items.length === 0) return null;
  const ends = items.map((item) => snoozed[item.taskId ?? '']?.until ?? 0);
  return Math.min(...ends) || null;
}

/** The item with what its comment says now; null when the comment, or the mention of this person in it, was taken back. */
function withText(item: NoticeItem, { comments, person }: Telling): NoticeItem | null {
  if (!item.commentId) return item;
  const comment = comments[item.commentId];
  if (!comment || (item.kind === 'mentioned' && !comment.mentions.includes(person.id))) return null;
  return { ...item, text: comment.text };
}

function stillAsks(item: NoticeItem, telling: Telling): boolean {
  const task = item.taskId === null ? undefined : telling.tasks[item.taskId];
  if (!task) return true;
  if (task.breachAnnulled && (ALARMS.includes(item.kind) || item.kind === 'breach-annulled')) return false;
  return task.state === 'open' || task.state === 'claimed';
}
