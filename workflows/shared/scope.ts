import { condition } from '@temporalio/workflow';

/** Thrown through a step when the run has moved elsewhere: sent back, skipped, cancelled. Never leaves the engine. */
export class Interrupted extends Error {
  override name = 'Interrupted';
}

/** What a piece of process code belongs to. Once it is no longer alive, whatever waits in it ends with `Interrupted`. */
export interface Scope {
  /** Block keys in this scope start with it: `production/2/`, `series/retrospective/1/`. */
  prefix: string;
  alive(): boolean;
}

/** Waits until `done`; every wait of a block goes through here, so that a step can be left at any moment. */
export async function until(scope: Scope, done: () => boolean): Promise<void> {
  await condition(() => !scope.alive() || done());
  if (!scope.alive()) throw new Interrupted();
}

/** Runs process code of a scope; an interruption ends it quietly. */
export async function interruptible<T>(work: Promise<T>): Promise<T | 'interrupted'> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Interrupted) return 'interrupted';
    throw error;
  }
}
