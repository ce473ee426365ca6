import { fileURLToPath } from 'node:url';
import { NativeConnection, Worker } from '@temporalio/worker';
import { exitWhenParentDies } from '#platform/lifecycle/parent-watch';
import { RAW_QUEUE } from './names.ts';

/** As our own worker has it (apps/worker): without it, a workflow task lost under load costs the raw loop 10 s, and the comparison flatters us. */
const STICKY_TIMEOUT_MS = 2_500;

/** The worker process of the raw loop. Ends on SIGTERM. */
async function main(): Promise<void> {
  exitWhenParentDies();
  const connection = await NativeConnection.connect({ address: process.env.TEMPORAL_ADDRESS ?? '' });
  const workflowsPath = fileURLToPath(new URL('./raw-loop.workflow.js', import.meta.url));
  const worker = await Worker.create({ connection, taskQueue: RAW_QUEUE, workflowsPath, stickyQueueScheduleToStartTimeout: STICKY_TIMEOUT_MS });
  await worker.run();
  await connection.close();
}

await main();
