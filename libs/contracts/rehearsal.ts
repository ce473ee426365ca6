import type { DeadlineKind } from './clock.ts';
import type { RunEvent } from './events.ts';
import type { FactsRequest, RunFacts, RunInput } from './process.ts';
import type { Json } from './text.ts';

/** A rehearsal ends after so many events: more than this nobody reads. */
export const MAX_REHEARSED_EVENTS = 3_000;
/** Name under which the bundle of `workflows/rehearsal` offers itself. */
export const REHEARSAL_GLOBAL = 'rehearsal';

/** A run as it would be started, and the steering answers that each form is taken to be given, by form. */
export interface RehearsalInput {
  run: RunInput;
  assumed: Record<string, Record<string, Json>>;
}
/** What a rehearsal asks of whoever has it played. */
export interface RehearsalHost {
  /** Facts as they are now of what will be at `at` (epoch ms): roles by their dates, absences that are entered. */
  loadFacts(request: FactsRequest, at: number): Promise<RunFacts>;
  /** Resolves when everything that could go on at once has gone on. */
  breathe(): Promise<void>;
}
/** One thing that a clock would bring if nobody finished or acknowledged. `at` in epoch ms. */
export interface AsIfLate {
  kind: DeadlineKind;
  index: number;
  /** Which repeat of its rung, from 1; 0 for everything else. */
  round: number;
  at: number;
  people: string[];
}
export interface Rehearsed {
  events: RunEvent[];
  /** By task. */
  late: Record<string, AsIfLate[]>;
  /** False when it reached neither an end nor a next turn within what is played. */
  complete: boolean;
}
export type Rehearse = (input: RehearsalInput, host: RehearsalHost) => Promise<Rehearsed>;
