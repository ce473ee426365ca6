import { randomUUID } from 'node:crypto';
import path from 'node:path';
import request from 'supertest';
import { stringify } from 'yaml';
import type { Playbook } from '#contracts/playbook';
import { importPlaybooks } from '#persistence/playbooks/import';
import { DEMO_DOMAIN, DEMO_PASSWORD } from '#persistence/seed/demo-people';
import { seedDemo } from '#persistence/seed/demo';
import { defaultOrgCalendar } from '#platform/calendars/org-calendar';
import { loadPlaybooks } from '#platform/playbooks/load';
import { startTestApi, type TestApi } from '../support/api.ts';

const V1 = '/api/v1';
const shipped = await loadPlaybooks(path.resolve(import.meta.dirname, '../../playbooks'));
const chain = shipped.find(({ slug }) => slug === 'task-chain') as Playbook;
let api: TestApi;
const tokens: Record<string, string> = {};
beforeAll(async () => {
  api = await startTestApi();
  await seedDemo(api.db, { calendar: defaultOrgCalendar(), playbooks: shipped });
  for (const who of ['admin', 'manager', 'ops']) {
    tokens[who] = (await request(api.app.getHttpServer()).post(`${V1}/auth/login`).send({ email: `${who}@${DEMO_DOMAIN}`, password: DEMO_PASSWORD, token: true })).body.token as string;
  }
}, 60_000);
afterAll(() => api.close());

const call = (who: string, method: 'get' | 'post' | 'put' | 'delete', address: string, key: string = randomUUID()) => request(api.app.getHttpServer())[method](`${V1}${address}`).set('Authorization', `Bearer ${tokens[who]}`).set('Idempotency-Key', key);
const get = (who: string, address: string) => call(who, 'get', address);
const post = (who: string, address: string, body: object, key?: string) => call(who, 'post', address, key).send(body);
const versions = async (slug = 'task-chain') => ((await get('manager', `/playbooks/${slug}/versions`)).body.versions as Array<{ version: number; status: string; origin: string }>).map(({ version, status, origin }) => `${version} ${status} ${origin}`);
const imported = (playbooks: Playbook[]) => api.db.transaction((tx) => importPlaybooks(tx, playbooks, Date.now()));

