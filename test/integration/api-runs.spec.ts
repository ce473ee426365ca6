import { randomUUID } from 'node:crypto';
import pg from 'pg';
import request from 'supertest';
import { startApiStack, type ApiStack } from '../support/api-stack.ts';
import { until } from '../support/until.ts';

let stack: ApiStack;
beforeAll(async () => {
  stack = await startApiStack();
  await stack.startWorker();
}, 120_000);
afterAll(() => stack.close(), 60_000);

const V1 = '/api/v1';
async function get(who: string, path: string): Promise<request.Response> {
  return request(stack.api.app.getHttpServer()).get(`${V1}${path}`).set('Authorization', `Bearer ${await stack.token(who)}`);
}
async function post(who: string, path: string, body: unknown, key: string = randomUUID()): Promise<request.Response> {
  return request(stack.api.app.getHttpServer()).post(`${V1}${path}`).set('Authorization', `Bearer ${await stack.token(who)}`).set('Idempotency-Key', key).set('Content-Type', 'application/json').send(body as object);
}
interface Card { id: string; version: number; state: string; runId: string }
const openTask = (runId: string) => until(async () => ((await get('ops', `/tasks?runId=${runId}`)).body.items as Card[])[0]);
async function startChain(key: string = randomUUID()): Promise<string> {
  const started = await post('manager', '/runs', { playbook: 'task-chain', title: 'A chain', input: {} }, key);
  expect([started.status, started.body]).toEqual([201, { id: expect.any(String) }]);
  return started.body.id as string;
}
const paths = (answer: request.Response): string[] => ((answer.body.errors ?? []) as Array<{ path: string }>).map(({ path }) => path);

describe('a run through the API', () => {
  it('starts once per key, hands out its tasks, and closes when they are done', async () => {
    const key = randomUUID();
    const runId = await startChain(key);
    expect(await startChain(key)).toBe(runId);
    for (let n = 1; n <= 5; n += 1) {
      const task = await openTask(runId);
      const done = await post('ops', `/tasks/${task.id}/complete`, { answers: { report: `<b>=1+1</b> ${n}` }, links: [{ url: 'https://files.test/a' }], version: task.version });
      expect([done.status, done.body]).toEqual([200, { command: expect.objectContaining({ eventNumber: expect.any(Number) }), readable: true, task: expect.objectContaining({ state: 'done' }) }]);
      expect(done.body.task.documents[0].body.answers).toEqual({ report: `<b>=1+1</b> ${n}`, links: [{ title: 'https://files.test/a', url: 'https://files.test/a' }] });
    }
    const run = await until(async () => { const { body } = await get('manager', `/runs/${runId}`); return body.state === 'completed' && body; });
    expect(run.lastEvent).toBe((await get('manager', `/runs/${runId}/events?limit=200`)).body.items.at(-1).n);
  });

  it('answers a repeat alike, another completion with who and when, another body with 422', async () => {
    const task = await openTask(await startChain());
    const key = randomUUID();
    const first = await post('ops', `/tasks/${task.id}/complete`, { answers: {} }, key);
    const again = await post('ops', `/tasks/${task.id}/complete`, { answers: {} }, key);
    expect(again.body.command).toEqual(first.body.command);
    const other = await post('ops', `/tasks/${task.id}/complete`, { answers: { report: 'other' } });
    expect([other.status, other.body]).toEqual([409, expect.objectContaining({ by: expect.any(String), at: expect.any(Number), state: 'done' })]);
    expect((await post('ops', `/tasks/${task.id}/complete`, { answers: { report: 'x' } }, key)).status).toBe(422);
    expect((await get('ops', `/commands/${first.body.command.id}`)).body).toMatchObject({ state: 'accepted', answer: first.body.command });
  });

  it('explains the due time in both languages, with its deadlines', async () => {
    const task = await openTask(await startChain());
    const { body, status } = await get('ops', `/tasks/${task.id}/why`);
    expect([status, body.rule.source]).toEqual([200, '4.3']);
    expect(body.sentences.map((text: { en: string }) => text.en).join('\n')).toMatch(/handbook 4\.3/);
    expect(body.deadlines.map(({ kind }: { kind: string }) => kind)).toEqual(expect.arrayContaining(['breach', 'at-risk']));
    expect(JSON.stringify(body)).not.toMatch(/\{\w+\}/);
  });

  it('pauses and resumes with a reason, and shows a stale version', async () => {
    const runId = await startChain();
    await openTask(runId);
    const { version } = (await get('manager', `/runs/${runId}`)).body;
    const stale = await post('manager', `/runs/${runId}/pause`, { reason: 'waiting', version: version + 7 });
    expect([stale.status, stale.body.version]).toEqual([409, version]);
    const paused = await post('manager', `/runs/${runId}/pause`, { reason: 'waiting', version });
    expect([paused.status, paused.body.run]).toEqual([200, expect.objectContaining({ state: 'paused', version: paused.body.command.version, pause: expect.objectContaining({ reason: 'waiting' }) })]);
    const resumed = await post('manager', `/runs/${runId}/resume`, { reason: 'on we go' });
    expect([resumed.status, resumed.body.run.state]).toEqual([200, 'running']);
    expect((await post('ops', `/runs/${runId}/cancel`, { reason: 'mine?' })).status).toBe(403);
  });

  it('keeps comments as given and shows the task to its people only', async () => {
    const task = await openTask(await startChain());
    const key = randomUUID();
    const text = '<script>alert(1)</script> =HYPERLINK("x")';
    const added = await post('ops', `/tasks/${task.id}/comments`, { text }, key);
    expect([added.status, added.body.comment.text]).toEqual([201, text]);
    expect((await post('ops', `/tasks/${task.id}/comments`, { text }, key)).body).toEqual(added.body);
    expect((await get('ops', `/tasks/${task.id}`)).body.comments).toHaveLength(1);
    expect((await get('legal', `/tasks/${task.id}`)).status).toBe(404);
    expect((await post('legal', `/tasks/${task.id}/claim`, {})).status).toBe(404);
  });
});

