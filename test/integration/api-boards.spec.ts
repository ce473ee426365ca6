import fc from 'fast-check';
import { BREACHING_MS, FLOW, type Exceptions, type FigureItem, type FigureKey, type Flow, type FlowKey, type PersonFigures } from '#contracts/api/boards';
import { demoId } from '#persistence/seed/demo';
import { DEMO_TEAMS } from '#persistence/seed/demo-people';
import { besideApi, openTask, type BesideApi } from './support/beside.ts';
import { eventsOf, runsAround, type MadePiece, type MadeRun, type MadeTask } from './support/histories.ts';

const DAY_MS = 86_400_000;
const PEOPLE = ['script', 'copy', 'camera', 'legal'];
const READERS = ['manager', 'host', 'script', 'legal'];
let beside: BesideApi;
let now: number;
/** Everything recorded so far: the naive count goes over all of it. */
const world: MadeRun[] = [];

beforeAll(async () => {
  beside = await besideApi();
  now = beside.now();
}, 60_000);
afterAll(() => beside.close());

const ids = PEOPLE.map(demoId);
const led = (reader: string): string[] => DEMO_TEAMS.filter((team) => team.lead === reader).flatMap((team) => team.members).map(demoId);
const everything = (reader: string): boolean => reader === 'manager';

/** Who may see a task and what is in a run, said again in the plainest words. */
const holders = (task: MadeTask): string[] => (task.claimed ? [task.people[0]!] : task.people);
const closer = (task: MadeTask): string | null => (task.end === 'open' ? null : task.people[0]!);
const seesTask = (reader: string, run: MadeRun, task: MadeTask): boolean =>
  everything(reader) || run.managerId === demoId(reader) || [...holders(task), ...(task.end === 'done' || task.end === 'skipped' ? [closer(task)] : [])].includes(demoId(reader)) || holders(task).some((person) => led(reader).includes(person));
const seesRun = (reader: string, run: MadeRun): boolean =>
  everything(reader) || run.managerId === demoId(reader) || run.tasks.some((task) => holders(task).includes(demoId(reader)) || holders(task).some((person) => led(reader).includes(person)));

interface Thing {
  id: string;
  at: number;
  value: number;
}
const within = (at: number | null, from: number, until: number): at is number => at !== null && at >= from && at < until;

function naive(key: FlowKey, reader: string, playbook: string | null, from: number, until: number): Thing[] {
  const runs = world.filter((run) => playbook === null || run.playbook === playbook);
  const tasks = runs.flatMap((run) => run.tasks.filter((task) => seesTask(reader, run, task) && task.end !== 'open' && task.dueAt !== null && within(task.closedAt, from, until)));
  const pieces = runs.filter((run) => seesRun(reader, run)).flatMap((run) => run.pieces);
  const published = pieces.filter((piece) => within(piece.publishedAt, from, until));
  const first = (level: string) => pieces.flatMap((piece: MadePiece) => {
    const check = piece.checks.find((one) => one.level === level);
    return check && within(check.at, from, until) ? [{ id: piece.id, at: check.at, value: check.passed ? 1 : 0 }] : [];
  });
  switch (key) {
    case 'on-time':
      return tasks.filter(({ end }) => end === 'done').map((task) => ({ id: task.id, at: task.closedAt, value: task.breach === 'breached' ? 0 : 1 }));
    case 'escalations':
      return tasks.map((task) => ({ id: task.id, at: task.closedAt, value: task.breach === 'breached' ? task.rungs : 0 }));
    case 'rework':
      return published.map((piece) => ({ id: piece.id, at: piece.publishedAt!, value: piece.reworks }));
    case 'piece-lead-time':
      return published.map((piece) => ({ id: piece.id, at: piece.publishedAt!, value: Math.max(0, piece.publishedAt! - piece.addedAt) }));
    case 'run-lead-time':
      return runs.filter((run) => seesRun(reader, run) && within(run.completedAt, from, until)).map((run) => ({ id: run.id, at: run.completedAt!, value: Math.max(0, run.completedAt! - run.startedAt) }));
    default:
      return first(key.replace('first-pass-', ''));
  }
}

const mean = (values: number[]): number => values.reduce((sum, one) => sum + one, 0) / values.length;
function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2;
}
function valueOf(key: FlowKey, things: Thing[]): number | null {
  if (things.length === 0) return null;
  const values = things.map(({ value }) => value);
  return key.endsWith('lead-time') ? median(values) : mean(values) * (key === 'escalations' ? 100 : 1);
}

const get = async <T>(who: string, path: string): Promise<T> => {
  const answer = await beside.send(who, 'get', path);
  expect([path, answer.status, answer.body]).toEqual([path, 200, expect.anything()]);
  return answer.body as T;
};
async function walk(who: string, query: string): Promise<FigureItem[]> {
  const items: FigureItem[] = [];
  for (let after = ''; ; ) {
    const page = await get<{ items: FigureItem[]; next: string | null }>(who, `/boards/items?limit=7&${query}${after && `&after=${after}`}`);
    items.push(...page.items);
    if (page.next === null) return items;
    after = page.next;
  }
}
const sorted = (values: string[]): string[] => values.toSorted();

