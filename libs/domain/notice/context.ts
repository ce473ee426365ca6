import type { Meeting } from '#contracts/meeting';
import type { Piece } from '#contracts/piece';
import type { Run } from '#contracts/run';
import type { Task } from '#contracts/task';

/** Rows as they stand after the batch was folded, by id, and whom each event concerns, by event number. */
export interface NoticeContext {
  /** Person ids per event number, as stored in `run_event.audience`. An event without an entry concerns nobody. */
  audience: Record<number, readonly string[]>;
  run: Pick<Run, 'title'>;
  tasks: Record<string, Task>;
  meetings: Record<string, Meeting>;
  pieces: Record<string, Piece>;
}
