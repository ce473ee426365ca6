import type { Target } from '#contracts/clock';
import type { RunEvent } from '#contracts/events';
import type { Meeting } from '#contracts/meeting';
import type { Piece } from '#contracts/piece';
import type { Run } from '#contracts/run';
import type { Task } from '#contracts/task';
import { actingOn, partsOf } from '../task/part.ts';

/** What an event is about: rows as they were before it (null when it made them) and as they are after. */
export interface Subjects {
  run: Run;
  before: Task | null;
  task: Task | null;
  /** Tasks whose clocks a pause, a resume or another severity moved. */
  paused: readonly Task[];
  meeting: Meeting | null;
  piece: Piece | null;
}

/** Everybody with a part in the task: who does or signs it, who waits for it to come back, who sees to an item. */
export const holders = (task: Task | null): string[] => (task === null ? [] : [...partsOf(task).keys()]);

/** Targets of a rung; for every other event null. */
export const targetsOf = (event: RunEvent): Target[] | null => (event.type === 'RungFired' || event.type === 'RungRepeated' || event.type === 'ReworkCapReached' ? event.data.to : null);

/**
 * Person ids that an event concerns, each once, in a stable order (architecture.md, "The tables, precisely").
 * @param reach resolves the targets of a rung against the organisation as it is now; it answers active people only
 */
export function audienceOf(event: RunEvent, subjects: Subjects, reach: (targets: readonly Target[], task: Task | null) => string[]): string[] {
  const targets = targetsOf(event);
  return [...new Set(targets ? reach(targets, subjects.task) : concerned(event, subjects))];
}

function concerned(event: RunEvent, { run, before, task, paused, meeting, piece }: Subjects): string[] {
  switch (event.type) {
    case 'RunPaused':
    case 'RunResumed':
    case 'StepPaused':
    case 'StepResumed':
    case 'RunSeverityChanged':
      return [run.managerId, ...paused.flatMap(holders)];
    case 'MeetingScheduled':
    case 'AttendanceRecorded':
    case 'MinutesRecorded':
    case 'MeetingDecided':
    case 'MeetingMoved':
    case 'MeetingCancelled':
      return meeting === null ? [] : [meeting.organizer, ...meeting.attendees];
    case 'TaskReturned':
      // Sent back: who asked for the work hears why, and the manager sees the run go back.
      return [...holders(before), ...holders(task), run.managerId];
    case 'RunCancelled':
      // Whoever asked for the run, and whoever worked for it: those with open tasks hear it with the tasks.
      return [run.managerId, run.startedBy, ...(event.data.concerned ?? [])];
    case 'TaskDelegated':
      return [event.data.delegation.to, event.data.assignee];
    case 'SignersChanged':
      return [...holders(task), ...event.data.added, ...event.data.removed];
    case 'TaskSigned':
      // Who handed it in, and whose turn it is now.
      return [before?.signing?.submitted?.by, ...(task ? actingOn(task) : [])].filter((person): person is string => person !== undefined && !(before && actingOn(before).includes(person)));
    case 'ItemAssigned': {
      const had = before?.checklist.find(({ key }) => key === event.data.item)?.owner;
      return [event.data.owner, had].filter((person): person is string => typeof person === 'string');
    }
    case 'TaskRecalled':
      return [...holders(task), run.managerId];
    case 'TaskNudged':
      return task ? actingOn(task) : [];
    case 'SubmissionRejected':
      return before?.signing?.submitted ? [before.signing.submitted.by] : [];
    default:
      if ('taskId' in event.data || event.type === 'TaskOpened') return [...holders(before), ...holders(task)];
      if (piece !== null) return [...(piece.owner === null ? [] : [piece.owner]), ...piece.authors];
      return [run.managerId];
  }
}