async function flowIsTrue(reader: string, playbook: string | null): Promise<void> {
  const [from, until] = [now - 40 * DAY_MS, now - 2 * DAY_MS];
  const query = `from=${from}&until=${until}${playbook === null ? '' : `&playbook=${playbook}`}`;
  const flow = await get<Flow>(reader, `/boards/flow?${query}`);
  expect(flow.figures.map(({ key }) => key)).toEqual([...FLOW]);
  for (const figure of flow.figures) {
    const things = naive(figure.key, reader, playbook, from, until);
    const expected = valueOf(figure.key, things);
    const about = [reader, playbook, figure.key];
    expect([...about, figure.of, figure.counted]).toEqual([...about, things.length, things.filter(({ value }) => value > 0).length]);
    expect([...about, figure.value]).toEqual([...about, expected === null ? null : expect.closeTo(expected, 6)]);
    expect(figure.trend.reduce((sum, { of }) => sum + of, 0)).toBe(things.length);
    for (const week of figure.trend) {
      const those = naive(figure.key, reader, playbook, week.from, week.until);
      const weekly = valueOf(figure.key, those);
      expect([...about, week.of, week.value]).toEqual([...about, those.length, weekly === null ? null : expect.closeTo(weekly, 6)]);
    }
  }
}

/** The list is what the figure counted: the same things, with the same values, whole and in its two halves. */
async function listsAreTrue(reader: string, key: FlowKey): Promise<void> {
  const [from, until] = [now - 40 * DAY_MS, now - 2 * DAY_MS];
  const query = `figure=${key}&from=${from}&until=${until}`;
  const things = naive(key, reader, null, from, until);
  const items = await walk(reader, query);
  expect([key, sorted(items.map(({ id, value, at }) => `${id}/${value}/${at}`))]).toEqual([key, sorted(things.map(({ id, value, at }) => `${id}/${value}/${at}`))]);
  const [counted, rest] = [await walk(reader, `${query}&which=counted`), await walk(reader, `${query}&which=rest`)];
  expect(counted.every(({ value }) => value! > 0) && rest.every(({ value }) => value === 0)).toBe(true);
  expect(sorted([...counted, ...rest].map(({ id }) => id))).toEqual(sorted(things.map(({ id }) => id)));
}

async function exceptionsAreTrue(reader: string): Promise<void> {
  const { figures, at } = await get<Exceptions>(reader, '/boards/exceptions');
  const open = world.flatMap((run) => run.tasks.filter((task) => task.end === 'open' && seesTask(reader, run, task)));
  const ticking = open.filter((task) => task.dueAt !== null && !task.paused);
  const expected: Partial<Record<FigureKey, MadeTask[]>> = {
    breaching: ticking.filter(({ dueAt }) => dueAt! > at && dueAt! <= at + BREACHING_MS),
    breached: ticking.filter(({ dueAt }) => dueAt! <= at),
    unclaimed: open.filter(({ claimed }) => !claimed),
    nobody: [],
  };
  for (const [key, tasks] of Object.entries(expected)) {
    expect([reader, key, figures.find((figure) => figure.key === key)?.of]).toEqual([reader, key, tasks.length]);
    expect([reader, key, sorted((await walk(reader, `figure=${key}`)).map(({ id }) => id))]).toEqual([reader, key, sorted(tasks.map(({ id }) => id))]);
  }
}

async function peopleAreTrue(reader: string, visible: string[]): Promise<void> {
  const [from, until] = [now - 40 * DAY_MS, now - 2 * DAY_MS];
  const { items } = await get<{ items: PersonFigures[] }>(reader, `/boards/people?limit=200&from=${from}&until=${until}`);
  expect(sorted(items.map(({ personId }) => personId))).toEqual(sorted(visible));
  for (const person of items) {
    const tasks = world.flatMap((run) => run.tasks);
    const open = tasks.filter((task) => task.end === 'open' && holders(task).includes(person.personId));
    const done = tasks.filter((task) => task.end === 'done' && closer(task) === person.personId && within(task.closedAt, from, until));
    const rated = done.filter(({ dueAt }) => dueAt !== null);
    expect(person).toMatchObject({
      open: open.length, overdue: open.filter((task) => task.dueAt !== null && task.dueAt <= now && !task.paused).length, done: done.length, rated: rated.length,
      onTime: rated.length === 0 ? null : expect.closeTo(mean(rated.map(({ breach }) => (breach === 'breached' ? 0 : 1))), 6),
    });
    const listed = await walk(reader, `figure=person-done&personId=${person.personId}&from=${from}&until=${until}`);
    expect(sorted(listed.map(({ id }) => id))).toEqual(sorted(done.map(({ id }) => id)));
    expect(await walk(reader, `figure=person-open&personId=${person.personId}`)).toHaveLength(open.length);
  }
}

