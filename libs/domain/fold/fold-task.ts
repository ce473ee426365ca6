import type { RunEvent } from '#contracts/events';
import type { Task } from '#contracts/task';
import { stopClock } from '../clock/plan.ts';
import { begunAnew } from '../task/signing.ts';
import { foldHelp } from './fold-help.ts';

const raised = (row: Task, event: RunEvent): number => row.version + (event.cause.kind === 'command' ? 1 : 0);

/** The task's row after `event`; the same row when the event is not about it. */
export function foldTask(row: Task | null, event: RunEvent): Task | null {
  if (event.type === 'TaskOpened') return row === null || row.id === event.data.task.id ? event.data.task : row;
  if (row === null) return null;
  if (event.type === 'RunPaused' || event.type === 'RunResumed' || event.type === 'StepPaused' || event.type === 'StepResumed' || event.type === 'RunSeverityChanged') {
    const clock = event.data.clocks[row.id];
    return clock ? { ...row, clock } : row;
  }
  if (event.type === 'RunMoved') return row.form && event.data.tasks.includes(row.id) ? { ...row, form: { ...row.form, playbook: row.form.playbook ?? event.data.from } } : row;
  if (!('taskId' in event.data) || event.data.taskId !== row.id) return row;
  return foldOwn(row, event);
}

function foldOwn(row: Task, event: RunEvent): Task {
  switch (event.type) {
    case 'TaskClaimed':
      return { ...row, state: 'claimed', assignee: event.data.by, version: raised(row, event) };
    case 'TaskReleased':
      return { ...row, state: 'open', assignee: null, cover: null, version: raised(row, event) };
    case 'TaskTransferred':
      // Whoever stands in and hands it on has settled it: it is nobody's to give back any more.
      return { ...row, state: 'claimed', assignee: event.data.to, cover: null, delegation: null, version: raised(row, event) };
    case 'TaskReassigned':
      return { ...row, state: 'open', assign: event.data.assign, assignee: event.data.assignee, candidates: event.data.candidates };
    case 'TaskCovered':
      return { ...row, assignee: event.data.to, cover: { for: event.data.for, absenceId: event.data.absenceId, since: event.at }, version: raised(row, event) };
    case 'TaskUncovered':
      return { ...row, assignee: event.data.to, cover: null, version: raised(row, event) };
    case 'ChecklistTicked':
      return { ...row, version: raised(row, event), checklist: ticked(row, event) };
    case 'TaskPaused':
      return { ...row, clock: event.data.clock, version: raised(row, event), pause: { by: event.data.by, at: event.at, reason: event.data.reason } };
    case 'TaskResumed':
      return { ...row, clock: event.data.clock, version: raised(row, event), pause: null };
    case 'TaskCompleted':
      return { ...closed(row, event, 'done', event.data.by), documentId: event.data.documentId, outcome: event.data.outcome };
    case 'TaskReturned':
      return { ...closed(row, event, 'returned', event.data.by), reason: event.data.reason };
    case 'TaskRecalled':
      return { ...reopened(row), clock: event.data.clock, version: raised(row, event) };
    case 'TaskSkipped':
      return { ...closed(row, event, 'skipped', event.data.by), reason: event.data.reason };
    case 'TaskLapsed':
      return { ...closed(row, event, 'cancelled', null), reason: 'lapsed' };
    case 'TaskCancelled':
      return { ...closed(row, event, 'cancelled', null), reason: event.data.reason };
    default:
      return foldHelp(foldClock(row, event), event);
  }
}

/** Events that only move the clock carry the whole new clock. */
function foldClock(row: Task, event: RunEvent): Task {
  if (!('clock' in event.data)) return row;
  const byPerson = event.type === 'TaskAcknowledged' || event.type === 'TaskDueChanged' || event.type === 'TaskSeverityChanged';
  return { ...row, clock: event.data.clock, version: byPerson ? raised(row, event) : row.version };
}

function closed(row: Task, event: RunEvent, state: Task['state'], by: string | null): Task {
  return { ...row, state, closedAt: event.at, closedBy: by, version: raised(row, event), clock: row.clock && stopClock(row.clock, event.at) };
}

/** As whoever completed it had it: their answers are offered again, signatures begin anew. */
function reopened(row: Task): Task {
  return { ...row, state: 'claimed', assignee: row.closedBy ?? row.assignee, closedAt: null, closedBy: null, outcome: {}, signing: row.signing && begunAnew(row.signing) };
}

function ticked(row: Task, event: RunEvent<'ChecklistTicked'>): Task['checklist'] {
  const { item, done, by, evidence } = event.data;
  return row.checklist.map((entry) => (entry.key === item ? { ...entry, done, by: done ? by : null, at: done ? event.at : null, evidence: done ? (evidence ?? null) : null } : entry));
}
