import type { ActivityDeps, Committed } from '../deps.ts';

/** How long the answer of a committed activity waits for the queue (architecture.md, "The tables, precisely"). */
export const AFTER_COMMIT_MS = 200;

/** Runs the hook once, for 200 ms at most. Never throws: what is committed has succeeded. */
export async function runAfterCommit({ afterCommit, logger }: ActivityDeps, committed: Committed): Promise<void> {
  if (!afterCommit) return;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), AFTER_COMMIT_MS);
  });
  const hook = Promise.resolve().then(() => afterCommit(committed));
  try {
    if ((await Promise.race([hook, late])) === 'late') {
      logger.warn({ runId: committed.runId }, 'after-commit hook is late; the sweeper will see to its deliveries');
      hook.catch((error: unknown) => logger.warn({ err: error, runId: committed.runId }, 'after-commit hook failed late'));
    }
  } catch (error) {
    logger.warn({ err: error, runId: committed.runId }, 'after-commit hook failed; the sweeper will see to its deliveries');
  } finally {
    clearTimeout(timer);
  }
}
