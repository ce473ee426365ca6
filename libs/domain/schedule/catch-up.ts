import type { CatchUp, JudgedOccurrence } from '#contracts/schedule';

/** An occurrence that is seen no later than this after its time was not missed: a worker was merely busy. */
export const ON_TIME_MS = 60_000;

/**
 * Which of the occurrences that are due (ascending, epoch ms) are started at `now`: one on time always is, of those that were missed what the catch-up
 * policy says. `more`: later ones are due as well, so the latest is not among these.
 */
export function judgeDue(due: readonly number[], now: number, { policy, windowMs }: CatchUp, more = false): JudgedOccurrence[] {
  const latest = more ? Number.POSITIVE_INFINITY : (due.at(-1) ?? 0);
  return due.map((at) => {
    const onTime = now - at <= ON_TIME_MS;
    const within = now - at <= windowMs;
    const caughtUp = within && (policy === 'all' || (policy === 'latest' && at === latest));
    return { at, state: onTime || caughtUp ? 'due' : 'missed' };
  });
}
