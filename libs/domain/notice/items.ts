import type { RunEvent } from '#contracts/events';
import type { NoticeItem, NoticeKind, NoticeMeeting } from '#contracts/notice';
import type { Meeting } from '#contracts/meeting';
import type { Task } from '#contracts/task';
import type { NoticeContext } from './context.ts';

/** Task, meeting or piece id that an event names, if it names one. */
const named = (event: RunEvent, field: 'taskId' | 'meetingId' | 'pieceId'): string | null => {
  const value = (event.data as unknown as Record<string, unknown>)[field];
  return typeof value === 'string' ? value : null;
};

/** The task that an event is about, as it stands after the batch; null when it is about none. */
export function taskOf(event: RunEvent, context: NoticeContext): Task | null {
  const id = event.type === 'TaskOpened' ? event.data.task.id : named(event, 'taskId');
  if (id === null) return null;
  return context.tasks[id] ?? (event.type === 'TaskOpened' ? event.data.task : null);
}

/** The meeting that an event is about; an invitation is read from the event, so that it tells what was planned then. */
export function meetingOf(event: RunEvent, context: NoticeContext): Meeting | null {
  if (event.type === 'MeetingScheduled') return event.data.meeting;
  const id = named(event, 'meetingId');
  return id === null ? null : (context.meetings[id] ?? null);
}

/** What an invitation carries of a meeting. A cancellation outranks the invitation it revokes (RFC 5546, 3.2.5). */
export function noticeMeeting(meeting: Meeting, cancelled: boolean): NoticeMeeting {
  const { id, title, agenda, startsAt, endsAt, organizer, attendees, sequence } = meeting;
  return { id, title, agenda, startsAt, endsAt, organizer, attendees, sequence: cancelled ? sequence + 1 : sequence };
}

const reasonOf = (event: RunEvent): string | null => {
  const reason = (event.data as { reason?: unknown }).reason;
  return typeof reason === 'string' && reason !== '' ? reason : null;
};
const actorOf = (event: RunEvent): string | null => {
  const by = (event.data as { by?: unknown }).by;
  if (typeof by === 'string') return by;
  return event.cause.kind === 'command' ? event.cause.actor : null;
};

/** What people named the thing: an action's title, a piece's title, how a run or meeting ended. */
function subjectOf(event: RunEvent, task: Task | null, context: NoticeContext): string | null {
  if (event.type === 'RunClosed') return event.data.outcome;
  if (event.type === 'MeetingDecided') return event.data.decision;
  if (task?.subject.note) return task.subject.note;
  const pieceId = named(event, 'pieceId') ?? task?.subject.pieceId ?? null;
  return pieceId === null ? null : (context.pieces[pieceId]?.title ?? null);
}

/** The role or team that nobody holds (or may act for), so that the manager has its work. */
function unheldOf(task: Task | null): string | null {
  if (!task?.fellToManager) return null;
  const whose = 'managerOf' in task.assign ? task.assign.managerOf : task.assign;
  return 'role' in whose ? whose.role : 'team' in whose ? whose.team : null;
}

function wasOf(event: RunEvent): number | null {
  if (event.type === 'ClockReplanned') return event.data.was ?? null;
  return event.type === 'MeetingMoved' ? event.data.was.startsAt : null;
}

/** Retells one event for a notice. Pure; whole values, so that rendering needs no row that may have moved on. */
export function itemOf(event: RunEvent, kind: NoticeKind, context: NoticeContext): NoticeItem {
  const task = taskOf(event, context);
  const meeting = meetingOf(event, context);
  const clock = 'clock' in event.data ? event.data.clock : (task?.clock ?? null);
  return {
    n: event.n,
    type: event.type,
    kind,
    taskId: task?.id ?? named(event, 'taskId') ?? meeting?.taskId ?? null,
    title: task?.title ?? meeting?.title ?? null,
    description: task?.description ?? null,
    dueAt: clock?.dueAt ?? null,
    provisional: clock?.provisional ?? false,
    source: clock?.policy.source ?? null,
    ...(wasOf(event) === null ? {} : { was: wasOf(event) }),
    rung: event.type === 'RungFired' || event.type === 'RungRepeated' ? event.data.rung : null,
    subject: subjectOf(event, task, context),
    reason: reasonOf(event),
    by: actorOf(event),
    defects: task?.subject.defects?.map((defect) => (defect.note === '' ? defect.code : `${defect.code}: ${defect.note}`)) ?? [],
    unheld: unheldOf(task),
    actingFor: task?.cover?.for ?? null,
  };
}
