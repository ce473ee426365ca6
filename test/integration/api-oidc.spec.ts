import { jest } from '@jest/globals';
import request from 'supertest';
import { addPerson, startTestApi, type TestApi, type TestPerson } from '../support/api.ts';
import { Browser, verbsAbout } from '../support/browser.ts';
import { startProvider, type TestProvider } from '../support/oidc.ts';

const CALLBACK = 'http://localhost:3000/api/v1/auth/oidc/callback';
let provider: TestProvider;
let api: TestApi;
let admin: Browser;

beforeAll(async () => {
  // The provider reminds everybody that it runs with the settings of a trial.
  for (const method of ['info', 'warn'] as const) jest.spyOn(console, method).mockImplementation(() => undefined);
  provider = await startProvider({ id: 'callsheet', secret: 'the client secret', redirectUri: CALLBACK });
  api = await startTestApi({ env: { OIDC_ISSUER: provider.issuer, OIDC_CLIENT_ID: 'callsheet', OIDC_CLIENT_SECRET: 'the client secret', OIDC_LABEL: '公司账号', REQUIRE_ADMIN_TOTP: 'true' } });
  admin = new Browser(api);
}, 30_000);
afterAll(async () => {
  await api.close();
  await provider.close();
  jest.restoreAllMocks();
}, 30_000);

const http = () => request(api.app.getHttpServer());
const flowOf = (answer: request.Response): string => String([answer.headers['set-cookie']].flat().find((cookie) => String(cookie).startsWith('oidc='))).split(';')[0]!;
/** Sends the browser back to us as the provider asked, with its flow's cookie and perhaps a session's. */
const comeBack = (back: URL, cookies: string[], accept = 'application/json') => http().get(`${back.pathname}${back.search}`).set('Cookie', cookies.join('; ')).set('Accept', accept);
const begin = async (returnTo = '/') => {
  const answer = await http().get(`/api/v1/auth/oidc/start?returnTo=${encodeURIComponent(returnTo)}`).expect(302);
  return { url: answer.headers.location!, flow: flowOf(answer), answer };
};
const logIn = async (subject: string) => {
  const { url, flow } = await begin();
  return comeBack(await provider.visit(url, subject), [flow]);
};
const sessionOf = (answer: request.Response): Browser => Object.assign(new Browser(api), { cookie: String([answer.headers['set-cookie']].flat().find((cookie) => /^sid=[^;]/.test(String(cookie)))).split(';')[0]! });
const knows = (subject: string, email: string, email_verified = true) => provider.accounts.set(subject, { email, email_verified });
const signedIn = async (name: string): Promise<[TestPerson, Browser]> => {
  const person = await addPerson(api.db, 'member', name);
  const browser = new Browser(api);
  await browser.logIn(person.email);
  return [person, browser];
};
const linkTo = async (browser: Browser, subject: string) => {
  const answer = await browser.post('/auth/oidc/link', { returnTo: '/account' });
  return comeBack(await provider.visit(answer.body.url, subject), [flowOf(answer), browser.cookie!]);
};

it('is offered with its label, and asks the provider with PKCE, state and nonce for exactly our address', async () => {
  expect((await http().get('/api/v1/auth/methods').expect(200)).body).toEqual({ password: true, oidc: { label: '公司账号', start: '/api/v1/auth/oidc/start' } });
  const { url, answer } = await begin();
  const asked = new URL(url).searchParams;
  expect(Object.fromEntries(asked)).toMatchObject({ response_type: 'code', code_challenge_method: 'S256', redirect_uri: CALLBACK, client_id: 'callsheet' });
  for (const name of ['state', 'nonce', 'code_challenge']) expect(asked.get(name)!.length).toBeGreaterThan(20);
  expect(String(answer.headers['set-cookie'])).toMatch(/^oidc=[^;]+; Max-Age=600;.*HttpOnly; SameSite=Lax/);
  expect(String(answer.headers['set-cookie'])).not.toContain(asked.get('state')!);
  for (const returnTo of ['https://evil.example', '//evil.example', '/\\evil.example', 'javascript:alert(1)']) await http().get(`/api/v1/auth/oidc/start?returnTo=${encodeURIComponent(returnTo)}`).expect(400);
});

it('lets in whoever is linked, by issuer and subject, whatever address the provider tells', async () => {
  const [person, browser] = await signedIn('linked');
  knows('sub-linked', 'somebody-else@example.org', false);
  const before = browser.cookie!;
  const linked = await linkTo(browser, 'sub-linked');
  expect([linked.status, linked.headers.location]).toEqual([302, 'http://localhost:3000/account']);
  const rotated = sessionOf(linked);
  expect((await rotated.get('/auth/me')).body.id).toBe(person.id);
  expect((await Object.assign(new Browser(api), { cookie: before }).get('/auth/me')).status).toBe(401);

  const arrived = await logIn('sub-linked');
  expect(arrived.headers.location).toBe('http://localhost:3000/');
  const session = sessionOf(arrived);
  expect((await session.get('/auth/me')).body.id).toBe(person.id);
  expect((await session.get('/auth/sessions')).body.items.find((item: { current: boolean }) => item.current).method).toBe('oidc');
  expect((await session.get('/auth/identities')).body.items).toEqual([expect.objectContaining({ issuer: provider.issuer, email: 'somebody-else@example.org' })]);
  expect(await verbsAbout(api, person.id)).toEqual(['login', 'oidc-linked', 'login']);
});

