import type { RunEvent } from '#contracts/events';
import type { NoticeItem, NoticeKind, NoticePlan } from '#contracts/notice';
import type { Task } from '#contracts/task';
import type { NoticeContext } from './context.ts';
import { actingOn, partsOf } from '../task/part.ts';
import { itemOf, meetingOf, noticeMeeting, taskOf } from './items.ts';
import { CLOCK_EVENTS, ENDING_EVENTS, GATHERED_EVENTS, GATHERING_EVENTS, GRAVITY, KIND_OF, TOLD_TO_ACTOR, asksForAction, goesByMail } from './kinds.ts';

export type { NoticeContext } from './context.ts';

/** One event on its way to one person. `group` gathers what is told together. */
interface Telling {
  person: string;
  group: string;
  event: RunEvent;
  kind: NoticeKind;
}

/**
 * Which notices a batch of events calls for: pure, deterministic, ascending by person and first event.
 * Each (event, person) pair is in exactly one notice or none; clock events of the batch reach a person in one notice,
 * and so do the tasks that a skip or a cancel closes (architecture.md, "The tables, precisely"; handbook 4.3, ladder).
 */
export function noticesFor(events: readonly RunEvent[], context: NoticeContext): NoticePlan[] {
  const groups = new Map<string, Telling[]>();
  for (const event of events) {
    for (const telling of tellings(event, events, context)) {
      const key = `${telling.person}|${telling.group}`;
      const known = groups.get(key);
      if (known) known.push(telling);
      else groups.set(key, [telling]);
    }
  }
  return [...groups.values()].map((group) => planOf(group, context)).sort((a, b) => compare(a.personId, b.personId) || a.fromN - b.fromN);
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function tellings(event: RunEvent, batch: readonly RunEvent[], context: NoticeContext): Telling[] {
  const base = KIND_OF[event.type];
  if (!base) return [];
  const task = taskOf(event, context);
  const people = [...new Set(context.audience[event.n] ?? [])].filter((person) => isTold(person, event, task, batch));
  return people.map((person) => ({ person, event, kind: kindFor(event, base, person, task, context), group: groupOf(event, batch, person, context) }));
}

function isTold(person: string, event: RunEvent, task: Task | null, batch: readonly RunEvent[]): boolean {
  if (event.cause.kind === 'command' && event.cause.actor === person && !TOLD_TO_ACTOR.includes(event.type)) return false;
  if (event.type === 'TaskDueChanged' && movesWithMeeting(task, batch)) return false;
  if (event.type === 'ClockReplanned') return event.data.was !== undefined && !movesWithMeeting(task, batch);
  // A completion is news only to whom others completed it for: by the last signature.
  if (event.type === 'TaskCompleted') return event.cause.kind === 'command' && event.cause.actor !== event.data.by && event.data.by === person;
  // What settled the round tells it better.
  if (event.type === 'TaskSigned' && !task?.signing?.submitted) return false;
  if (event.type === 'TaskSigned' && task?.closedAt) return false;
  // Who never had a task has nothing to put down.
  if ((event.type === 'TaskCancelled' || event.type === 'TaskSkipped') && task) return holds(person, task);
  return true;
}

/** The task of a meeting that the same change moves: its people hear of it by the meeting's new date. */
const movesWithMeeting = (task: Task | null, batch: readonly RunEvent[]): boolean => batch.some((event) => event.type === 'MeetingMoved' && event.data.meetingId === task?.subject.meetingId);

const holds = (person: string, task: Task): boolean => partsOf(task).has(person);
const acts = (person: string, task: Task | null): boolean => task !== null && actingOn(task).includes(person);

function kindFor(event: RunEvent, base: NoticeKind, person: string, task: Task | null, context: NoticeContext): NoticeKind {
  if (event.type === 'TaskOpened') return openedKind(event.data.task, context);
  if (event.type === 'TaskTransferred') return event.data.to === person ? 'task-assigned' : 'task-taken';
  if (event.type === 'TaskDelegated') return event.data.delegation.to === person ? base : 'delegation-told';
  if (event.type === 'DelegationEnded') return event.data.to === person ? 'task-taken' : base;
  if (event.type === 'ItemAssigned') return event.data.owner === person ? base : 'task-taken';
  if (event.type === 'SignersChanged') return event.data.added.includes(person) && acts(person, task) ? 'task-to-sign' : base;
  if (event.type === 'TaskSigned') return acts(person, task) ? 'task-to-sign' : base;
  if (event.type === 'TaskReassigned' && task) return holds(person, task) ? 'task-assigned' : 'task-taken';
  return base;
}

/** A task about a metric says which alarm it is: a figure under its floor, or one that never came (handbook 4.3, step 4). */
function openedKind(task: Task, context: NoticeContext): NoticeKind {
  const { metric, node, pieceId } = task.subject;
  if (hasDefects(task)) return 'rework-asked';
  if (metric === undefined) return 'task-opened';
  const checkpoint = context.pieces[pieceId ?? '']?.checkpoints.find((point) => point.node === node);
  return checkpoint?.metrics.find((verdict) => verdict.metric === metric)?.verdict === 'missing' ? 'metric-missing' : 'metric-under';
}

const hasDefects = (task: Task): boolean => (task.subject.defects?.length ?? 0) > 0;

function groupOf(event: RunEvent, batch: readonly RunEvent[], person: string, context: NoticeContext): string {
  // What one change of a calendar moves reaches a person in one notice.
  if (event.type === 'ClockReplanned') return 'replanned';
  if (CLOCK_EVENTS.includes(event.type)) return 'clock';
  if (ENDING_EVENTS.includes(event.type)) return 'ended';
  if (isGathered(event, batch)) return `together/${event.cause.id}`;
  if (event.type === 'TaskOpened') return `opened/${event.data.task.id}`;
  if (event.type === 'ReworkAsked') {
    // The rework task of the same batch tells it better: defects, due time, a form.
    const isRework = (task: Task): boolean => task.subject.pieceId === event.data.pieceId && hasDefects(task);
    const opened = batch.find((other) => other.type === 'TaskOpened' && isRework(other.data.task) && (context.audience[other.n] ?? []).includes(person));
    if (opened?.type === 'TaskOpened') return `opened/${opened.data.task.id}`;
  }
  return `event/${event.n}`;
}

/** Whether the event is one of many that one command made, so that each person hears of them once. */
function isGathered(event: RunEvent, batch: readonly RunEvent[]): boolean {
  if (GATHERING_EVENTS.includes(event.type)) return true;
  return GATHERED_EVENTS.includes(event.type) && batch.some((other) => GATHERING_EVENTS.includes(other.type) && other.cause.id === event.cause.id);
}

function planOf(group: readonly Telling[], context: NoticeContext): NoticePlan {
  const sorted = [...group].sort((a, b) => a.event.n - b.event.n);
  const first = sorted[0] as Telling;
  const items = sorted.map((telling) => itemOf(telling.event, telling.kind, context));
  const lead = leadOf(items);
  const taskIds = [...new Set(items.map((item) => item.taskId).filter((id) => id !== null))];
  const meeting = meetingOf(first.event, context);
  return {
    personId: first.person,
    kind: lead.kind,
    fromN: first.event.n,
    eventNumbers: sorted.map((telling) => telling.event.n),
    taskId: taskIds.length === 1 ? (taskIds[0] as string) : null,
    data: { runTitle: context.run.title, items: [lead, ...items.filter((item) => item !== lead)], meeting: meeting && noticeMeeting(meeting, lead.kind === 'meeting-cancelled') },
    asksForAction: asksForAction(lead.kind),
    email: goesByMail(lead.kind),
  };
}

/** The item that the notice is named for: the gravest. An alarm annulled in the same batch counts only when nothing else remains to be told. */
function leadOf(items: readonly NoticeItem[]): NoticeItem {
  const annulled = items.filter((item) => item.kind === 'breach-annulled');
  const live = items.filter((item) => !annulled.some((other) => other.taskId === item.taskId));
  const candidates = live.length > 0 ? live : annulled;
  const kind = GRAVITY.find((known) => candidates.some((item) => item.kind === known));
  const gravest = candidates.filter((item) => item.kind === kind);
  return gravest.find((item) => item.title !== null) ?? gravest[0] ?? (items[0] as NoticeItem);
}
