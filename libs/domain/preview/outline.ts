import type { RunEvent } from '#contracts/events';
import type { Meeting } from '#contracts/meeting';
import type { Piece } from '#contracts/piece';
import type { AsIfLate } from '#contracts/rehearsal';
import type { Run } from '#contracts/run';
import type { Task } from '#contracts/task';
import type { Text } from '#contracts/text';

interface Rows {
  run: Run | null;
  tasks: Record<string, Task>;
  meetings: Record<string, Meeting>;
  pieces: Record<string, Piece>;
}
export interface OutlineStep {
  key: string;
  title: Text;
  visit: number;
  from: number;
  until: number | null;
}

/** Steps in the order they were entered; the last stays open while nothing left it. Instants in epoch ms. */
export function stepsOf(events: readonly RunEvent[]): OutlineStep[] {
  const steps: OutlineStep[] = [];
  for (const { type, at, data } of events) {
    if (type === 'StepEntered') steps.push({ key: data.step, title: data.title, visit: data.visit, from: at, until: null });
    const last = steps.at(-1);
    if ((type === 'StepLeft' || type === 'TurnStarted' || type === 'RunClosed' || type === 'RunCancelled') && last) last.until ??= at;
  }
  return steps;
}

/** What people ask about a run before it starts, out of the rows that its rehearsal ended with. */
export function outlineOf(events: readonly RunEvent[], rows: Rows, clocks: Record<string, AsIfLate[]>) {
  const opened = events.flatMap((event) => (event.type === 'TaskOpened' ? (rows.tasks[event.data.task.id] ?? []) : []));
  return {
    steps: stepsOf(events),
    tasks: opened.map((task) => outlineTask(task, rows, clocks[task.id] ?? [])),
    meetings: Object.values(rows.meetings).sort((a, b) => a.startsAt - b.startsAt).map(({ id, key, title, step, startsAt, endsAt, organizer, attendees }) => ({ id, key, title, step, startsAt, endsAt, organizer, attendees })),
    checkpoints: events.flatMap((event) => (event.type === 'CheckpointEvaluated' ? [{ piece: rows.pieces[event.data.pieceId]?.title ?? '', node: event.data.checkpoint.node, at: event.data.checkpoint.at }] : [])),
  };
}

function outlineTask({ id, key, title, step, visit, subject, assignee, candidates, fellToManager, openedAt, clock, closedAt }: Task, { pieces }: Rows, lines: AsIfLate[]) {
  return {
    id, key, title, step, visit, piece: subject.pieceId ? (pieces[subject.pieceId]?.title ?? null) : null, check: subject.check ?? null,
    assignee, candidates, fellToManager, openedAt, dueAt: clock?.dueAt ?? null, provisional: clock?.provisional ?? false, closedAt, clock: lines,
  };
}
