import { setTimeout as wait } from 'node:timers/promises';

/** Wait before attempt `attempt` (from 1), in ms: doubles from `baseMs` to at most `capMs`, then takes between half and all of it, so that many do not come back at once. */
export function backoffMs(attempt: number, baseMs: number, capMs: number, random: () => number = Math.random): number {
  const full = Math.min(capMs, baseMs * 2 ** Math.min(attempt - 1, 30));
  return Math.round(full / 2 + (full / 2) * random());
}

/** Tries `work` until it succeeds or `signal` aborts; each failure is reported with the wait that follows. @throws the abort's reason. */
export async function untilSucceeded<T>(work: () => Promise<T>, signal: AbortSignal, onFailure: (failure: { reason: string; waitMs: number }) => void): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    signal.throwIfAborted();
    try {
      return await work();
    } catch (error) {
      const waitMs = backoffMs(attempt, 250, 5_000);
      onFailure({ reason: error instanceof Error ? error.message : String(error), waitMs });
      await wait(waitMs, undefined, { signal });
    }
  }
}
