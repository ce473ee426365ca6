import { randomUUID } from 'node:crypto';
import type { CalendarLayer } from '#contracts/api/calendar-layer';
import { DEMO_DOMAIN, DEMO_PASSWORD } from '#persistence/seed/demo-people';
import { KillableStack } from './support/killable-stack.ts';
import { until } from '../support/until.ts';

/** Issue 4, "Across runs": 1,000 live runs re-planned with the worker killed half-way, each exactly once, with a result per item. */
const RUNS = Number(process.env.THOUSAND ?? 1_000);
const AT_ONCE = 12;
const MINUTE_MS = 60_000;

let stack: KillableStack;
beforeAll(async () => {
  stack = await KillableStack.open();
}, 2 * MINUTE_MS);
afterAll(() => stack.close(), MINUTE_MS);

const rows = async <T extends object>(sql: string, ...values: unknown[]): Promise<T[]> => (await stack.pool.query<T>(sql, values)).rows;
const count = async (sql: string, ...values: unknown[]): Promise<number> => (await rows<{ n: number }>(`SELECT count(*)::integer AS n FROM ${sql}`, ...values))[0]!.n;

async function tokenOf(name: string): Promise<string> {
  const answer = await fetch(`${stack.api}/auth/login`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ email: `${name}@${DEMO_DOMAIN}`, password: DEMO_PASSWORD, token: true }) });
  return ((await answer.json()) as { token: string }).token;
}
async function call<T>(token: string, path: string, body?: object): Promise<T> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': randomUUID() };
  const answer = await fetch(`${stack.api}${path}`, { method: body ? 'POST' : 'GET', headers, ...(body ? { body: JSON.stringify(body) } : {}) });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as T;
}

async function startRuns(token: string): Promise<void> {
  const titles = Array.from({ length: RUNS }, (_, index) => `Chain ${index}`);
  const starter = async (): Promise<void> => {
    for (let title = titles.pop(); title; title = titles.pop()) await call(token, '/runs', { playbook: 'task-chain', title, input: { settings: { 'step.due': { working: 'P3D' } } } });
  };
  await Promise.all(Array.from({ length: AT_ONCE }, starter));
  await until(async () => (await count(`task WHERE key = 'step-1'`)) === RUNS, 5 * MINUTE_MS);
}

/** The second working day from now becomes a day off, so that every open due time moves by one working day. */
async function dayOff(token: string): Promise<{ jobId: string }> {
  const { version, layer } = await call<{ version: number; layer: CalendarLayer }>(token, '/calendars/org');
  const { days } = await call<{ days: Array<{ date: string; isWorkday: boolean }> }>(token, `/calendars/org/year/${new Date().getFullYear()}`);
  const date = days.filter(({ date: day, isWorkday }) => isWorkday && day > new Date().toISOString().slice(0, 10))[1]!.date;
  const changed = { ...layer, days: { ...layer.days, [date]: { isWorkday: false, reason: 'company', name: { 'zh-CN': '停工', en: 'Closed' } } } };
  return call(token, '/calendars/org/versions', { layer: changed, version, reason: 'The studio is closed' });
}

test(`${RUNS} live runs are counted again, each once, although the worker dies half-way`, async () => {
  const began = Date.now();
  await startRuns(await tokenOf('manager'));
  const started = Date.now();
  const before = new Map((await rows<{ id: string; due_at: number }>(`SELECT id, due_at FROM task WHERE key = 'step-1'`)).map(({ id, due_at }) => [id, due_at]));
  const admin = await tokenOf('admin');
  const { jobId } = await dayOff(admin);
  const done = () => count(`job_item WHERE job_id = $1 AND state = 'done'`, jobId);
  await until(async () => (await done()) >= RUNS * 0.4, 5 * MINUTE_MS);
  const killedAt = await done();
  await stack.kill(['worker']);
  await stack.start(['worker']);
  await until(async () => (await done()) === RUNS, 8 * MINUTE_MS);
  const seconds = (from: number, to: number): string => `${((to - from) / 1000).toFixed(0)} s`;
  process.stdout.write(`\n  ${RUNS} runs started in ${seconds(began, started)}; worker killed at ${killedAt}; all counted again after ${seconds(started, Date.now())}\n`);
  expect(killedAt).toBeLessThan(RUNS);
  // One command for each run, accepted once, and its events once: numbers 1 … n without a gap.
  expect(await rows(`SELECT state, count(*)::integer AS n FROM command WHERE job_id = $1 GROUP BY state`, jobId)).toEqual([{ state: 'accepted', n: RUNS }]);
  const replans = await rows<{ run_id: string; n: number }>(`SELECT run_id, count(DISTINCT cause ->> 'id')::integer AS n FROM run_event WHERE cause ->> 'kind' = 'command' AND cause ->> 'id' IN (SELECT id FROM command WHERE job_id = $1) GROUP BY run_id`, jobId);
  expect([replans.length, replans.every(({ n }) => n === 1)]).toEqual([RUNS, true]);
  expect(await count('(SELECT run_id FROM run_event GROUP BY run_id HAVING count(*) <> max(n) OR min(n) <> 1) gaps')).toBe(0);
  const moved = (await rows<{ id: string; due_at: number }>(`SELECT id, due_at FROM task WHERE key = 'step-1'`)).filter(({ id, due_at }) => due_at > before.get(id)!);
  expect(moved.length).toBe(RUNS);
  expect(stack.deaths).toEqual([]);
}, 20 * MINUTE_MS);