describe('drafts and versions', () => {
  it('a draft is kept however wrong, published only when sound, and then never changes', async () => {
    const key = randomUUID();
    const begun = await post('manager', '/playbooks/task-chain/drafts', { from: 1 }, key);
    expect([begun.status, begun.body]).toEqual([201, expect.objectContaining({ baseVersion: 1, version: 1, problems: [], playbook: expect.objectContaining({ slug: 'task-chain' }) })]);
    expect((await post('manager', '/playbooks/task-chain/drafts', { from: 1 }, key)).body.id).toBe(begun.body.id);
    const at = `/playbooks/task-chain/drafts/${begun.body.id}`;
    const wrong = { ...chain, tasks: { ...chain.tasks, 'step-1': { ...chain.tasks['step-1'], form: 'none' } } };
    const kept = await call('manager', 'put', at).send({ playbook: wrong, version: 1 });
    expect([kept.status, kept.body.version, kept.body.problems]).toEqual([200, 2, [{ path: 'tasks.step-1.form', message: 'there is no form "none"' }]]);
    expect((await post('admin', `${at}/publish`, { version: 1 })).status).toBe(409);
    const refused = await post('admin', `${at}/publish`, { version: 2 });
    expect([refused.status, refused.body.errors.map(({ path: field }: { path: string }) => field)]).toEqual([422, ['playbook.tasks.step-1.form']]);
    const sound = { ...chain, title: { en: 'Five tasks', 'zh-CN': '五个任务' } };
    expect((await call('manager', 'put', at).send({ text: stringify(sound), version: 2 })).body).toMatchObject({ version: 3, problems: [] });
    expect((await post('manager', `${at}/publish`, { version: 3 })).status).toBe(403);
    const publishing = randomUUID();
    const published = await post('admin', `${at}/publish`, { version: 3, note: 'shorter name' }, publishing);
    expect([published.status, published.body]).toEqual([201, { slug: 'task-chain', version: 2 }]);
    expect((await post('admin', `${at}/publish`, { version: 3, note: 'shorter name' }, publishing)).body).toEqual({ slug: 'task-chain', version: 2 });
    expect(await versions()).toEqual(['2 published edited', '1 published release']);
    expect((await get('ops', '/playbooks/task-chain')).body).toMatchObject({ version: 2, title: { en: 'Five tasks' } });
    await expect(api.db.query(`UPDATE playbook SET data = '{}'`)).rejects.toThrow(/permission denied/);
    await expect(api.db.query(`DELETE FROM playbook`)).rejects.toThrow(/permission denied/);
  });

  it('a retired version starts no run any more', async () => {
    expect((await post('admin', '/playbooks/task-chain/retire', { version: 2, reason: 'the old name was better' })).status).toBe(200);
    expect((await get('ops', '/playbooks/task-chain')).body.version).toBe(1);
    expect((await get('ops', '/playbooks/task-chain?version=2')).body.status).toBe('retired');
    expect((await post('admin', '/playbooks/task-chain/retire', { version: 2, reason: 'x' })).body).toMatchObject({ status: 409, rule: 'already-retired' });
    expect((await post('admin', '/playbooks/task-chain/retire', { version: 7, reason: 'x' })).status).toBe(404);
    const run = await post('manager', '/runs', { playbook: 'task-chain', title: 'A chain', input: {} });
    const [row] = await api.db.query(`SELECT input->'definition'->>'version' AS version FROM run_start WHERE run_id = $1`, [run.body.id]);
    expect(row.version).toBe('1');
  });

  it('says what changes, as JSON and as a page', async () => {
    const { body, headers } = await get('ops', '/playbooks/task-chain/diff?from=1&to=2');
    expect(body.changes).toEqual([expect.objectContaining({ group: 'texts', kind: 'changed', before: chain.title, after: { en: 'Five tasks', 'zh-CN': '五个任务' } })]);
    expect(headers.vary).toMatch(/Accept/);
    const page = await get('ops', '/playbooks/task-chain/diff?from=1&to=2').set('Accept', 'text/html').set('Accept-Language', 'zh-CN');
    expect([page.status, page.headers['content-type'], page.headers['content-security-policy']]).toEqual([200, expect.stringContaining('text/html'), expect.stringMatching(/default-src 'none'; style-src 'sha256-/)]);
    expect(page.text).toMatch(/<html lang="zh-CN">.*变更前.*五个任务/s);
    expect((await get('ops', '/playbooks/task-chain/diff?from=1&to=99')).status).toBe(404);
    expect((await get('ops', '/playbooks/task-chain/diff?from=1')).body.errors[0].path).toBe('to');
  });

  it.each<[body: object, status: number, field: string]>([
    [{}, 400, 'playbook'],
    [{ from: 1, text: 'x' }, 400, 'playbook'],
    [{ from: 99 }, 404, ''],
    [{ text: 'slug: [' }, 422, 'text'],
    [{ text: 'just words' }, 422, 'text'],
    [{ playbook: { big: 'x'.repeat(600_000) } }, 413, ''],
  ])('a draft of %j is refused', async (body, status, field) => {
    const before = await api.db.query('SELECT count(*) FROM playbook_draft');
    const answer = await post('manager', '/playbooks/task-chain/drafts', body);
    expect([answer.status, answer.body.errors?.[0]?.path ?? '']).toEqual([status, field]);
    expect(await api.db.query('SELECT count(*) FROM playbook_draft')).toEqual(before);
  });

  it('may begin a playbook that is not there yet', async () => {
    const begun = await post('manager', '/playbooks/my-chain/drafts', { playbook: { ...chain, slug: 'my-chain' } });
    expect(begun.body.problems).toEqual([]);
    expect((await post('admin', `/playbooks/my-chain/drafts/${begun.body.id}/publish`, { version: 1 })).body).toEqual({ slug: 'my-chain', version: 1 });
    expect((await call('manager', 'delete', `/playbooks/my-chain/drafts/${begun.body.id}`)).status).toBe(404);
  });
});

it('lists what can be started, or all there is, with its versions, drafts and live runs', async () => {
  await post('manager', '/playbooks/only-a-draft/drafts', { playbook: { title: 5 } });
  const listed = async (query: string) => ((await get('ops', `/playbooks${query}`)).body.items as Array<{ slug: string; status: string; version: number; versions: number; drafts: number }>).map(({ slug, status, version, versions: count, drafts }) => `${slug} ${status} ${version}: ${count}, ${drafts}`);
  expect(await listed('')).toEqual(['ad-hoc published 1: 1, 0', 'collaboration-loop published 1: 1, 0', 'my-chain published 1: 1, 0', 'task-chain published 1: 2, 0']);
  expect(await listed('?all=true')).toEqual(['ad-hoc published 1: 1, 0', 'collaboration-loop published 1: 1, 0', 'my-chain published 1: 1, 0', 'only-a-draft draft 0: 0, 1', 'task-chain published 1: 2, 0']);
  const [draft] = (await get('ops', '/playbooks?all=true&limit=1&after=' + encodeURIComponent((await get('ops', '/playbooks?all=true&limit=3')).body.next as string))).body.items;
  expect(draft).toMatchObject({ slug: 'only-a-draft', title: { en: 'only-a-draft' }, liveRuns: 0 });
  expect((await get('ops', '/playbooks?all=perhaps')).status).toBe(400);
});

describe('what a release ships', () => {
  const changed = (slug: string, en: string): Playbook => ({ ...(shipped.find((playbook) => playbook.slug === slug) as Playbook), title: { en, 'zh-CN': en } });

  it('becomes the next version when its content changed, once', async () => {
    await imported(shipped);
    expect(await versions('collaboration-loop')).toEqual(['1 published release']);
    await Promise.all([imported([changed('collaboration-loop', 'Loop 2')]), imported([changed('collaboration-loop', 'Loop 2')])]);
    expect(await versions('collaboration-loop')).toEqual(['2 published release', '1 published release']);
    await imported(shipped);
    expect(await versions('collaboration-loop')).toEqual(['2 published release', '1 published release']);
  });

  it('never goes over somebody’s own version: it is a draft beside it, once', async () => {
    await imported([changed('task-chain', 'Chain 3')]);
    await imported([changed('task-chain', 'Chain 3')]);
    expect(await versions()).toEqual(['2 retired edited', '1 published release']);
    const { drafts } = (await get('manager', '/playbooks/task-chain/versions')).body as { drafts: Array<{ id: string; origin: string; baseVersion: number }> };
    expect(drafts).toEqual([expect.objectContaining({ origin: 'release', baseVersion: 2 })]);
    const { body } = await get('manager', `/playbooks/task-chain/diff?from=1&to=${drafts[0]!.id}`);
    expect(body.changes.map(({ after }: { after: { en: string } }) => after.en)).toEqual(['Chain 3']);
    expect((await call('manager', 'delete', `/playbooks/task-chain/drafts/${drafts[0]!.id}`)).status).toBe(204);
    await imported([changed('task-chain', 'Chain 3')]);
    expect((await get('manager', '/playbooks/task-chain/versions')).body.drafts).toEqual([]);
  });
});
