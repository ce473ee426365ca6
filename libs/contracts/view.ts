import type { CommandAnswer } from './commands.ts';
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
