import { createActivities } from '#activities/index';
import type { EventBatch, RunEvent } from '#contracts/events';
import type { RunActivities } from '#contracts/process';
import { checkRun } from '#persistence/record/repair';
import { demoId } from '#persistence/seed/demo';
import { createLogger } from '#platform/logger';
import { type DemoDatabase, demoDatabase } from './support/database.ts';
import { clockOf, runOf, story, T0, taskOf } from './support/story.ts';

const manager = demoId('manager');
const script = demoId('script');
const host = demoId('host');
const copy = demoId('copy');
const logger = createLogger('test', 'silent');

let db: DemoDatabase;
let activities: RunActivities;
let committed: string[];

beforeAll(async () => {
  db = await demoDatabase();
});
beforeEach(() => {
  committed = [];
  activities = createActivities({ pool: db.pool, logger, now: () => T0, afterCommit: async ({ deliveryIds }) => void committed.push(...deliveryIds) });
});
afterAll(() => db.close());

const rows = async <T>(sql: string, ...values: unknown[]): Promise<T[]> => (await db.pool.query(sql, values)).rows as T[];
const count = async (table: string, runId: string): Promise<number> => (await rows<{ n: number }>(`SELECT count(*) AS n FROM ${table} WHERE run_id = $1`, runId))[0]!.n;

/** A run with one open task that `script` and `copy` may claim. */
function opening(): { runId: string; taskId: string; events: RunEvent[]; tell: ReturnType<typeof story> } {
  const run = runOf(manager);
  const task = taskOf(run.id, { candidates: [script, copy] });
  const tell = story(run.id);
  return { runId: run.id, taskId: task.id, tell, events: [tell.next('RunStarted', { run }), tell.next('TaskOpened', { task })] };
}

async function whole(runId: string): Promise<Record<string, unknown>> {
  const tables = ['run_event', 'task', 'inbox', 'notification', 'notification_event'];
  const entries = await Promise.all(tables.map(async (table) => [table, await rows(`SELECT to_jsonb(t) AS row FROM ${table} t WHERE run_id = $1 ORDER BY 1`, runId)]));
  return Object.fromEntries(entries) as Record<string, unknown>;
}

test('one batch writes events, rows, inbox, notices and deliveries, and says what to send', async () => {
  const { runId, taskId, events } = opening();
  expect(await activities.recordEvents({ runId, events })).toEqual({ lastEvent: 2, emptyRungs: [] });
  expect(await rows('SELECT person_id, breach_at, claimable FROM inbox WHERE task_id = $1 ORDER BY person_id', taskId)).toEqual(
    [script, copy].sort().map((person_id) => ({ person_id, breach_at: T0 + 86_400_000, claimable: true })),
  );
  expect((await rows<{ audience: string[] }>('SELECT audience FROM run_event WHERE run_id = $1 AND n = 2', runId))[0]!.audience.sort()).toEqual([script, copy].sort());
  expect(await count('notification', runId)).toBe(2);
  const pending = await rows<{ id: string }>(`SELECT d.id FROM delivery d JOIN notification n ON n.id = d.notification_id WHERE n.run_id = $1 AND d.state = 'pending'`, runId);
  expect(pending.map(({ id }) => id).sort()).toEqual(committed.sort());
});

test('a repeated batch changes nothing and answers the same', async () => {
  const { runId, events } = opening();
  const first = await activities.recordEvents({ runId, events });
  const before = await whole(runId);
  expect(await activities.recordEvents({ runId, events })).toEqual(first);
  expect(await whole(runId)).toEqual(before);
});

test('a batch that overlaps what is stored adds only what is new', async () => {
  const { runId, taskId, events, tell } = opening();
  await activities.recordEvents({ runId, events });
  const claimed = tell.next('TaskClaimed', { taskId, by: script }, tell.by(script));
  expect((await activities.recordEvents({ runId, events: [...events, claimed] })).lastEvent).toBe(3);
  expect(await rows('SELECT person_id, claimable FROM inbox WHERE task_id = $1', taskId)).toEqual([{ person_id: script, claimable: false }]);
  expect(await checkRun(db.pool, runId)).toEqual([]);
});

test('a gap, and another cause under a known number, are refused by name and can be retried', async () => {
  const { runId, taskId, events, tell } = opening();
  await activities.recordEvents({ runId, events });
  tell.next('TaskClaimed', { taskId, by: script });
  const late = tell.next('TaskReleased', { taskId, by: script });
  await expect(activities.recordEvents({ runId, events: [late] })).rejects.toMatchObject({ type: 'EventGap', nonRetryable: false });
  const other = { ...events[1]!, cause: { kind: 'clock' as const, id: 'another' } } as RunEvent;
  await expect(activities.recordEvents({ runId, events: [other] })).rejects.toMatchObject({ type: 'EventConflict', nonRetryable: false });
  expect(await count('run_event', runId)).toBe(2);
});

