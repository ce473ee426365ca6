import type { BlockState, LeftStep, RunState, StraightBack } from './state.ts';

/**
 * The step under way as it would be gone back into: its finished blocks with their closed tasks. What was cancelled or sent back is left
 * out, so that it opens anew; call it once everything is closed.
 */
export function leftStep({ run, enteredAt, blocks, tasks, meetings }: RunState, prefix: string): LeftStep {
  const stands = (block: BlockState): boolean => {
    const [task, meeting] = [tasks[block.id], meetings[block.id]];
    return task ? task.state === 'done' || task.state === 'skipped' : meeting?.state !== 'cancelled';
  };
  const kept = Object.entries(blocks).filter(([key, block]) => key.startsWith(prefix) && stands(block));
  const closed = kept.flatMap(([, block]) => tasks[block.id] ?? []);
  return { step: run.step ?? '', visit: run.visit, enteredAt, blocks: Object.fromEntries(kept), tasks: Object.fromEntries(closed.map((task) => [task.id, task])) };
}

/** Puts a left step's blocks and tasks back in place. */
export function restore(state: RunState, left: LeftStep): void {
  Object.assign(state.blocks, left.blocks);
  Object.assign(state.tasks, left.tasks);
  state.enteredAt = left.enteredAt;
}

/** After a move to another playbook version: nothing is taken back across it, and only steps that are still there are come straight back to. */
export function forgetLeftSteps(state: RunState): void {
  const known = (step: string): boolean => state.definition.steps.some(({ key }) => key === step);
  state.lastLeft = null;
  state.returns = state.returns.filter(({ to, left }) => known(to) && known(left.step));
}

/** What comes straight back now that `step` is done, taken off the list; null when nothing does. */
export function takeReturn(state: RunState, step: string): StraightBack | null {
  const index = state.returns.findLastIndex(({ to }) => to === step);
  const back = state.returns[index];
  if (!back) return null;
  state.returns = state.returns.slice(0, index);
  return back;
}
