import { condition, defineUpdate, setHandler } from '@temporalio/workflow';

/** What the hand-written loop is completed by: the number of the task, counted from 0; answers how many are done. */
export const completeUpdate = defineUpdate<number, [number]>('complete');
const DAY = '24 hours';

/**
 * The yardstick: what somebody would write against Temporal alone. Tasks one after the other, each with an armed timer of 24 h,
 * completed by Updates; no database, no events, no rules.
 */
export async function rawLoop(tasks: number): Promise<void> {
  let done = 0;
  setHandler(completeUpdate, () => (done += 1), {
    validator: (task) => {
      if (task !== done) throw new Error(`task ${task} is not open`);
    },
  });
  for (let task = 0; task < tasks; task += 1) await condition(() => done > task, DAY);
}
