import { randomUUID } from 'node:crypto';
import type { RunEvent } from '#contracts/events';
import { NOTICE_KINDS, type NoticeKind, type NoticePlan } from '#contracts/notice';
import { asksForAction } from '#domain/notice/kinds';
import type { Row } from '../rows/to-row.ts';

const ASKING = NOTICE_KINDS.filter(asksForAction);
/** What a breach told, and what nobody needs to hear any more once it is annulled (architecture.md, fair clocks). */
const BREACH_KINDS: readonly NoticeKind[] = ['task-breached', 'rung-fired', 'rung-repeated', 'ack-expired'];
/** What a round of signatures asked, void once it is settled or taken back; what a delegation asked, once it has ended. */
const SETTLING: Partial<Record<RunEvent['type'], NoticeKind>> = { SubmissionRejected: 'task-to-sign', SubmissionWithdrawn: 'task-to-sign', TaskHandedBack: 'task-delegated', DelegationEnded: 'task-delegated' };
const CLOSING: ReadonlyArray<RunEvent['type']> = ['TaskCompleted', 'TaskReturned', 'TaskSkipped', 'TaskCancelled', 'TaskLapsed'];

/** A task of which notices of these kinds are void when they have not gone out. */
export interface Void {
  task_id: string;
  kind: NoticeKind;
  /** The event that made it so: what is told later of the same task stands. */
  n: number;
}

/** What the batch makes void: asking notices of tasks it closes, alarms of breaches it annuls. */
export function voidsOf(events: readonly RunEvent[]): Void[] {
  return events.flatMap((event) => {
    if (!('taskId' in event.data)) return [];
    const taskId = event.data.taskId;
    if (CLOSING.includes(event.type)) return ASKING.map((kind) => ({ task_id: taskId, kind, n: event.n }));
    const settled = SETTLING[event.type];
    if (settled) return [{ task_id: taskId, kind: settled, n: event.n }];
    return event.type === 'BreachAnnulled' ? BREACH_KINDS.map((kind) => ({ task_id: taskId, kind, n: event.n })) : [];
  });
}

export interface ToldRows {
  notifications: Row[];
  told: Row[];
  deliveries: Row[];
}

/** Rows of the notices that a batch calls for. A mail that the same batch made void starts superseded. */
export function toldRows(runId: string, plans: readonly NoticePlan[], voids: readonly Void[], now: number): ToldRows {
  const rows: ToldRows = { notifications: [], told: [], deliveries: [] };
  for (const plan of plans) {
    const id = randomUUID();
    rows.notifications.push({ id, person_id: plan.personId, run_id: runId, from_n: plan.fromN, kind: plan.kind, event_numbers: plan.eventNumbers, task_id: plan.taskId, data: plan.data, created_at: now });
    rows.told.push(...plan.eventNumbers.map((n) => ({ person_id: plan.personId, run_id: runId, n, notification_id: id })));
    if (!plan.email) continue;
    const isVoid = voids.some((entry) => entry.task_id === plan.taskId && entry.kind === plan.kind && plan.fromN < entry.n);
    rows.deliveries.push({ id: randomUUID(), notification_id: id, person_id: plan.personId, channel: 'email', state: isVoid ? 'superseded' : 'pending', next_at: now, created_at: now });
  }
  return rows;
}
