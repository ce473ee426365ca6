import type { ClockState } from '#contracts/clock';
import type { EventData, EventType, RunEvent } from '#contracts/events';
import type { Meeting } from '#contracts/meeting';
import type { Task } from '#contracts/task';
import type { NoticeContext } from './context.ts';

/** Short-hands of the specs in this folder. */
export const clock = { policy: { source: '4.3' }, dueAt: 1_000_000, provisional: false } as ClockState;

export const task = (id: string, over: Partial<Task> = {}): Task =>
  ({ id, runId: 'r', key: id, title: { 'zh-CN': `任务${id}`, en: `Task ${id}` }, description: { 'zh-CN': '做', en: 'Do it' }, state: 'open', assignee: 'ann', candidates: [], delegation: null, signing: null, checklist: [], subject: {}, clock, ...over }) as Task;

export const meeting = (over: Partial<Meeting> = {}): Meeting =>
  ({ id: 'm', title: { 'zh-CN': '评审会', en: 'Review' }, agenda: [], startsAt: 5, endsAt: 6, organizer: 'ann', attendees: ['ann', 'bob'], sequence: 0, taskId: 't', ...over }) as Meeting;

export function event<T extends EventType>(n: number, type: T, data: EventData[T], actor?: string): RunEvent {
  const cause = actor === undefined ? { kind: 'clock', id: `c${n}` } : { kind: 'command', id: `k${n}`, actor };
  return { n, type, v: 1, at: n * 10, cause, data } as RunEvent;
}

export const context = (audience: Record<number, string[]>, over: Partial<NoticeContext> = {}): NoticeContext => ({ audience, run: { title: 'Spring' }, tasks: {}, meetings: {}, pieces: {}, ...over });
