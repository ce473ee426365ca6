import { claimIdempotencyKey, findIdempotencyKey } from '#persistence/repositories/idempotency';
import { startTestApi, type TestApi } from '../support/api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const claim = { actor: 'lin', route: 'POST /api/v1/runs', key: 'k', bodyHash: 'a', target: 't1', now: 1 };

it('answers a repeat with the first target, and refuses another body', async () => {
  expect(await claimIdempotencyKey(api.db, claim)).toEqual({ fresh: true, target: 't1' });
  expect(await claimIdempotencyKey(api.db, { ...claim, target: 't2' })).toEqual({ fresh: false, target: 't1' });
  await expect(claimIdempotencyKey(api.db, { ...claim, bodyHash: 'b' })).rejects.toMatchObject({ code: 'idempotency-mismatch' });
  expect(await claimIdempotencyKey(api.db, { ...claim, actor: 'wei', target: 't3' })).toEqual({ fresh: true, target: 't3' });
  expect(await findIdempotencyKey(api.db, { ...claim, key: 'other' })).toBeNull();
});

it('lets exactly one of many at once through, each in its own transaction', async () => {
  const claims = Array.from({ length: 8 }, (_, n) => api.db.transaction((tx) => claimIdempotencyKey(tx, { ...claim, key: 'race', target: `t${n}` })));
  const answers = await Promise.all(claims);
  expect(answers.filter(({ fresh }) => fresh)).toHaveLength(1);
  expect(new Set(answers.map(({ target }) => target)).size).toBe(1);
});
