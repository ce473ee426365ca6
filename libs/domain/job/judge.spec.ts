import { FAILURES } from '#contracts/failures';
import { JOB_ATTEMPTS } from '#contracts/jobs';
import { judgeItem } from './judge.ts';

describe('what a settled command means for its item', () => {
  it('is done when the run accepted it, however often it was tried', () => {
    expect([1, 2, 3].map((attempt) => judgeItem(null, attempt))).toEqual(['done', 'done', 'done']);
  });

  it('is read and judged again while stale, and a conflict after the last attempt', () => {
    expect(Array.from({ length: JOB_ATTEMPTS }, (_, index) => judgeItem(FAILURES.stale, index + 1))).toEqual(['stale', 'stale', 'conflict']);
  });

  it('is gone with its target, and refused by any other rule', () => {
    expect([FAILURES.closed, FAILURES.unknown, FAILURES.forbidden, FAILURES.invalid, 'Expired'].map((type) => judgeItem(type, 1))).toEqual(['gone', 'gone', 'refused', 'refused', 'refused']);
  });
});
