import type { RunEvent } from '#contracts/events';
import type { Task } from '#contracts/task';
import { begunAnew, withSignature } from '../task/signing.ts';

/** Events by which others help with a task: delegate-and-return and co-signing. Every one comes of a command, or of the signature that settled a round. */
export function foldHelp(row: Task, event: RunEvent): Task {
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
      return { signing: signing && begunAnew(signing) };
    default:
      return null;
  }
}
