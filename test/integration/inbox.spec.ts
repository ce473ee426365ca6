import { createActivities } from '#activities/index';
import type { RunEvent } from '#contracts/events';
import { demoId } from '#persistence/seed/demo';
import { createLogger } from '#platform/logger';
import { TaskQueries, type TaskCursor, type TaskRow } from '../../apps/api/src/tasks/task-queries.ts';
import { type DemoDatabase, demoDatabase } from './support/database.ts';
import { clockOf, runOf, story, T0, taskOf } from './support/story.ts';

const script = demoId('script');
const copy = demoId('copy');
let db: DemoDatabase;
let queries: TaskQueries;

beforeAll(async () => {
  db = await demoDatabase();
  queries = new TaskQueries(db.pool);
  const run = runOf(demoId('manager'));
  const { next } = story(run.id);
  // Every third is due at the same instant as others, and every seventh never: the id alone keeps those in order.
  const clock = (i: number) => (i % 7 === 0 ? null : clockOf(T0 + (i % 3 === 0 ? 0 : i)));
  const holder = (i: number) => (i % 2 === 0 ? { assignee: script } : { candidates: i % 5 === 0 ? [copy] : [script, copy] });
  const opened = Array.from({ length: 60 }, (_, i): RunEvent => next('TaskOpened', { task: taskOf(run.id, { clock: clock(i), ...holder(i) }) }));
  const start = { ...next('RunStarted', { run }), n: 1 } as RunEvent;
  const events = [start, ...opened.map((event) => ({ ...event, n: event.n + 1 }) as RunEvent)];
  await createActivities({ pool: db.pool, logger: createLogger('test', 'silent') }).recordEvents({ runId: run.id, events });
});
afterAll(() => db.close());

async function walk(people: string[] | null, size: number): Promise<TaskRow[]> {
  const seen: TaskRow[] = [];
  for (let after: TaskCursor | null = null; ; ) {
    const page: TaskRow[] = await queries.page(people, { state: 'open' } as never, after, size);
    seen.push(...page);
    const last = page.at(-1);
    if (!last || page.length < size) return seen;
    after = [last.breachAt, last.id];
  }
}

test.each([
  ['my own', [script], 54],
  ['my team', [script, copy], 60],
  ['everybody', null, 60],
])('pages of %s inbox hold each task once, soonest first, whatever their size', async (_, people, total) => {
  const whole = await walk(people, 100);
  expect(whole).toHaveLength(total);
  expect(new Set(whole.map(({ id }) => id)).size).toBe(total);
  const order = (row: TaskRow) => `${String(row.breachAt).padStart(16, '0')}/${row.id}`;
  expect(whole.map(order)).toEqual(whole.map(order).sort());
  expect((await walk(people, 7)).map(({ id }) => id)).toEqual(whole.map(({ id }) => id));
});

test('work without a due time comes last', async () => {
  const whole = await walk([script], 100);
  const first = whole.findIndex(({ clock }) => clock === null);
  expect(first).toBeGreaterThan(0);
  expect(whole.slice(first).every(({ clock }) => clock === null)).toBe(true);
});
