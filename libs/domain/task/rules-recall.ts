import type { Command } from '#contracts/commands';
import { FAILURES } from '#contracts/failures';
import type { Meeting } from '#contracts/meeting';
import type { Piece } from '#contracts/piece';
import type { Task } from '#contracts/task';
import { submission } from './part.ts';
import { forbid, refuse, type Refusal } from './rule.ts';

/** What came after a task: what opened later in its step, and the step that followed. */
export interface Followers {
  tasks: readonly Task[];
  meetings: readonly Meeting[];
}

/** Whether somebody has done anything to it: only commands raise a version. What was cancelled untouched never was. */
export const isTouched = (task: Task): boolean => task.state !== 'cancelled' && (task.version > 1 || task.state !== 'open');
const isTouchedMeeting = (meeting: Meeting): boolean => meeting.state === 'held' || (meeting.state === 'scheduled' && meeting.version > 1);

/**
 * What a completion has set going for good, so that it is not taken back: a meeting's decision is told and minuted, a check is on the
 * piece's record, a gate is met or waived by name, a piece is out, a decision was carried out.
 */
export function irrevocable({ subject }: Task, piece: Piece | null): 'meeting' | 'check' | 'gate' | 'decision' | 'published' | null {
  if (subject.meetingId && !subject.action) return 'meeting';
  if (subject.check) return 'check';
  if (subject.gate) return 'gate';
  if (subject.decides) return 'decision';
  return piece && ['published', 'dropped'].includes(piece.state) ? 'published' : null;
}
const WHY = {
  meeting: 'a meeting has decided: decide anew at the next one',
  check: 'a check stays on the record of its piece: send the work back instead',
  gate: 'a gate has been passed on it',
  decision: 'the run has acted on it',
  published: 'the piece is published or dropped',
};

/** Judges a recall 撤回; null when it may go ahead. Only whoever completed or handed in, and only while nobody has touched what followed. */
export function judgeRecall(task: Task, { actor, seenVersion }: Command<'recallTask'>, { piece, followers }: { piece: Piece | null; followers: Followers }): Refusal | null {
  if (task.closedAt !== null && task.state !== 'done') return refuse(FAILURES.closed, `the task is ${task.state}`, { by: task.closedBy, at: task.closedAt, state: task.state });
  if (seenVersion !== null && seenVersion !== task.version) return refuse(FAILURES.stale, 'the task has changed since it was read', { version: task.version });
  if (task.closedAt === null) return judgeWithdrawal(task, actor);
  if (task.closedBy !== actor) return forbid('somebody else completed it', 'not-yours', task.closedBy);
  const why = irrevocable(task, piece);
  if (why) return forbid(WHY[why], `recall-${why}`);
  const touched = followers.tasks.find(isTouched);
  if (touched) return forbid('somebody has begun what followed', 'recall-followed', touched.closedBy ?? touched.assignee);
  const met = followers.meetings.find(isTouchedMeeting);
  return met ? forbid('the meeting that followed has begun', 'recall-followed', met.organizer) : null;
}

function judgeWithdrawal(task: Task, actor: string): Refusal | null {
  const handedIn = submission(task);
  if (!handedIn) return forbid('nobody has completed it', 'not-completed');
  if (handedIn.by !== actor) return forbid('somebody else handed it in', 'not-yours', handedIn.by);
  const signed = task.signing?.signers.find(({ decision }) => decision !== null);
  return signed ? forbid('somebody has signed it', 'already-signed', signed.person) : null;
}
