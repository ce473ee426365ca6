import { CancellationScope, condition, continueAsNew, defineSignal, isCancellation, proxyActivities, setHandler, workflowInfo } from '@temporalio/workflow';
import { LOOK_SIGNAL, STOP_SIGNAL, type CoordinatorInput, type JobActivities } from '#contracts/jobs';

const retry = { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '60 seconds' } as const;
const { planJob, closeJob } = proxyActivities<JobActivities>({ startToCloseTimeout: '2 minutes', retry });
/** Waits for runs that may be out of reach for long; a worker that dies with it is missed after fifteen seconds. */
const { driveJobItems } = proxyActivities<JobActivities>({ startToCloseTimeout: '25 hours', heartbeatTimeout: '15 seconds', retry });

const HISTORY_EVENTS = 2_000;

/**
 * Does one job across runs (architecture.md, "Across runs"): lists what is to be done, has it sent and settled item by item, and looks
 * again until the listing says that nothing will come any more.
 */
export async function coordinator({ jobId, startsAt }: CoordinatorInput): Promise<void> {
  let look = false;
  let stopped = false;
  setHandler(defineSignal(LOOK_SIGNAL), () => void (look = true));
  setHandler(defineSignal(STOP_SIGNAL), () => void (stopped = true));
  // Main
  if (startsAt !== null) await until(startsAt, () => look || stopped);
  while (!stopped) {
    look = false;
    const { open, again } = await planJob({ jobId });
    if (open.length > 0) await drive(jobId, open, () => stopped);
    else if (again === null && !look) break;
    else if (again !== null) await until(again, () => look || stopped);
    if (!stopped && workflowInfo().historyLength > HISTORY_EVENTS) await continueAsNew<typeof coordinator>({ jobId, startsAt: null });
  }
  await closeJob({ jobId, outcome: stopped ? 'cancelled' : 'completed' });
}

/** Has the items sent and settled, unless the job is stopped meanwhile. */
async function drive(jobId: string, keys: string[], stopped: () => boolean): Promise<void> {
  const driving = new CancellationScope();
  const settled = driving.run(() => driveJobItems({ jobId, keys }));
  await Promise.race([settled, condition(stopped)]);
  if (!stopped()) return;
  driving.cancel();
  await settled.catch((error: unknown) => {
    if (!isCancellation(error)) throw error;
  });
}

/** Waits until the instant (epoch ms), or until something else happens first. */
async function until(at: number, happened: () => boolean): Promise<void> {
  if (at > Date.now()) await condition(happened, at - Date.now());
}
