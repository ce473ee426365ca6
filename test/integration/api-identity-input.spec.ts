import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { addPerson, startTestApi, type TestApi, type TestPerson } from '../support/api.ts';
import { Browser } from '../support/browser.ts';
import { IDENTITY_ROUTES, postRoutes, textFields, withValue, wrongTypes, type PostRoute } from '../e2e/support/bad-bodies.ts';

/** The routes of people and accounts against what clients get wrong; `test/e2e/bad-input.spec.ts` does the same for the work. */
const HOSTILE = '=HYPERLINK("https://evil.test","click") <img src=x onerror=alert(1)>';
let api: TestApi;
let admin: TestPerson;
let browser: Browser;
let routes: Array<PostRoute & { schema: NonNullable<PostRoute['schema']> }>;

beforeAll(async () => {
  api = await startTestApi();
  admin = await addPerson(api.db, 'admin', 'chief');
  browser = new Browser(api);
  await browser.logIn(admin.email);
  const document: unknown = (await browser.get('/openapi.json')).body;
  routes = postRoutes(document)
    .map(({ path, schema }) => ({ path: path.replace('/api/v1', ''), schema }))
    .filter((route): route is (typeof routes)[number] => IDENTITY_ROUTES.test(route.path) && route.schema !== null);
});
afterAll(() => api.close());

const VALID: Record<string, object> = {
  '/auth/password': { current: 'a long password', password: 'short' },
  '/auth/password/reset': { token: 'x'.repeat(43), password: 'an entirely new phrase' },
  '/auth/password/reset-request': { email: 'nobody@example.com' },
  '/auth/tokens': { name: 'A script', scopes: ['read'], days: 1 },
  '/auth/totp': { password: 'wrong' }, '/auth/totp/confirm': { code: '000000' }, '/auth/totp/disable': { password: 'wrong', code: '000000' },
  '/auth/oidc/link': { returnTo: '/' },
  '/people': { email: 'someone@example.com', name: 'Someone', platformRole: 'member', locale: 'en', timeZone: 'UTC' },
  '/people/{id}/roles': { role: 'director', fromAt: null, untilAt: null },
  '/people/{id}/roles/{roleId}/end': { untilAt: Date.now() },
  '/teams': { key: 'a-team', name: 'A team', leadId: null },
  '/invitations': { email: 'guest@example.com', name: 'Guest', platformRole: 'member', locale: 'en', timeZone: 'UTC' },
  '/invitations/accept': { token: 'x'.repeat(43), password: 'an entirely new phrase', name: 'Guest' },
};
const valid = (path: string): object => VALID[path] ?? {};
const addressed = (path: string, id: string = admin.id) => path.replace(/\{\w+\}/g, id);
const tables = ['person', 'person_role', 'team', 'team_member', 'invitation', 'session', 'bearer_token', 'password_link', 'totp', 'letter'];
const stored = async () => JSON.stringify(await Promise.all(tables.map((table) => api.db.query(`SELECT count(*)::int, md5(string_agg(t::text, ',' ORDER BY t::text)) FROM ${table} t`))));
const raw = (path: string, body: string) => request(api.app.getHttpServer()).post(`/api/v1${addressed(path)}`).set('Sec-Fetch-Site', 'same-origin').set('Content-Type', 'application/json').set('Idempotency-Key', randomUUID()).set('Cookie', browser.cookie!).send(body);
/** So many tries from one address meet the throttles, which are not the matter here. */
const calm = () => api.db.query('DELETE FROM rate_limit');

it('knows every route that it is about', () => {
  expect(routes.map(({ path }) => path).filter((path) => !(path in VALID) && Object.keys(routes.find((route) => route.path === path)!.schema.properties ?? {}).length > 0)).toEqual([]);
  expect(routes.length).toBeGreaterThan(14);
});

it('refuses what is no JSON, no object, of a wrong type or has a field too many, by the name of the field, and stores nothing', async () => {
  const before = await stored();
  for (const { path, schema } of routes) {
    await calm();
    expect([path, (await raw(path, '{"name": ')).status]).toEqual([path, 400]);
    for (const body of ['[]', '"text"', '7']) expect([path, body, (await raw(path, body)).status]).toEqual([path, body, 400]);
    for (const { field, body } of wrongTypes(schema, valid(path))) {
      const answer = await browser.post(addressed(path), body as object);
      expect([path, field, answer.status, (answer.body.errors as Array<{ path: string }> | undefined)?.map((error) => error.path)]).toEqual([path, field, 400, expect.arrayContaining([field])]);
    }
  }
  expect(await stored()).toEqual(before);
});

it('refuses ids that are none, or that nobody knows', async () => {
  const before = await stored();
  for (const { path } of routes.filter((route) => route.path.includes('{'))) {
    expect([path, (await browser.post(addressed(path, 'none'), valid(path))).body.errors[0].path]).toEqual([path, expect.stringMatching(/^(id|roleId)$/)]);
    expect([path, (await browser.post(addressed(path, randomUUID()), valid(path))).status]).toEqual([path, 404]);
  }
  for (const path of ['/people/none', '/teams/none', '/invitations/none', '/auth/sessions/none', '/auth/tokens/none']) {
    const answer = path.startsWith('/people') || path.startsWith('/teams') ? await browser.patch(path, {}) : await browser.delete(path);
    expect([path, answer.status]).toEqual([path, 400]);
  }
  expect(await stored()).toEqual(before);
});

it('keeps HTML and formulas in names as plain data, and refuses line breaks there', async () => {
  for (const path of ['/people', '/teams', '/invitations', '/auth/tokens']) {
    await calm();
    const schema = routes.find((route) => route.path === path)!.schema;
    const fields = textFields(schema, valid(path)).filter(([field]) => field === 'name');
    expect([path, fields]).toEqual([path, [['name']]]);
    const answer = await browser.post(path, withValue(valid(path), fields[0]!, HOSTILE) as object);
    expect([path, answer.status, answer.body.name]).toEqual([path, 201, HOSTILE]);
    const broken = await browser.post(path, withValue(valid(path), fields[0]!, 'a\r\nBcc: eve@example.com') as object);
    expect([path, broken.status, broken.body.errors[0].path]).toEqual([path, 400, 'name']);
  }
});
