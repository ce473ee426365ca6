import { FAILURES } from '#contracts/failures';
import { JOB_ATTEMPTS, type JobItemState } from '#contracts/jobs';

/**
 * What a settled command means for its item. A stale one is listed and judged again, up to JOB_ATTEMPTS times (architecture.md, "Across runs").
 * @param refusal type of the run's refusal; null when it accepted
 * @param attempt which try this was, from 1
 */
export function judgeItem(refusal: string | null, attempt: number): JobItemState {
  if (refusal === null) return 'done';
  if (refusal === FAILURES.stale) return attempt < JOB_ATTEMPTS ? 'stale' : 'conflict';
  return refusal === FAILURES.closed || refusal === FAILURES.unknown ? 'gone' : 'refused';
}
