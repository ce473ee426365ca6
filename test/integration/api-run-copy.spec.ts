import { randomUUID } from 'node:crypto';
import path from 'node:path';
import request from 'supertest';
import { createActivities } from '#activities/index';
import type { RunResource } from '#contracts/api/run';
import type { RunEvent } from '#contracts/events';
import { poolOf } from '#persistence/data-source';
import { demoId, seedDemo } from '#persistence/seed/demo';
import { defaultOrgCalendar } from '#platform/calendars/org-calendar';
import { createLogger } from '#platform/logger';
import { loadPlaybooks } from '#platform/playbooks/load';
import { SessionsService } from '../../apps/api/src/auth/sessions.service.ts';
import { startTestApi, type TestApi } from '../support/api.ts';
import { runOf, story } from './support/story.ts';

let api: TestApi;
let token: string;
let version: number;
const original = runOf(demoId('manager'));

beforeAll(async () => {
  api = await startTestApi();
  const playbooks = await loadPlaybooks(path.resolve(import.meta.dirname, '../../playbooks'));
  await seedDemo(api.db, { calendar: defaultOrgCalendar(), playbooks });
  const chain = playbooks.find(({ slug }) => slug === 'task-chain')!;
  version = chain.version;
  const defaults = Object.fromEntries(Object.entries(chain.settings).map(([name, setting]) => [name, setting.default]));
  const run = { ...original, playbook: { slug: 'task-chain', version }, title: 'Weekly chain', severity: 2 as const, input: { people: { ops: demoId('ops') } }, settings: { ...defaults, 'step.due': { clock: 'PT2H' } } };
  await createActivities({ pool: poolOf(api.db), logger: createLogger('test', 'silent') }).recordEvents({ runId: run.id, events: [story(run.id).next('RunStarted', { run }) as RunEvent] });
  token = (await api.app.get(SessionsService).issueToken(api.db, demoId('manager'), 'password')).token;
}, 60_000);
afterAll(() => api.close());

const copy = (body: object, key = randomUUID(), id = original.id) => request(api.app.getHttpServer()).post(`/api/v1/runs/${id}/copy`).set('Authorization', `Bearer ${token}`).set('Idempotency-Key', key).send(body);
const read = async (id: string): Promise<RunResource> => (await request(api.app.getHttpServer()).get(`/api/v1/runs/${id}`).set('Authorization', `Bearer ${token}`).expect(200)).body as RunResource;

test('a copy starts with the same playbook, input, severity and chosen settings; a repeat is the same run', async () => {
  const key = randomUUID();
  const { id } = (await copy({}, key).expect(201)).body as { id: string };
  expect(((await copy({}, key).expect(201)).body as { id: string }).id).toBe(id);
  expect(await read(id)).toMatchObject({ state: 'starting', title: 'Weekly chain', playbook: { slug: 'task-chain', version }, severity: 2, input: { people: { ops: demoId('ops') } }, settings: { 'step.due': { clock: 'PT2H' } } });
  expect(id).not.toBe(original.id);
}, 30_000);

test('title and input can be others; what does not fit, a run that is not there and a version that is not published are refused', async () => {
  const { id } = (await copy({ title: 'Another', input: {}, version: 'same' }).expect(201)).body as { id: string };
  expect(await read(id)).toMatchObject({ title: 'Another', input: {}, settings: { 'step.due': { clock: 'PT24H' } } });
  expect(((await copy({ input: { people: { nobody: 'x' } } }).expect(422)).body as { errors: Array<{ path: string }> }).errors[0]!.path).toMatch(/^input\.people/);
  await copy({}, randomUUID(), randomUUID()).expect(404);
  await api.db.query(`UPDATE playbook SET status = 'retired' WHERE slug = 'task-chain'`);
  expect((await copy({ version: 'same' }).expect(422)).body).toMatchObject({ errors: [{ path: 'version' }] });
}, 30_000);
