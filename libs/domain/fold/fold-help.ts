import type { RunEvent } from '#contracts/events';
import type { Task } from '#contracts/task';
import { begunAnew, withSignature } from '../task/signing.ts';

/** Events by which others help with a task or press it. Every one comes of a command. */
export function foldHelp(row: Task, event: RunEvent): Task {
  // Pressing changes nothing that a person may have read and be about to act on.
  if (event.type === 'TaskNudged') return { ...row, nudged: { by: event.data.by, at: event.data.at, count: event.data.count } };
  const change = changes(row, event);
  return change ? { ...row, ...change, version: row.version + (event.cause.kind === 'command' ? 1 : 0) } : row;
}

function changes(row: Task, event: RunEvent): Partial<Task> | null {
  const { delegation, signing } = row;
  switch (event.type) {
    case 'TaskDelegated':
      return { state: 'claimed', assignee: event.data.assignee, delegation: event.data.delegation };
    case 'TaskHandedBack':
      return { delegation: delegation && { ...delegation, handedBack: { at: event.at, documentId: event.data.documentId, outcome: event.data.outcome } } };
    case 'DelegationEnded':
      return { delegation: null };
    case 'SignersChanged':
      return { signing: event.data.signing };
    case 'TaskSubmitted': {
      const { by, documentId, outcome } = event.data;
      return { state: 'claimed', assignee: by, signing: signing && { ...signing, submitted: { by, at: event.at, documentId, outcome } } };
    }
    case 'TaskSigned':
      return { signing: signing && withSignature(signing, event.data.by, { ...event.data, at: event.at }) };
    case 'SubmissionRejected':
    case 'SubmissionWithdrawn':
      return { signing: signing && begunAnew(signing) };
    case 'ItemAssigned':
      return { checklist: row.checklist.map((entry) => (entry.key === event.data.item ? { ...entry, owner: event.data.owner } : entry)) };
    default:
      return null;
  }
}