test('with nothing recorded there is no wrong nought: every figure of flow says that it has no data', async () => {
  const { figures, sight } = await get<Flow>('manager', '/boards/flow');
  expect(sight).toBe('all');
  expect(figures.map(({ value, of }) => [value, of])).toEqual(FLOW.map(() => [null, 0]));
  expect(figures[0]!.trend.length).toBeGreaterThanOrEqual(8);
});

test('every figure is what a count by hand comes to, and its list is what it counted, whoever reads', async () => {
  await fc.assert(
    fc.asyncProperty(runsAround(now, ids, ['manager', 'admin'].map(demoId)), async (runs) => {
      for (const run of runs) await beside.activities.recordEvents({ runId: run.id, events: eventsOf(run) });
      world.push(...runs);
      for (const reader of READERS) {
        await flowIsTrue(reader, null);
        await flowIsTrue(reader, 'task-chain');
        await exceptionsAreTrue(reader);
      }
    }),
    { numRuns: 6, endOnFailure: true },
  );
  for (const reader of ['manager', 'script']) for (const key of FLOW) await listsAreTrue(reader, key);
}, 60_000);

test('figures of people show to themselves, to who leads them and to managers', async () => {
  const everybody = (await beside.rows<{ id: string }>('SELECT id FROM person')).map(({ id }) => id);
  await peopleAreTrue('manager', everybody);
  await peopleAreTrue('host', led('host'));
  await peopleAreTrue('legal', [demoId('legal')]);
  expect(await walk('legal', `figure=person-open&personId=${demoId('script')}`)).toEqual([]);
});

test('work waits on nobody when whoever is to act is away or has left, and no longer when it is somebody else\'s', async () => {
  const { task, tell, run } = await openTask(beside, { assignee: demoId('pr') });
  const waiting = async () => (await walk('manager', 'figure=nobody')).map(({ id }) => id);
  expect(await waiting()).toEqual([]);
  await beside.rows('UPDATE person SET disabled_at = $2 WHERE id = $1', demoId('pr'), now - 1);
  expect(await waiting()).toEqual([task.id]);
  await beside.activities.recordEvents({ runId: run.id, events: [tell.next('TaskTransferred', { taskId: task.id, by: demoId('manager'), to: demoId('visual'), reason: 'x' })] });
  expect(await waiting()).toEqual([]);
  await beside.rows('INSERT INTO absence (id, person_id, from_at, until_at, version, job_id, created_by, created_at) VALUES ($1, $2, $3, $4, 1, $1, $2, 0)', task.id, demoId('visual'), now - 1, now + DAY_MS);
  expect(await waiting()).toEqual([task.id]);
});

test('a message that was given up or is long due is unsent; one on its way is not, and members see their own only', async () => {
  const unsent = async (who: string) => (await get<Exceptions>(who, '/boards/exceptions')).figures.find(({ key }) => key === 'unsent')!.of;
  await beside.rows(`UPDATE delivery SET state = 'sent'`);
  expect(await unsent('manager')).toBe(0);
  const [one, two, three] = await beside.rows<{ id: string; person_id: string }>('SELECT id, person_id FROM delivery WHERE person_id = $1 ORDER BY id LIMIT 3', demoId('script'));
  await beside.rows(`UPDATE delivery SET state = 'dead' WHERE id = $1`, one!.id);
  await beside.rows(`UPDATE delivery SET state = 'pending', attempts = 0, next_at = $2 WHERE id = $1`, two!.id, beside.now() - 5 * 60_000);
  await beside.rows(`UPDATE delivery SET state = 'pending', attempts = 0, next_at = $2 WHERE id = $1`, three!.id, beside.now() + 60_000);
  expect([await unsent('manager'), await unsent('script'), await unsent('legal')]).toEqual([2, 2, 0]);
  expect((await walk('manager', 'figure=unsent')).map(({ kind, id }) => `${kind}/${id}`).sort()).toEqual([`delivery/${one!.id}`, `delivery/${two!.id}`].sort());
});

test('bad input is refused by name', async () => {
  const refused = async (path: string) => {
    const { status, body } = await beside.send('manager', 'get', path);
    return [status, (body as { errors?: Array<{ path: string }> }).errors?.map(({ path: field }) => field)];
  };
  expect(await refused(`/boards/flow?from=${now}&until=${now - 1}`)).toEqual([400, ['until']]);
  expect(await refused(`/boards/flow?from=${now - 400 * DAY_MS}&until=${now}`)).toEqual([400, ['from']]);
  expect(await refused('/boards/flow?from=yesterday')).toEqual([400, ['from']]);
  expect(await refused('/boards/items?figure=luck')).toEqual([400, ['figure']]);
  expect(await refused('/boards/items?figure=person-open')).toEqual([400, ['personId']]);
});
