import type { EventType } from '#contracts/events';
import { CLOSING, type RunRecord, type Violation } from './record.ts';

/** Numbers 1 … n without a gap; every task opened once and closed at most once, and exactly once when the run is closed; nothing happens to it afterwards. */
export function judgeTasks({ runId, closedAt, lastEvent, events }: RunRecord): Violation[] {
  const found: Violation[] = [];
  const report = (kind: string, detail: string): void => void found.push({ kind, runId, detail });
  const gap = events.findIndex(({ n }, index) => n !== index + 1);
  if (gap !== -1 || events.length !== lastEvent) report('numbers', `events are not 1 … ${lastEvent}: ${events.length} of them, the first gap at ${gap + 1}`);
  const opened = new Map<string, number>();
  const closed = new Map<string, EventType[]>();
  for (const { type, data, n } of events) {
    if (type === 'TaskOpened') {
      if (opened.has(data.task.id)) report('task', `task ${data.task.id} opened twice, at ${opened.get(data.task.id)} and ${n}`);
      opened.set(data.task.id, n);
      continue;
    }
    const taskId = 'taskId' in data && typeof data.taskId === 'string' ? data.taskId : null;
    if (taskId === null || type === 'GateMet' || type === 'GateWaived' || type === 'GateOpened') continue;
    if (!opened.has(taskId)) report('task', `${type} (event ${n}) of task ${taskId}, which was never opened`);
    if (CLOSING.includes(type)) closed.set(taskId, [...(closed.get(taskId) ?? []), type]);
    else if (closed.has(taskId)) report('task', `${type} (event ${n}) of task ${taskId} after its ${closed.get(taskId)!.join()}`);
  }
  for (const [taskId, ends] of closed) if (ends.length > 1) report('task', `task ${taskId} closed ${ends.length} times: ${ends.join(', ')}`);
  if (closedAt !== null) for (const taskId of opened.keys()) if (!closed.has(taskId)) report('task', `task ${taskId} was never closed, and the run is`);
  return found;
}
