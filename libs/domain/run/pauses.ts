import type { Run } from '#contracts/run';
import type { Task } from '#contracts/task';
import { stopsOnPause } from '../clock/gap.ts';

/** Whether something of that block key (or scope) belongs to the step whose work is paused. Detached tasks and series go on. */
export const inPausedStep = (block: string, stepPause: Run['stepPause'] | undefined): boolean => Boolean(stepPause) && block.startsWith(`${stepPause!.step}/${stepPause!.visit}/`);

/**
 * Whether a task's clock is held: by a pause of its own, which stops any clock, or by one of its step or run, which stops those that the policy
 * lets stop. Each is kept apart, so that ending one leaves what another holds. Pass the rows as they will be.
 */
export function isHeld(task: Pick<Task, 'block' | 'clock' | 'pause'>, run: Pick<Run, 'pause' | 'stepPause'>): boolean {
  if (task.pause) return true;
  if (!task.clock || !stopsOnPause(task.clock.policy)) return false;
  return run.pause !== null || inPausedStep(task.block, run.stepPause);
}
