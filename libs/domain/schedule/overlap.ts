import type { OverlapPolicy } from '#contracts/schedule';

export type OverlapVerdict = 'start' | 'cancel-and-start' | 'buffer' | 'skip';

/** What to do with an occurrence: `open` says whether a run of the schedule is still open, `buffered` whether another occurrence waits for it already. */
export function judgeOverlap(policy: OverlapPolicy, { open, buffered }: { open: boolean; buffered: boolean }): OverlapVerdict {
  if (!open || policy === 'allow') return 'start';
  if (policy === 'cancel-earlier') return 'cancel-and-start';
  return policy === 'buffer-one' && !buffered ? 'buffer' : 'skip';
}
