import { backoffMs, untilSucceeded } from './backoff.ts';

describe('back-off', () => {
  it('doubles up to the cap, never under half of it', () => {
    expect([1, 2, 3, 10].map((attempt) => backoffMs(attempt, 1_000, 60_000, () => 1))).toEqual([1_000, 2_000, 4_000, 60_000]);
    expect(backoffMs(3, 1_000, 60_000, () => 0)).toBe(2_000);
  });

  it('tries again until it works', async () => {
    const failures: string[] = [];
    let left = 1;
    const result = await untilSucceeded(() => (left-- > 0 ? Promise.reject(new Error('down')) : Promise.resolve('up')), new AbortController().signal, ({ reason }) => failures.push(reason));
    expect(result).toBe('up');
    expect(failures).toEqual(['down']);
  });

  it('gives up when told to stop', async () => {
    const stop = new AbortController();
    const attempt = untilSucceeded(() => Promise.reject(new Error('down')), stop.signal, () => stop.abort());
    await expect(attempt).rejects.toThrow(/abort/i);
  });
});