describe('a review meeting', () => {
  it('takes attendance, minutes and a decision that its form allows', async () => {
    const input = { contentType: 'tutorial', pieces: [{ title: 'One', format: '60 s', account: 'Lab' }], settings: { 'review.recurrence': { kind: 'every', every: { clock: 'PT1S' } } } };
    const { body: run, status } = await post('manager', '/runs', { playbook: 'collaboration-loop', title: 'A loop', input });
    expect([status, run.id]).toEqual([201, expect.any(String)]);
    const meeting = await until(async () => (await get('manager', `/meetings?runId=${run.id}`)).body.items?.[0], 8_000);
    const present = await post('manager', `/meetings/${meeting.id}/attendance`, { attendance: { [meeting.organizer]: 'present' } });
    expect([present.status, present.body.meeting?.attendance]).toEqual([200, { [meeting.organizer]: 'present' }]);
    const minutes = await post('manager', `/meetings/${meeting.id}/minutes`, { text: 'Agreed.' });
    expect([minutes.status, minutes.body.meeting?.minutesDocumentId]).toEqual([200, expect.any(String)]);
    const wrong = await post('manager', `/meetings/${meeting.id}/decision`, { decision: 'perhaps' });
    expect([wrong.status, paths(wrong)]).toEqual([422, ['decision']]);
    const decided = await post('manager', `/meetings/${meeting.id}/decision`, { decision: 'go', objective: 'More' });
    expect([decided.status, decided.body.meeting?.decision]).toEqual([200, 'go']);
    const later = await post('manager', `/meetings/${meeting.id}/decision`, { decision: 'drop' });
    expect(later.status).toBe(409);
    const keys = await until(async () => {
      const { items } = (await get('manager', `/tasks?scope=all&runId=${run.id}`)).body as { items: Array<{ key: string; step: string }> };
      return items.some(({ step }) => step === 'planning') && items.map(({ key }) => key);
    }, 8_000);
    expect(keys).toEqual(expect.arrayContaining(['competitor-analysis', 'user-persona', 'topic-selection', 'script-outline']));
  }, 30_000);
});

