import type { Command } from '#contracts/commands';
import { FAILURES } from '#contracts/failures';
import type { Meeting } from '#contracts/meeting';
import type { Task } from '#contracts/task';
import { openDelegation } from '../task/part.ts';
import { forbid, type Refusal } from '../task/rule.ts';

/**
 * Judges a verb on a meeting; null when it may go ahead. Minutes and attendance may still be put right after the decision.
 * `task` is the organizer's: a decision past its co-signers or its delegate would get round them.
 */
export function judgeMeetingCommand(meeting: Meeting, command: Command, task: Task | null): Refusal | null {
  if (meeting.state === 'cancelled') return { type: FAILURES.closed, message: 'the meeting is cancelled', detail: { state: meeting.state } };
  if (command.name === 'recordDecision' && meeting.state === 'held') return { type: FAILURES.closed, message: 'the meeting has decided', detail: { state: meeting.decision ?? meeting.state } };
  if (command.seenVersion !== null && command.seenVersion !== meeting.version) {
    return { type: FAILURES.stale, message: 'the meeting has changed since it was read', detail: { version: meeting.version } };
  }
  if (command.name === 'recordDecision' && task && (openDelegation(task) || task.signing)) return forbid('others sign or do the task of this meeting: complete that', 'meeting-task', task.assignee);
  return 'attendance' in command.args ? judgeAttendance(meeting, command.args.attendance) : null;
}

function judgeAttendance(meeting: Meeting, attendance: Meeting['attendance']): Refusal | null {
  const invited = new Set([...meeting.attendees, meeting.organizer]);
  const stranger = Object.keys(attendance).find((person) => !invited.has(person));
  return stranger ? { type: FAILURES.invalid, message: 'this person was not invited', detail: { field: `attendance/${stranger}` } } : null;
}
