import { process } from '../shared/process.ts';

/** Five tasks, one after the other: the smallest process, and what the bench compares with a hand-written loop. */
export const taskChain = process({
  async chain(run) {
    await run.inOrder('chain');
    return run.close('completed');
  },
});
