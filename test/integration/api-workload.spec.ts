import { randomUUID } from 'node:crypto';
import type { Workload, WorkloadTask } from '#contracts/api/workload';
import { demoId } from '#persistence/seed/demo';
import { besideApi, openTask, type BesideApi } from './support/beside.ts';
import { clockOf } from './support/story.ts';

const DAY_MS = 86_400_000;
let beside: BesideApi;
beforeAll(async () => {
  beside = await besideApi();
}, 60_000);
afterAll(() => beside.close());

const load = async (who: string, query = ''): Promise<Workload> => (await beside.send(who, 'get', `/workload?limit=200${query}`)).body as Workload;
const of = async (who: string, person: string) => (await load(who)).items.find(({ personId }) => personId === demoId(person))?.load ?? null;
const listed = async (who: string, query: string): Promise<WorkloadTask[]> => ((await beside.send(who, 'get', `/workload/tasks?${query}`)).body as { items: WorkloadTask[] }).items;

test('somebody without work has nothing on any day, and no capacity on days off', async () => {
  const whole = await load('manager');
  expect(whole.dates).toHaveLength(28);
  expect(whole.share).toBe(0.25);
  const { days, open } = whole.items.find(({ personId }) => personId === demoId('legal'))!.load!;
  expect(open).toBe(0);
  expect(days.every(({ loadMs, tasks }) => loadMs === 0 && tasks === 0)).toBe(true);
  // Four whole weeks hold working days and days off.
  expect(new Set(days.slice(1).map(({ capacityMs }) => capacityMs > 0))).toEqual(new Set([true, false]));
});

test('a task falls on the days until it is due, each cell opens the tasks that it is made of, and the sums agree', async () => {
  const now = beside.now();
  const { task } = await openTask(beside, { assignee: demoId('copy'), clock: clockOf(now + 9 * DAY_MS) });
  const shared = await openTask(beside, { assignee: null, candidates: [demoId('copy'), demoId('script')], clock: clockOf(now + 3 * DAY_MS) });
  await openTask(beside, { assignee: demoId('copy'), clock: null });
  await openTask(beside, { assignee: demoId('copy'), clock: { ...clockOf(now + DAY_MS), paused: { at: now, remainingMs: 5 } } });
  const late = await openTask(beside, { assignee: demoId('copy'), clock: clockOf(now - DAY_MS) });
  const mine = (await of('copy', 'copy'))!;
  expect(mine).toMatchObject({ open: 5, overdue: 1, breaching: 0, undated: 1, paused: 1 });
  // Two working days of 8 hours at a quarter, half of it for the shared one.
  expect(mine.days.reduce((sum, { loadMs }) => sum + loadMs, 0)).toBeGreaterThan(10 * 3_600_000 - 30);
  expect(mine.days.reduce((sum, { loadMs }) => sum + loadMs, 0)).toBeLessThan(10 * 3_600_000 + 30);
  for (const day of mine.days) {
    const tasks = await listed('copy', `personId=${demoId('copy')}&date=${day.date}`);
    expect([day.date, tasks.length]).toEqual([day.date, day.tasks]);
    expect(Math.abs(tasks.reduce((sum, { ms }) => sum + ms!, 0) - day.loadMs)).toBeLessThan(5);
    expect(day.tasks === 0 || day.capacityMs > 0).toBe(true);
  }
  const first = mine.days.find(({ tasks }) => tasks > 0)!;
  expect((await listed('copy', `personId=${demoId('copy')}&date=${first.date}`)).map(({ id }) => id)).toEqual([late.task.id, shared.task.id, task.id]);
  for (const group of ['open', 'overdue', 'breaching', 'undated', 'paused'] as const) expect([group, (await listed('copy', `personId=${demoId('copy')}&group=${group}`)).length]).toEqual([group, mine[group]]);
});

test('while they are away their days hold nothing; the absence and who stands in are told', async () => {
  const before = (await of('manager', 'camera'))!;
  const [from, until] = [Date.parse(`${before.days[2]!.date}T00:00:00+08:00`), Date.parse(`${before.days[9]!.date}T00:00:00+08:00`)];
  const id = randomUUID();
  await beside.rows('INSERT INTO absence (id, person_id, from_at, until_at, deputy_id, version, job_id, created_by, created_at) VALUES ($1, $2, $3, $4, $5, 1, $1, $2, 0)', id, demoId('camera'), from, until, demoId('editor'));
  await beside.rows('INSERT INTO default_deputy (person_id, deputy_id, set_by, set_at) VALUES ($1, $2, $1, 0)', demoId('camera'), demoId('ops'));
  const after = (await of('manager', 'camera'))!;
  expect(after.days.slice(2, 9).every(({ capacityMs }) => capacityMs === 0)).toBe(true);
  expect(after.days.slice(9)).toEqual(before.days.slice(9));
  expect(after).toMatchObject({ deputyId: demoId('ops'), absences: [{ id, from, until, deputyId: demoId('editor') }] });
});

test('managers see everybody, leads their people, members themselves and their mates by name only', async () => {
  const seen = async (who: string, query = '') => {
    const { items } = await load(who, query);
    return { seen: items.filter((one) => one.load).length, named: items.filter((one) => !one.load).length };
  };
  expect([await seen('manager'), await seen('host'), await seen('script'), await seen('legal')]).toEqual([{ seen: 12, named: 0 }, { seen: 5, named: 0 }, { seen: 1, named: 4 }, { seen: 1, named: 1 }]);
  expect(await seen('manager', '&team=planning')).toEqual({ seen: 5, named: 0 });
  expect((await beside.send('script', 'get', `/workload/tasks?personId=${demoId('copy')}&group=open`)).status).toBe(404);
  expect((await beside.send('script', 'get', `/workload/tasks?personId=${demoId('script')}`)).body).toMatchObject({ status: 400, errors: [{ path: 'date' }] });
});

test('people and tasks come in pages, each once', async () => {
  const names: string[] = [];
  for (let after = ''; ; ) {
    const page = (await beside.send('manager', 'get', `/workload?limit=5${after && `&after=${after}`}`)).body as Workload;
    names.push(...page.items.map(({ personId }) => personId));
    if (page.next === null) break;
    after = page.next;
  }
  expect(new Set(names).size).toBe(12);
  expect(names).toHaveLength(12);
  const all = await listed('manager', `personId=${demoId('copy')}&group=open`);
  const first = (await beside.send('manager', 'get', `/workload/tasks?personId=${demoId('copy')}&group=open&limit=3`)).body as { items: WorkloadTask[]; next: string };
  expect([...first.items, ...(await listed('manager', `personId=${demoId('copy')}&group=open&limit=3&after=${first.next}`))].map(({ id }) => id)).toEqual(all.map(({ id }) => id));
});
