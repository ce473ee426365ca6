import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, Runtime, Worker, type WorkerOptions } from '@temporalio/worker';
import { ensureTemporalCli, ensureTestServer } from './binaries.ts';

let quiet = false;

/**
 * A Temporal server whose time skips while nobody waits for real things. Skipping moves the whole server, so each test has its own.
 * Awaiting an update does not skip; call `env.sleep`. The caller tears it down.
 */
export async function createTimeSkipping(): Promise<TestWorkflowEnvironment> {
  if (!quiet) Runtime.install({ logger: new DefaultLogger('ERROR') });
  quiet = true;
  return TestWorkflowEnvironment.createTimeSkipping({ server: { executable: { type: 'existing-path', path: await ensureTestServer() } } });
}

/** A Temporal server of the kind that production has, whose time is everybody's; for what time skipping cannot show. The caller tears it down. */
export async function createOnClock(): Promise<TestWorkflowEnvironment> {
  if (!quiet) Runtime.install({ logger: new DefaultLogger('ERROR') });
  quiet = true;
  return TestWorkflowEnvironment.createLocal({ server: { executable: { type: 'existing-path', path: await ensureTemporalCli() } } });
}

/** The bundle that `workflow-setup.ts` made, in the shape worker and replay take. */
export function workflowBundle(): { codePath: string } {
  const codePath = process.env.TEST_WORKFLOW_BUNDLE;
  if (!codePath) throw new Error('TEST_WORKFLOW_BUNDLE is not set: run this suite in the jest project "workflow" or "replay"');
  return { codePath };
}

/** A worker on that environment with the prebuilt bundle; `taskQueue` and activities are the suite's own. */
export function createTestWorker(env: TestWorkflowEnvironment, options: Omit<WorkerOptions, 'connection'>): Promise<Worker> {
  return Worker.create({ connection: env.nativeConnection, workflowBundle: workflowBundle(), ...options });
}