test('the same and different batches at once: every event once, rows as the events say', async () => {
  const { runId, taskId, events, tell } = opening();
  const answers = await Promise.all(Array.from({ length: 6 }, () => activities.recordEvents({ runId, events })));
  expect(answers).toEqual(Array.from({ length: 6 }, () => ({ lastEvent: 2, emptyRungs: [] })));
  const claimed = tell.next('TaskClaimed', { taskId, by: script }, tell.by(script));
  const ticked = tell.next('TaskReleased', { taskId, by: script }, tell.by(script));
  const batches: EventBatch[] = [{ runId, events: [claimed] }, { runId, events: [claimed, ticked] }, { runId, events: [...events, claimed, ticked] }];
  await Promise.all(batches.map((batch) => activities.recordEvents(batch)));
  expect(await rows('SELECT n FROM run_event WHERE run_id = $1 ORDER BY n', runId)).toEqual([1, 2, 3, 4].map((n) => ({ n })));
  expect(await count('notification', runId)).toBe((await rows('SELECT DISTINCT person_id, from_n FROM notification WHERE run_id = $1', runId)).length);
  expect(await checkRun(db.pool, runId)).toEqual([]);
});

test('an acceptance settles the command; a closed task voids what still asks for it', async () => {
  const { runId, taskId, events, tell } = opening();
  await activities.recordEvents({ runId, events });
  const cause = tell.by(script);
  await db.pool.query(`INSERT INTO command (id, run_id, name, actor, body, received_at, state) VALUES ($1, $2, 'completeTask', $3, '{"bodyHash":"h"}', $4, 'stored')`, [cause.id, runId, script, T0]);
  await activities.recordEvents({ runId, events: [tell.next('TaskCompleted', { taskId, by: script, documentId: null, outcome: {} }, cause)] });
  expect(await rows('SELECT state, answer FROM command WHERE id = $1', cause.id)).toEqual([{ state: 'accepted', answer: { id: cause.id, eventNumber: 3, version: 2, outcome: 'done', bodyHash: 'h' } }]);
  const states = await rows<{ state: string }>('SELECT DISTINCT d.state FROM delivery d JOIN notification n ON n.id = d.notification_id WHERE n.task_id = $1', taskId);
  expect(states).toEqual([{ state: 'superseded' }]);
  expect(await count('inbox', runId)).toBe(0);
});

test('a rung reaches team lead and assignee; one that reaches nobody is answered, again on repeat', async () => {
  const { runId, taskId, events, tell } = opening();
  const clock = clockOf(T0 - 1);
  const deadline = { kind: 'rung' as const, index: 0, at: T0 };
  const batch = [
    ...events,
    tell.next('TaskClaimed', { taskId, by: script }, tell.by(script)),
    tell.next('RungFired', { taskId, rung: 0, to: [{ kind: 'assignee' }, { kind: 'lead' }], deadline, clock }),
    tell.next('RungFired', { taskId, rung: 1, to: [{ kind: 'role', role: 'nobody-holds-this' }], deadline, clock }),
  ];
  const expected = { lastEvent: 5, emptyRungs: [{ taskId, rung: 1, n: 5 }] };
  expect(await activities.recordEvents({ runId, events: batch })).toEqual(expected);
  expect(await activities.recordEvents({ runId, events: batch })).toEqual(expected);
  expect((await rows<{ audience: string[] }>('SELECT audience FROM run_event WHERE run_id = $1 AND n = 4', runId))[0]!.audience).toEqual([script, host]);
});

test('characters that PostgreSQL refuses do not hold up a run', async () => {
  const run = { ...runOf(manager), title: 'half \ud800 and nul \0' };
  await activities.recordEvents({ runId: run.id, events: [story(run.id).next('RunStarted', { run })] });
  expect(await rows('SELECT title FROM run WHERE id = $1', run.id)).toEqual([{ title: 'half \ufffd and nul \ufffd' }]);
});

test('a hook that fails or hangs neither fails nor holds up what is committed', async () => {
  for (const afterCommit of [() => Promise.reject(new Error('queue down')), () => new Promise<void>(() => undefined)]) {
    const { runId, events } = opening();
    const started = Date.now();
    await createActivities({ pool: db.pool, logger, afterCommit }).recordEvents({ runId, events });
    expect(Date.now() - started).toBeLessThan(1_500);
  }
});
