import { randomUUID } from 'node:crypto';
import type { Client } from '@temporalio/client';
import type { Loop } from './load.ts';
import { RAW_QUEUE, TASKS } from './names.ts';

/** Plays one hand-written loop: starts it and completes its tasks one after the other. `started` hears its workflow id. */
export function rawLoop(client: Client, started: (workflowId: string) => void): Loop {
  return async (into) => {
    const handle = await client.workflow.start('rawLoop', { workflowId: `raw/${randomUUID()}`, taskQueue: RAW_QUEUE, args: [TASKS] });
    started(handle.workflowId);
    for (let task = 0; task < TASKS; task += 1) {
      const sent = performance.now();
      await handle.executeUpdate<number, [number]>('complete', { args: [task] });
      into.completionMs.push(performance.now() - sent);
    }
  };
}
