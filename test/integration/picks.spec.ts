import { randomUUID } from 'node:crypto';
import { createActivities } from '#activities/index';
import type { PickRequest, RunActivities } from '#contracts/process';
import { createLogger } from '#platform/logger';
import { type DemoDatabase, demoDatabase } from './support/database.ts';
import { T0 } from './support/story.ts';

let db: DemoDatabase;
let activities: RunActivities;
const three = (): [string, string, string] => [randomUUID(), randomUUID(), randomUUID()].sort() as [string, string, string];
const [ann, bob, cid] = three();
const people = [ann, bob, cid];
beforeAll(async () => {
  db = await demoDatabase();
  activities = createActivities({ pool: db.pool, logger: createLogger('test', 'silent'), now: () => T0 });
});
afterAll(() => db.close());

const ask = (changes: Partial<PickRequest>): PickRequest => {
  const [runId, block] = [randomUUID(), 'work/1/cut'];
  return { key: `${runId}/${block}`, runId, block, pool: 'role/editor', people, strategy: 'round-robin', ...changes };
};
const pick = async (changes: Partial<PickRequest>): Promise<string> => (await activities.pickPerson(ask(changes))).person;

/** A task that somebody has, or that several may claim; open, or closed at that instant. */
async function task(holders: string[], { openedAt = T0, closedAt = null }: { openedAt?: number; closedAt?: number | null } = {}): Promise<void> {
  const [id, runId, claimable] = [randomUUID(), randomUUID(), holders.length > 1];
  await db.pool.query(
    `INSERT INTO task (id, run_id, key, block, step, visit, turn, title, description, state, version, assign, assignee, candidates, fell_to_manager, checklist, subject, opened_at, closed_at, outcome)
     VALUES ($1, $2, 'cut', 'work/1/cut', 'work', 1, 1, '{}', '{}', $3, 1, '{}', $4, $5, false, '[]', '{}', $6, $7, '{}')`,
    [id, runId, closedAt === null ? 'open' : 'done', claimable ? null : holders[0], claimable ? holders : [], openedAt, closedAt],
  );
  if (closedAt === null) for (const person of holders) await db.pool.query('INSERT INTO inbox VALUES ($1, 0, $2, $3, $4)', [person, id, runId, claimable]);
}

test('round robin gives each their turn before anybody has a second one, however many ask at once', async () => {
  const picked = await Promise.all(Array.from({ length: 30 }, () => pick({ pool: 'role/camera' })));
  expect(people.map((person) => picked.filter((other) => other === person).length)).toEqual([10, 10, 10]);
  const { rows } = await db.pool.query<{ person: string }>(`SELECT person_id AS person FROM assignment_pick WHERE pool = 'role/camera' ORDER BY ordinal`);
  expect(rows.map(({ person }) => person)).toEqual(Array.from({ length: 10 }, () => people).flat());
});

test('a repeat of the same block answers the same person and takes nobody else a turn', async () => {
  const request = ask({ pool: 'role/script' });
  const answers = await Promise.all(Array.from({ length: 8 }, () => activities.pickPerson(request)));
  expect(new Set(answers.map(({ person }) => person))).toEqual(new Set([ann]));
  expect(await pick({ pool: 'role/script' })).toBe(bob);
});

test('round robin goes on past who is away, and does not make up for it in a row', async () => {
  const seen = [];
  for (const here of [people, [ann, cid], [ann, cid], people, people, people]) seen.push(await pick({ pool: 'role/visual', people: here }));
  expect(seen).toEqual([ann, cid, ann, bob, cid, ann]);
});

test('least loaded counts open work, shares what several may claim, and what was just given out', async () => {
  const [gus, hal, ida] = three();
  await task([gus]);
  await task([gus]);
  await task([hal]);
  await task([hal, ida]);
  const least: Partial<PickRequest> = { strategy: 'least-loaded', people: [gus, hal, ida] };
  expect(await pick(least)).toBe(ida);
  // 2, 1.5, and now 1.5 for the one just picked.
  expect(await pick(least)).toBe(hal);
  expect(await pick(least)).toBe(ida);
  expect(await pick(least)).toBe(gus);
});

test('least loaded, all equal: whoever has been longest without work', async () => {
  const [dee, eve, fay] = three();
  await task([dee], { openedAt: T0 - 90, closedAt: T0 - 10 });
  await task([eve], { openedAt: T0 - 80, closedAt: T0 - 20 });
  expect(await pick({ strategy: 'least-loaded', people: [dee, eve, fay] })).toBe(fay);
  expect(await pick({ strategy: 'least-loaded', people: [dee, eve] })).toBe(eve);
});
