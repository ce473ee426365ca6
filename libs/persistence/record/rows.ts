import type { RunEvent } from '#contracts/events';
import type { Meeting } from '#contracts/meeting';
import type { Piece } from '#contracts/piece';
import type { Run } from '#contracts/run';
import type { Task } from '#contracts/task';
import { foldMeeting, foldPiece, foldRun, foldTask, touches } from '#domain/fold/index';

/** Read rows of one run, by id. */
export interface Rows {
  run: Run | null;
  tasks: Record<string, Task>;
  meetings: Record<string, Meeting>;
  pieces: Record<string, Piece>;
}
export interface EventContext {
  event: RunEvent;
  before: Rows;
  after: Rows;
}

export const emptyRows = (): Rows => ({ run: null, tasks: {}, meetings: {}, pieces: {} });

/** Rows after one event: the same objects where the event changed nothing. Pure. */
export function foldEvent(rows: Rows, event: RunEvent): Rows {
  const touched = touches(event);
  return {
    run: foldRun(rows.run, event),
    tasks: folded(rows.tasks, touched.tasks, (row) => foldTask(row, event)),
    meetings: folded(rows.meetings, touched.meetings, (row) => foldMeeting(row, event)),
    pieces: folded(rows.pieces, touched.pieces, (row) => foldPiece(row, event)),
  };
}

/** Folds events in order and keeps, for each, the rows before and after it. */
export function foldEvents(rows: Rows, events: readonly RunEvent[]): { rows: Rows; steps: EventContext[] } {
  let before = rows;
  const steps = events.map((event) => {
    const after = foldEvent(before, event);
    const step = { event, before, after };
    before = after;
    return step;
  });
  return { rows: before, steps };
}

function folded<T>(rows: Record<string, T>, ids: readonly string[], fold: (row: T | null) => T | null): Record<string, T> {
  if (ids.length === 0) return rows;
  const changes = ids.flatMap((id): Array<[string, T]> => {
    const row = fold(rows[id] ?? null);
    return row === null ? [] : [[id, row]];
  });
  return { ...rows, ...Object.fromEntries(changes) };
}

/** Rows of `after` that are not the very same in `before`. */
export const changedRows = <T>(before: Record<string, T>, after: Record<string, T>): T[] => Object.entries(after).flatMap(([id, row]) => (before[id] === row ? [] : [row]));
