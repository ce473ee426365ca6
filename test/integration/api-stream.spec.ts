import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import request from 'supertest';
import { addPerson, startTestApi, type TestApi, type TestPerson } from '../support/api.ts';
import { until } from '../support/until.ts';

interface Sent {
  id?: string;
  event?: string;
  data?: { runId: string; n: number; type: string };
}

let api: TestApi;
let base: string;
let member: TestPerson;
let viewer: TestPerson;
const opened: AbortController[] = [];

beforeAll(async () => {
  api = await startTestApi();
  base = `${await api.app.getUrl()}/api/v1`;
  member = await addPerson(api.db, 'member', 'lin');
  viewer = await addPerson(api.db, 'viewer', 'watcher');
});
afterEach(() => opened.splice(0).forEach((stream) => stream.abort()));
afterAll(() => api.close());

async function tokenOf(person: TestPerson): Promise<string> {
  const { body } = await request(api.app.getHttpServer()).post('/api/v1/auth/login').send({ email: person.email, password: 'a long password', token: true }).expect(200);
  return body.token as string;
}

/** Opens a stream and gathers what it sends; the first event has arrived. */
async function listen(person: TestPerson, lastId?: string): Promise<Sent[]> {
  const stream = new AbortController();
  opened.push(stream);
  const headers = { authorization: `Bearer ${await tokenOf(person)}`, ...(lastId ? { 'last-event-id': lastId } : {}) };
  const answer = await fetch(`${base}/stream`, { headers, signal: stream.signal });
  expect(answer.headers.get('content-type')).toContain('text/event-stream');
  const sent: Sent[] = [];
  void gather(answer, sent).catch(() => undefined);
  await until(() => sent.length > 0);
  return sent;
}

async function gather(answer: Response, into: Sent[]): Promise<void> {
  let text = '';
  for await (const chunk of answer.body!.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    const blocks = text.split('\n\n');
    text = blocks.pop()!;
    for (const block of blocks) into.push(parse(block));
  }
}

function parse(block: string): Sent {
  const fields = Object.fromEntries(block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]));
  return { ...fields, ...(fields.data ? { data: JSON.parse(fields.data) } : {}) };
}

async function addRun(manager: string): Promise<string> {
  const id = randomUUID();
  await api.db.query(
    `INSERT INTO run (id, root_id, playbook_slug, playbook_version, process, title, state, manager_id, started_by, started_at, visit, turn, version, last_event, input, settings)
     VALUES ($1, $1, 'p', 1, 'p', 'a run', 'running', $2, $3, 1, 1, 1, 1, 0, '{}', '{}')`,
    [id, manager, manager],
  );
  return id;
}
const addEvent = (db: Pick<DataSource, 'query'>, runId: string, n: number) =>
  db.query(`INSERT INTO run_event (run_id, n, type, v, at, cause, data) VALUES ($1, $2, 'TurnStarted', 1, 1, '{}', '{}')`, [runId, n]);
const addNotice = (person: TestPerson, runId: string, n: number) =>
  api.db.query(`INSERT INTO notification (id, person_id, run_id, from_n, kind, event_numbers, data, created_at) VALUES ($1, $2, $3, $4, 'task', $5, '{}', 1)`, [randomUUID(), person.id, runId, n, [n]]);
const seen = (sent: Sent[]) => sent.filter(({ event }) => event === 'event').map(({ data }) => `${data!.runId}/${data!.n}`);

it('brings events of runs the reader may read, and their own notices, within a second', async () => {
  const [own, foreign] = [await addRun(member.id), await addRun(viewer.id)];
  const [members, viewers] = [await listen(member), await listen(viewer)];
  await addEvent(api.db, foreign, 1);
  await addEvent(api.db, own, 1);
  await addNotice(viewer, own, 1);
  await addNotice(member, own, 1);
  await until(() => seen(viewers).length === 2 && members.some(({ event }) => event === 'notice'), 1_000);
  expect(seen(members)).toEqual([`${own}/1`]);
  expect(members.filter(({ event }) => event === 'notice')).toHaveLength(1);
  expect(viewers.filter(({ event }) => event === 'notice')).toHaveLength(1);
});

it('shows nothing of a transaction before every older one has ended, and then all of it once', async () => {
  const run = await addRun(member.id);
  const sent = await listen(member);
  const older = api.db.createQueryRunner();
  await older.startTransaction();
  await addEvent(older, run, 1);
  await addEvent(api.db, run, 2);
  const other = await listen(viewer);
  expect(seen(other)).toEqual([]);
  await older.commitTransaction();
  await older.release();
  await until(() => seen(sent).length === 2);
  await until(() => seen(other).length === 2);
  expect(seen(sent)).toEqual([`${run}/1`, `${run}/2`]);
});

it('resumes after the last id without a gap or a double', async () => {
  const run = await addRun(member.id);
  const first = await listen(member);
  for (const n of [1, 2, 3]) await addEvent(api.db, run, n);
  await until(() => seen(first).length === 3);
  const afterTwo = first.find(({ data }) => data?.n === 2)!.id!;
  await addEvent(api.db, run, 4);
  const second = await listen(member, afterTwo);
  await addEvent(api.db, run, 5);
  await until(() => seen(second).length === 3);
  expect(seen(second)).toEqual([3, 4, 5].map((n) => `${run}/${n}`));
});

it('answers reset to a cursor of another cluster, and goes on from now', async () => {
  const run = await addRun(member.id);
  for (const void_ of ['1.1.1_5_e5', 'nonsense']) {
    const sent = await listen(member, void_);
    expect(sent[0]?.event).toBe('reset');
  }
  const sent = await listen(member, '1.1.1_5_e5');
  await addEvent(api.db, run, 1);
  await until(() => seen(sent).length === 1);
});
