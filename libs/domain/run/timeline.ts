import type { CalendarSlice } from '#contracts/calendar';
import type { DeadlineKind } from '#contracts/clock';
import type { EventType, RunEvent } from '#contracts/events';
import type { Task, TaskSubject } from '#contracts/task';
import type { Text } from '#contracts/text';

/** `waiting`: nobody has it, or others are to sign it; `paused`: it, its step or its run stands still. */
export type SegmentKind = 'waiting' | 'work' | 'paused';
/** [from, until) in epoch ms. */
export interface Segment {
  kind: SegmentKind;
  from: number;
  until: number;
}
export interface Mark {
  kind: DeadlineKind | 'acknowledged';
  index: number;
  at: number;
}
export interface Lane {
  taskId: string;
  title: Text;
  step: string;
  visit: number;
  turn: number;
  subject: TaskSubject;
  openedAt: number;
  /** Null while it is open. */
  closedAt: number | null;
  segments: Segment[];
  marks: Mark[];
}

/** What an event of an opened task is needed of. */
type Opened = Pick<Task, 'id' | 'title' | 'step' | 'visit' | 'turn' | 'assignee' | 'subject'>;
export interface TimelineEvent {
  type: EventType;
  at: number;
  data: Record<string, unknown>;
}
/** Types that a timeline is made of. */
export const TIMELINE_EVENTS = [
  'TaskOpened', 'TaskClaimed', 'TaskReleased', 'TaskTransferred', 'TaskReassigned', 'TaskCovered', 'TaskUncovered', 'TaskDelegated', 'TaskHandedBack', 'TaskSubmitted', 'SubmissionRejected', 'SubmissionWithdrawn',
  'TaskPaused', 'TaskResumed', 'StepPaused', 'StepResumed', 'RunPaused', 'RunResumed', 'TaskCompleted', 'TaskReturned', 'TaskSkipped', 'TaskLapsed', 'TaskCancelled', 'TaskRecalled',
  'TaskReminded', 'TaskAtRisk', 'TaskBreached', 'RungFired', 'RungRepeated', 'TaskAcknowledged', 'RunClosed', 'RunCancelled', 'RunLost',
] as const satisfies readonly EventType[];

interface Live extends Lane {
  assigned: boolean;
  signing: boolean;
  pausedBy: Set<'task' | 'step' | 'run'>;
  /** When the segment under way began, and what it is. */
  since: number;
  kind: SegmentKind;
}
const ENDS: readonly EventType[] = ['TaskCompleted', 'TaskReturned', 'TaskSkipped', 'TaskLapsed', 'TaskCancelled'];
const RUN_ENDS: readonly EventType[] = ['RunClosed', 'RunCancelled', 'RunLost'];
const MARKS: Partial<Record<EventType, DeadlineKind>> = { TaskReminded: 'remind-before', TaskAtRisk: 'at-risk', TaskBreached: 'breach', RungFired: 'rung', RungRepeated: 'rung-repeat' };

/**
 * What became of each task's time, from the events of its run in order, up to `now` (epoch ms): its segments follow each other without a
 * gap from its opening to its end, or to now. A task taken back goes on with the time it was closed as waiting.
 */
export function lanesOf(events: readonly TimelineEvent[], now: number): Lane[] {
  const lanes = new Map<string, Live>();
  const paused = { run: false, steps: new Set<string>() };
  for (const event of events) {
    notePause(event, paused);
    if (event.type === 'TaskOpened') open(lanes, event, paused);
    else for (const lane of concerned(lanes, event)) change(lane, event);
  }
  return [...lanes.values()].map((lane) => finished(lane, now));
}

/** The run's own events, as far as a timeline takes them. */
export const timelineEvents = (events: readonly RunEvent[]): TimelineEvent[] => events.map(({ type, at, data }) => ({ type, at, data: data as unknown as Record<string, unknown> }));

const stepOf = (data: Record<string, unknown>): string => `${String(data.step)}/${String(data.visit)}`;

function notePause({ type, data }: TimelineEvent, paused: { run: boolean; steps: Set<string> }): void {
  if (type === 'RunPaused') paused.run = true;
  if (type === 'RunResumed') paused.run = false;
  if (type === 'StepPaused') paused.steps.add(stepOf(data));
  if (type === 'StepResumed') paused.steps.delete(stepOf(data));
}