it('lets nobody in who is neither linked nor invited, not even by the address of an account', async () => {
  const victim = await addPerson(api.db, 'admin', 'victim');
  knows('sub-thief', victim.email, true);
  expect((await logIn('sub-thief')).body).toMatchObject({ status: 403, rule: 'oidc-unknown' });
  knows('sub-nobody', 'nobody@example.org');
  const refused = await logIn('sub-nobody');
  expect(refused.body.rule).toBe('oidc-unknown');
  expect(String(refused.headers['set-cookie'])).not.toContain('sid=');
  const { url, flow } = await begin();
  const page = await comeBack(await provider.visit(url, 'sub-nobody'), [flow], 'text/html,application/xhtml+xml');
  expect([page.status, page.headers.location]).toEqual([302, 'http://localhost:3000/?problem=oidc-unknown']);
});

it('makes the account of an invitation for its verified address, once, and for no other', async () => {
  const boss = await addPerson(api.db, 'manager', 'boss');
  await admin.logIn(boss.email);
  expect((await admin.post('/invitations', { email: 'guest@example.org', name: '来宾' })).status).toBe(201);
  knows('sub-unverified', 'guest@example.org', false);
  expect((await logIn('sub-unverified')).body.rule).toBe('oidc-unknown');
  knows('sub-guest', 'Guest@Example.org');
  const guest = sessionOf(await logIn('sub-guest'));
  const { body } = await guest.get('/auth/me');
  expect(body).toMatchObject({ email: 'guest@example.org', name: '来宾', role: 'member', hasPassword: false });
  expect((await new Browser(api).logIn('guest@example.org')).status).toBe(401);
  expect((await sessionOf(await logIn('sub-guest')).get('/auth/me')).body.id).toBe(body.id);
  knows('sub-second', 'guest@example.org');
  expect((await logIn('sub-second')).body.rule).toBe('oidc-unknown');

  const [identity] = (await guest.get('/auth/identities')).body.items;
  expect((await guest.delete(`/auth/identities/${identity.id}`)).body.rule).toBe('last-log-in');
  expect((await guest.post('/auth/password', { password: 'an entirely new phrase' })).status).toBe(204);
  const [, stranger] = await signedIn('stranger');
  expect((await stranger.delete(`/auth/identities/${identity.id}`)).status).toBe(404);
  expect((await guest.delete(`/auth/identities/${identity.id}`)).status).toBe(204);
  expect((await logIn('sub-guest')).body.rule).toBe('oidc-unknown');
});

it('holds each answer against the browser it was begun in: state, flow, code and person', async () => {
  const [person, browser] = await signedIn('careful');
  knows('sub-careful', 'careful@example.org');
  const linked = sessionOf(await linkTo(browser, 'sub-careful'));
  const one = await begin();
  const other = await begin();
  const back = await provider.visit(one.url, 'sub-careful');
  expect((await comeBack(back, [])).body.rule).toBe('oidc-state');
  expect((await comeBack(back, ['oidc=nonsense'])).body.rule).toBe('oidc-state');
  expect((await comeBack(back, [other.flow])).body.rule).toBe('oidc-refused');
  const altered = new URL(back);
  altered.searchParams.set('state', 'x'.repeat(43));
  expect((await comeBack(altered, [one.flow])).body.rule).toBe('oidc-refused');
  expect((await comeBack(back, [one.flow])).status).toBe(302);
  expect((await comeBack(back, [one.flow])).body.rule).toBe('oidc-refused');
  const denied = new URL(`${CALLBACK}?error=access_denied&state=${new URL(other.url).searchParams.get('state')}&iss=${encodeURIComponent(provider.issuer)}`);
  expect((await comeBack(denied, [other.flow])).body.rule).toBe('oidc-refused');

  const begun = await linked.post('/auth/oidc/link');
  knows('sub-foreign', 'foreign@example.org');
  const [, thief] = await signedIn('thief');
  expect((await comeBack(await provider.visit(begun.body.url, 'sub-foreign'), [flowOf(begun), thief.cookie!])).body.rule).toBe('oidc-state');
  expect((await linkTo(thief, 'sub-careful')).body.rule).toBe('oidc-taken');
  await api.db.query('UPDATE person SET disabled_at = 1 WHERE id = $1', [person.id]);
  expect((await logIn('sub-careful')).status).toBe(401);
});

it('counts as it is where admins must have a second factor; a password alone does not', async () => {
  const chief = await addPerson(api.db, 'admin', 'chief');
  const browser = new Browser(api);
  await browser.logIn(chief.email);
  expect((await browser.get('/people/accounts')).body.rule).toBe('totp-enrolment');
  expect((await browser.get('/auth/me')).status).toBe(200);
  expect((await browser.post('/auth/totp', { password: 'a long password' })).status).toBe(200);
  const bearer = (await new Browser(api).logIn(chief.email, { token: true })).body.token as string;
  expect((await Object.assign(new Browser(api), { bearer }).get('/people/accounts')).body.rule).toBe('totp-enrolment');
  await api.db.query(`INSERT INTO external_identity (id, issuer, subject, person_id, linked_at) VALUES (gen_random_uuid(), $1, 'sub-chief', $2, 1)`, [provider.issuer, chief.id]);
  knows('sub-chief', 'chief@example.org');
  expect((await sessionOf(await logIn('sub-chief')).get('/people/accounts')).status).toBe(200);
});

it('says so when the provider is away, and tries again', async () => {
  const away = await startProvider({ id: 'callsheet', secret: 's', redirectUri: CALLBACK });
  await away.close();
  const other = await startTestApi({ env: { OIDC_ISSUER: away.issuer, OIDC_CLIENT_ID: 'callsheet', OIDC_CLIENT_SECRET: 's' } });
  try {
    for (let time = 0; time < 2; time += 1) expect((await request(other.app.getHttpServer()).get('/api/v1/auth/oidc/start').expect(503)).body.rule).toBe('oidc-unreachable');
  } finally {
    await other.close();
  }
}, 20_000);