describe('bad input', () => {
  it.each<[path: string, body: unknown, status: number, fields: string[]]>([
    ['/runs', { playbook: 'task-chain', title: '', input: {} }, 400, ['title']],
    ['/runs', { playbook: 5, title: 'x' }, 400, ['playbook']],
    ['/runs', { playbook: 'no-such', title: 'x' }, 404, []],
    ['/runs', { playbook: 'task-chain', title: 'x', input: { bogus: 1 } }, 422, ['input.bogus']],
    ['/runs', { playbook: 'task-chain', title: 'x', input: { settings: { bogus: 1 } } }, 422, ['input.settings.bogus']],
    ['/runs', { playbook: 'task-chain', title: 'x', input: { people: { ops: randomUUID() } } }, 422, ['input.people.ops']],
    ['/runs', { playbook: 'task-chain', title: 'a\u0000b' }, 400, ['title']],
    ['/tasks/none/claim', {}, 400, ['id']],
    [`/tasks/${randomUUID()}/claim`, {}, 404, []],
    [`/tasks/${randomUUID()}/transfer`, { to: 'x', reason: 1 }, 400, ['to', 'reason']],
    [`/tasks/${randomUUID()}/due`, { reason: 'x' }, 400, ['dueAt']],
    [`/meetings/${randomUUID()}/decision`, {}, 400, ['decision']],
    [`/meetings/${randomUUID()}/minutes`, { text: 'x' }, 404, []],
    ['/metrics', { points: [] }, 400, ['points']],
    ['/metrics', { points: [{ pieceId: randomUUID(), metric: 'plays', value: 'many', measuredAt: 1, source: '' }] }, 400, ['points.0.value', 'points.0.measuredAt', 'points.0.source']],
    ['/runs', '{"playbook": ', 400, []],
    ['/runs', { playbook: 'task-chain', title: 'x', input: { note: 'x'.repeat(1_100_000) } }, 413, []],
  ])('POST %s: case %#', async (path, body, status, fields) => {
    const stored = () => stack.api.db.query('SELECT (SELECT count(*) FROM command) AS commands, (SELECT count(*) FROM run_start) AS runs, (SELECT count(*) FROM document) AS documents');
    const before = await stored();
    const answer = await post('manager', path, body);
    expect([answer.status, paths(answer), answer.headers['content-type']]).toEqual([status, fields, expect.stringContaining('application/problem+json')]);
    expect(await stored()).toEqual(before);
  });

  it('names the answer that breaks the form', async () => {
    const task = await openTask(await startChain());
    const answer = await post('ops', `/tasks/${task.id}/complete`, { answers: { report: 7, more: 1 } });
    expect([answer.status, paths(answer).sort()]).toEqual([422, ['answers.more', 'answers.report']]);
    const stale = await post('ops', `/tasks/${task.id}/complete`, { answers: {}, version: task.version + 5 });
    expect([stale.status, stale.body.version]).toEqual([409, task.version]);
  });
});

describe('a database that goes away', () => {
  /** The first refusal that is to be written meets a server that is shutting down. */
  const OUTAGE = `
    CREATE SEQUENCE outage; GRANT USAGE ON SEQUENCE outage TO callsheet_app;
    CREATE FUNCTION outage() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      IF nextval('outage') = 1 THEN RAISE EXCEPTION 'terminating connection due to administrator command' USING ERRCODE = '57P01'; END IF;
      RETURN NEW;
    END $$;
    CREATE TRIGGER outage BEFORE UPDATE ON command FOR EACH ROW WHEN (NEW.state = 'refused') EXECUTE FUNCTION outage()`;

  it('leaves a refusal that could not be written down to the relay', async () => {
    const task = await openTask(await startChain());
    const owner = new pg.Client(Object.assign(new URL(process.env.TEST_DATABASE_URL!), { pathname: new URL(stack.api.config.database.url).pathname }).toString());
    await owner.connect();
    try {
      await owner.query(OUTAGE);
      const key = randomUUID();
      const lost = await post('ops', `/tasks/${task.id}/complete`, { answers: {}, version: task.version + 5 }, key);
      expect([lost.status, lost.body.rule, lost.headers['retry-after']]).toEqual([503, 'database-away', '2']);
      await until(async () => (await owner.query(`SELECT 1 FROM command WHERE run_id = $1 AND state = 'refused'`, [task.runId])).rowCount === 1, 10_000);
      const again = await post('ops', `/tasks/${task.id}/complete`, { answers: {}, version: task.version + 5 }, key);
      expect([again.status, again.body.version]).toEqual([409, task.version]);
    } finally {
      await owner.query('DROP TRIGGER IF EXISTS outage ON command; DROP FUNCTION IF EXISTS outage; DROP SEQUENCE IF EXISTS outage');
      await owner.end();
    }
  }, 30_000);
});

describe('without a worker', () => {
  it('stores the command, answers 202, and relays it when the worker is back', async () => {
    const task = await openTask(await startChain());
    await stack.stopWorker();
    const stored = await post('ops', `/tasks/${task.id}/complete`, { answers: {} });
    expect([stored.status, stored.body]).toEqual([202, { commandId: expect.any(String), status: `/api/v1/commands/${stored.body.commandId}` }]);
    expect((await get('ops', `/commands/${stored.body.commandId}`)).body.state).toBe('stored');
    await stack.startWorker();
    await until(async () => (await get('ops', `/commands/${stored.body.commandId}`)).body.state === 'accepted', 30_000);
    expect((await get('ops', `/tasks/${task.id}`)).body.state).toBe('done');
  }, 60_000);
});
