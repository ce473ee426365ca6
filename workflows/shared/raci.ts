import type { Raci } from '#contracts/playbook';
import type { Assignment } from '#contracts/task';
import { accountableNow } from './blocks/task.ts';
import type { RunHandle } from './run-handle.ts';
import { interruptible } from './scope.ts';

/** Does the step as its RACI says: asks the consulted when it begins, and has the accountable sign it off before it is left. Without RACI it is the step alone. */
export function withRaci(run: RunHandle, step: (run: RunHandle) => Promise<string | null>): Promise<string | null> {
  const { definition, run: row } = run.engine.state;
  const { raci } = definition.steps.find(({ key }) => key === row.step) ?? {};
  return raci ? signedOff(run, raci, step) : step(run);
}

async function signedOff(run: RunHandle, raci: Raci, step: (run: RunHandle) => Promise<string | null>): Promise<string | null> {
  void interruptible(consult(run, raci));
  const next = await step(run);
  if (next === null || run.engine.closed || raci.signOff === 'decision') return next;
  const accountable = accountableNow(run.engine);
  await run.task(raci.signOff.task, { block: 'sign-off', subject: { signOff: true }, ...(accountable === null ? {} : { assign: { person: accountable } }) });
  return next;
}

/** One request for each of the consulted: it outlives the step, lapses at its due time, and nothing waits for it. */
async function consult(run: RunHandle, { consulted, opinion }: Raci): Promise<void> {
  if (opinion === null) return;
  for (const [index, assign] of consulted.entries()) {
    const block = `opinion/${index}`;
    takeOverOpen(run, block, assign);
    await run.openDetached(opinion, { block, assign, subject: { opinion: true } });
  }
}

/** A step entered again does not ask twice: a request of its earlier visit that is still open counts for this one. */
function takeOverOpen({ engine, scope }: RunHandle, block: string, assign: Assignment): void {
  const { blocks, tasks, run } = engine.state;
  const wanted = JSON.stringify(assign);
  const open = Object.values(tasks).find((task) => task.closedAt === null && task.subject.opinion && task.step === run.step && JSON.stringify(task.assign) === wanted);
  if (open) blocks[`free/${scope.prefix}${block}`] ??= { id: open.id, done: false, result: null };
}