function open(lanes: Map<string, Live>, { at, data }: TimelineEvent, paused: { run: boolean; steps: Set<string> }): void {
  const task = data.task as Opened;
  const lane: Live = {
    taskId: task.id, title: task.title, step: task.step, visit: task.visit, turn: task.turn, subject: task.subject, openedAt: at, closedAt: null, segments: [], marks: [],
    assigned: task.assignee !== null, signing: false, pausedBy: new Set([...(paused.run ? (['run'] as const) : []), ...(paused.steps.has(stepOf({ ...task })) ? (['step'] as const) : [])]), since: at, kind: 'waiting',
  };
  lane.kind = kindOf(lane);
  lanes.set(task.id, lane);
}

function concerned(lanes: Map<string, Live>, { type, data }: TimelineEvent): Live[] {
  const all = [...lanes.values()];
  if (type === 'RunPaused' || type === 'RunResumed' || RUN_ENDS.includes(type)) return all.filter(({ closedAt }) => closedAt === null);
  if (type === 'StepPaused' || type === 'StepResumed') return all.filter((lane) => lane.closedAt === null && stepOf({ ...lane }) === stepOf(data));
  return lanes.get(String(data.taskId)) ? [lanes.get(String(data.taskId))!] : [];
}

function change(lane: Live, { type, at, data }: TimelineEvent): void {
  const kind = MARKS[type];
  if (kind) return void lane.marks.push({ kind, index: markIndex(data), at });
  if (type === 'TaskAcknowledged') return void lane.marks.push({ kind: 'acknowledged', index: 0, at });
  if (type === 'TaskRecalled') return reopen(lane, at);
  if (lane.closedAt !== null) return;
  if (ENDS.includes(type) || RUN_ENDS.includes(type)) {
    cut(lane, at);
    lane.closedAt = at;
    return;
  }
  hold(lane, type, data);
  if (kindOf(lane) === lane.kind) return;
  cut(lane, at);
  lane.kind = kindOf(lane);
}

const markIndex = (data: Record<string, unknown>): number => Number(data.rung ?? (data.deadline as { index?: number } | undefined)?.index ?? 0);

/** Who has it and what stops it, after an event. */
function hold(lane: Live, type: EventType, data: Record<string, unknown>): void {
  if (type === 'TaskClaimed' || type === 'TaskTransferred' || type === 'TaskCovered' || type === 'TaskUncovered') lane.assigned = true;
  if (type === 'TaskReleased') lane.assigned = false;
  if (type === 'TaskReassigned') lane.assigned = data.assignee !== null;
  if (type === 'TaskSubmitted') lane.signing = true;
  if (type === 'SubmissionRejected' || type === 'SubmissionWithdrawn') lane.signing = false;
  const [, scope, verb] = /^(Task|Step|Run)(Paused|Resumed)$/.exec(type) ?? [];
  if (!scope) return;
  const by = scope.toLowerCase() as 'task' | 'step' | 'run';
  if (verb === 'Paused') lane.pausedBy.add(by);
  else lane.pausedBy.delete(by);
}

const kindOf = ({ pausedBy, signing, assigned }: Live): SegmentKind => (pausedBy.size > 0 ? 'paused' : signing || !assigned ? 'waiting' : 'work');

/** Ends the segment under way at `at`; two of a kind that touch are one, and none is empty. */
function cut(lane: Live, at: number): void {
  const last = lane.segments.at(-1);
  if (at > lane.since) {
    if (last?.kind === lane.kind && last.until === lane.since) last.until = at;
    else lane.segments.push({ kind: lane.kind, from: lane.since, until: at });
  }
  lane.since = Math.max(at, lane.since);
}

function reopen(lane: Live, at: number): void {
  if (lane.closedAt === null) return;
  lane.kind = 'waiting';
  cut(lane, at);
  Object.assign(lane, { closedAt: null, signing: false });
  lane.kind = kindOf(lane);
}

function finished(lane: Live, now: number): Lane {
  if (lane.closedAt === null) cut(lane, now);
  const { taskId, title, step, visit, turn, subject, openedAt, closedAt, segments, marks } = lane;
  return { taskId, title, step, visit, turn, subject, openedAt, closedAt, segments, marks };
}

/** What of [from, until) is no working time of the calendar, ascending; as far as the slice reaches. */
export function offTime(slice: CalendarSlice, from: number, until: number): Array<[number, number]> {
  const end = Math.min(until, slice.validUntil);
  const off: Array<[number, number]> = [];
  let at = Math.max(from, slice.from);
  for (const [start, stop] of slice.days.flatMap(({ intervals }) => intervals)) {
    if (stop <= at) continue;
    if (start >= end) break;
    if (start > at) off.push([at, start]);
    at = stop;
  }
  if (at < end) off.push([at, end]);
  return off;
}
