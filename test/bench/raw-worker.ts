import { fileURLToPath } from 'node:url';
import { NativeConnection, Worker } from '@temporalio/worker';
import { exitWhenParentDies } from '#platform/lifecycle/parent-watch';
import { RAW_QUEUE } from './names.ts';

/** The worker process of the raw loop: the SDK's defaults, as a beginner would start it. Ends on SIGTERM. */
async function main(): Promise<void> {
  exitWhenParentDies();
  const connection = await NativeConnection.connect({ address: process.env.TEMPORAL_ADDRESS ?? '' });
  const workflowsPath = fileURLToPath(new URL('./raw-loop.workflow.js', import.meta.url));
  const worker = await Worker.create({ connection, taskQueue: RAW_QUEUE, workflowsPath });
  await worker.run();
  await connection.close();
}

await main();
