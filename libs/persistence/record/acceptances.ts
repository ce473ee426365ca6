import type { RunEvent } from '#contracts/events';
import type { EventContext, Rows } from './rows.ts';

/** How a command's row is settled: the number of the last event it caused here, and its target's state and version then. */
export interface Acceptance {
  id: string;
  n: number;
  version: number;
  outcome: string;
  at: number;
}

/** One acceptance per command that caused events of the batch. */
export function acceptancesOf(steps: readonly EventContext[]): Acceptance[] {
  const byCommand = new Map<string, Acceptance>();
  for (const { event, after } of steps) {
    if (event.cause.kind !== 'command') continue;
    const target = targetOf(event, after);
    const first = byCommand.get(event.cause.id);
    // What follows from a command (the next step, new tasks) is not its target: the first event is.
    byCommand.set(event.cause.id, first ? { ...first, n: event.n } : { id: event.cause.id, n: event.n, version: target.version, outcome: target.state, at: event.at });
  }
  return [...byCommand.values()];
}

function targetOf(event: RunEvent, rows: Rows): { version: number; state: string } {
  if ('taskId' in event.data && rows.tasks[event.data.taskId]) return rows.tasks[event.data.taskId]!;
  if ('meetingId' in event.data && rows.meetings[event.data.meetingId]) return rows.meetings[event.data.meetingId]!;
  return rows.run!;
}
