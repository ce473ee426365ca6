import type { CommandAnswer } from './commands.ts';
import type { RunEvent } from './events.ts';
import type { FailureDetail, FailureType } from './failures.ts';
import type { Meeting } from './meeting.ts';
import type { Piece } from './piece.ts';
import type { Run } from './run.ts';
import type { Task } from './task.ts';

/** What a run answers to the `view` query: its own rows, which the read tables must equal up to `run.lastEvent`. Closed tasks leave it with their step. */
export interface RunView {
  run: Run;
  tasks: Task[];
  meetings: Meeting[];
  pieces: Piece[];
  answers: CommandAnswer[];
  /** Events not yet known to be recorded. */
  unsent: number;
}

/**
 * What a run answers to the `preview` query: the events that a command would cause if it came now, over the rows that they change as
 * those are now. A refused command causes none.
 */
export interface RunPreview {
  refusal: { type: FailureType; message: string; detail: FailureDetail } | null;
  /** The word that the run would answer with; null when it refuses. */
  outcome: string | null;
  events: RunEvent[];
  run: Run;
  tasks: Task[];
  meetings: Meeting[];
  pieces: Piece[];
}
