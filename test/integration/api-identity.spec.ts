import { Secret, TOTP } from 'otpauth';
import request from 'supertest';
import { createDataSource } from '#persistence/data-source';
import { createLogger } from '#platform/logger';
import { createTemporalClient } from '#platform/temporal-client';
import { createApp } from '../../apps/api/src/create-app.ts';
import { addPerson, startTestApi, type TestApi, type TestPerson } from '../support/api.ts';
import { Browser, verbsAbout } from '../support/browser.ts';
import { codeSentTo, lettersTo } from '../support/letters.ts';

const NEW = 'an entirely new phrase';
const HOUR = 3_600_000;
let api: TestApi;
/** The clock of the API: tests move it, so that codes of later half-minutes need no waiting. */
let ahead = 0;
const now = () => Date.now() + ahead;
let names = 0;

beforeAll(async () => {
  api = await startTestApi({ now, env: { TRUST_PROXY: 'loopback', TOKEN_REQUESTS_PER_MINUTE: '5' } });
});
afterAll(() => api.close());

const join = async (role: 'admin' | 'manager' | 'member' | 'viewer' = 'member'): Promise<[TestPerson, Browser]> => {
  const person = await addPerson(api.db, role, `person-${(names += 1)}`);
  const browser = new Browser(api);
  expect((await browser.logIn(person.email)).status).toBe(200);
  return [person, browser];
};
const another = async (person: TestPerson): Promise<Browser> => {
  const browser = new Browser(api);
  expect((await browser.logIn(person.email)).status).toBe(200);
  return browser;
};
const works = async (browser: Browser) => (await browser.get('/auth/me')).status === 200;

describe('sessions', () => {
  it('are listed for their person only, and ended one by one or all but this one', async () => {
    const [person, here] = await join();
    const [there, elsewhere] = [await another(person), await another(person)];
    const { items } = (await here.get('/auth/sessions')).body as { items: Array<{ id: string; current: boolean }> };
    expect(items).toHaveLength(3);
    expect(items.filter(({ current }) => current)).toHaveLength(1);
    expect(JSON.stringify(items)).not.toMatch(/hash/);
    const foreign = items.find(({ current }) => !current)!;
    const [, stranger] = await join('admin');
    expect((await stranger.delete(`/auth/sessions/${foreign.id}`)).status).toBe(404);
    expect((await here.delete(`/auth/sessions/${foreign.id}`)).status).toBe(204);
    expect((await here.delete(`/auth/sessions/${foreign.id}`)).status).toBe(404);
    expect([await works(there), await works(elsewhere)].sort()).toEqual([false, true]);
    expect((await here.post('/auth/sessions/end-others')).body).toEqual({ ended: 1 });
    expect([await works(here), await works(there), await works(elsewhere), await works(stranger)]).toEqual([true, false, false, true]);
    expect(await verbsAbout(api, person.id)).toEqual(['login', 'login', 'login', 'session-revoked', 'sessions-revoked']);
  });

  it('that are ended end their open streams at once', async () => {
    const [person, browser] = await join();
    const base = await api.app.getUrl();
    const stream = await fetch(`${base}/api/v1/stream`, { headers: { cookie: browser.cookie! }, signal: AbortSignal.timeout(10_000) });
    const text = stream.text();
    const other = await another(person);
    expect((await other.post('/auth/sessions/end-others')).body).toEqual({ ended: 1 });
    expect(await text).toContain('event: end');
  });

  it('say in a log line how somebody came in, and never what was typed', async () => {
    const [person] = await join();
    await new Browser(api).logIn(person.email, { password: 'my secret guess' });
    await new Browser(api).logIn('my secret guess', { password: 'x' });
    const rows = JSON.stringify(await api.db.query('SELECT * FROM activity_log'));
    expect(rows).not.toContain('my secret guess');
    expect(rows).not.toContain(NEW);
    const [failed] = await api.db.query<unknown[]>(`SELECT actor, data FROM activity_log WHERE verb = 'login-failed' AND data->>'person' = $1`, [person.id]);
    expect(failed).toEqual({ actor: 'anonymous', data: { person: person.id, address: '127.0.0.1', reason: 'credentials' } });
  });
});

describe('passwords', () => {
  it('are changed with the old one, by the rules, and end every other log-in', async () => {
    const [person, here] = await join();
    const there = await another(person);
    const before = here.cookie;
    const change = (body: object) => here.post('/auth/password', body);
    expect((await change({ password: NEW })).body.errors[0].path).toBe('current');
    expect((await change({ current: 'wrong', password: NEW })).body).toMatchObject({ status: 422, rule: 'password-wrong' });
    for (const [password, rule] of [['short', 'password-short'], ['password1234', 'password-common'], ['qwertyuiop12', 'password-common'], [`it is ${person.email}`, 'password-personal']]) {
      expect((await change({ current: 'a long password', password })).body).toMatchObject({ rule, errors: [{ path: 'password' }] });
    }
    expect(await works(there)).toBe(true);
    expect((await change({ current: 'a long password', password: NEW })).status).toBe(204);
    expect(here.cookie).not.toBe(before);
    expect([await works(here), await works(there), await works(Object.assign(new Browser(api), { cookie: before }))]).toEqual([true, false, false]);
    expect((await new Browser(api).logIn(person.email)).status).toBe(401);
    expect((await new Browser(api).logIn(person.email, { password: NEW })).status).toBe(200);
    expect(await lettersTo(api, person.email)).toEqual(['password-changed']);
  });

  it('are reset by mail, with one answer for everybody, once, within the hour', async () => {
    const [person, here] = await join();
    const ask = (email: string) => new Browser(api).post('/auth/password/reset-request', { email });
    const [known, unknown] = [await ask(person.email.toUpperCase()), await ask('nobody@example.com')];
    expect([known.status, known.body, unknown.status, unknown.body]).toEqual([202, { asked: true }, 202, { asked: true }]);
    const first = await codeSentTo(api, person.email);
    await ask(person.email);
    const second = await codeSentTo(api, person.email);
    const reset = (token: string | null, password = NEW) => new Browser(api).post('/auth/password/reset', { token, password });
    expect((await reset(first)).body.rule).toBe('link-void');
    expect((await reset(second, 'password1234')).body.rule).toBe('password-common');
    ahead += HOUR + 1;
    expect((await reset(second)).body.rule).toBe('link-void');
    await ask(person.email);
    const third = await codeSentTo(api, person.email);
    const both = await Promise.all([reset(third), reset(third)]);
    expect(both.map(({ status }) => status).sort()).toEqual([204, 422]);
    expect(await works(here)).toBe(false);
    expect((await new Browser(api).logIn(person.email, { password: NEW })).status).toBe(200);
    const stored = JSON.stringify(await api.db.query('SELECT * FROM password_link, letter'));
    for (const code of [first, second, third]) expect(stored).not.toContain(code);
  });

  it('are not asked for more than three times an hour by mail, and nobody is told', async () => {
    const [person] = await join();
    for (let time = 0; time < 5; time += 1) expect((await new Browser(api, '198.51.100.1').post('/auth/password/reset-request', { email: person.email })).status).toBe(202);
    expect(await lettersTo(api, person.email)).toHaveLength(3);
    for (let time = 0; time < 15; time += 1) await new Browser(api, '198.51.100.1').post('/auth/password/reset-request', { email: `n${time}@example.com` });
    expect((await new Browser(api, '198.51.100.1').post('/auth/password/reset-request', { email: 'n@example.com' })).status).toBe(429);
  });

  it('take as long to refuse for unknown people as for known ones', async () => {
    const [person] = await join();
    const lasts = async (email: string): Promise<number> => {
      const times: number[] = [];
      for (let time = 0; time < 7; time += 1) {
        const start = performance.now();
        await new Browser(api, `203.0.113.${time}`).logIn(email, { password: 'wrong' });
        times.push(performance.now() - start);
      }
      return times.sort((a, b) => a - b)[3]!;
    };
    // The known person's hash is the test's cheap one, so unknown people must not be the quick ones.
    expect(await lasts('nobody-at-all@example.com')).toBeGreaterThan(0.6 * (await lasts(person.email)));
  });
});

describe('personal tokens', () => {
  const make = (browser: Browser, scopes: string[], more: object = {}) => browser.post('/auth/tokens', { name: 'script', scopes, ...more });
  const with_ = (bearer: string) => Object.assign(new Browser(api), { bearer });

  it('are shown once, stored as a hash, listed by their beginning', async () => {
    const [person, browser] = await join();
    const made = await browser.post('/auth/tokens', { name: 'script', scopes: ['read'], days: 30 }, 'token-1');
    expect(made.status).toBe(201);
    expect(made.body.token).toMatch(/^csp_[\w-]{43}$/);
    const again = await browser.post('/auth/tokens', { name: 'script', scopes: ['read'], days: 30 }, 'token-1');
    expect(again.body).toEqual({ ...made.body, token: null });
    const { items } = (await browser.get('/auth/tokens')).body;
    expect(items).toEqual([{ id: made.body.id, name: 'script', hint: made.body.token.slice(0, 10), scopes: ['read'], createdAt: expect.any(Number), expiresAt: expect.any(Number), usedAt: null }]);
    expect(items[0].expiresAt - items[0].createdAt).toBe(30 * 24 * HOUR);
    expect(JSON.stringify(await api.db.query('SELECT * FROM bearer_token'))).not.toContain(made.body.token);
    await with_(made.body.token).get('/auth/me');
    expect((await browser.get('/auth/tokens')).body.items[0].usedAt).toEqual(expect.any(Number));
    expect(await verbsAbout(api, person.id)).toEqual(['login', 'token-created']);
    for (const [body, path] of [[{ name: 'x', scopes: [] }, 'scopes'], [{ name: 'x', scopes: ['root'] }, 'scopes.0'], [{ name: 'x', scopes: ['read'], days: 400 }, 'days']] as const) expect((await browser.post('/auth/tokens', body)).body.errors[0].path).toBe(path);
  });

  it('may what their scopes name and their person may, and never touch the account', async () => {
    const [, viewer] = await join('viewer');
    const [, admin] = await join('admin');
    const [reads, all, viewers] = [(await make(admin, ['read'])).body.token, (await make(admin, ['read', 'work', 'manage', 'admin'])).body.token, (await make(viewer, ['read', 'work', 'manage', 'admin'])).body.token];
    expect((await with_(reads).get('/people')).status).toBe(200);
    expect((await with_(reads).get('/people/accounts')).status).toBe(200);
    expect((await with_(reads).post('/people', { email: 'a@example.com', name: 'a' })).body.rule).toBe('token-scope');
    expect((await with_(viewers).post('/people', { email: 'a@example.com', name: 'a' })).body.rule).toBe('no-permission');
    expect((await with_(all).post('/people', { email: 'made-by-token@example.com', name: 'a' })).status).toBe(201);
    expect((await with_(all).get('/auth/tokens')).body.rule).toBe('token-scope');
    expect((await with_(all).post('/auth/password', { password: NEW })).body.rule).toBe('token-scope');
    expect((await make(with_(all), ['read'])).body.rule).toBe('token-scope');
  });

  it('end when they are ended by their person, by themselves, or by time', async () => {
    const [, browser] = await join();
    const [, stranger] = await join('admin');
    const [one, two, three] = [(await make(browser, ['read'])).body, (await make(browser, ['read'])).body, (await make(browser, ['read'], { days: 1 })).body];
    expect((await stranger.delete(`/auth/tokens/${one.id}`)).status).toBe(404);
    expect((await browser.delete(`/auth/tokens/${one.id}`)).status).toBe(204);
    expect((await with_(two.token).post('/auth/logout')).status).toBe(204);
    expect([await works(with_(one.token)), await works(with_(two.token)), await works(with_(three.token))]).toEqual([false, false, true]);
    ahead += 24 * HOUR + 1;
    expect(await works(with_(three.token))).toBe(false);
  });

  it('are slowed down each by itself, and not as a cookie', async () => {
    const [, browser] = await join();
    const [one, two] = [(await make(browser, ['read'])).body.token, (await make(browser, ['read'])).body.token];
    for (let time = 0; time < 5; time += 1) expect(await works(with_(one))).toBe(true);
    const refused = await with_(one).get('/auth/me');
    expect([refused.status, refused.body.rule, Number(refused.headers['retry-after']) > 0]).toEqual([429, 'token-rate', true]);
    expect(await works(with_(two))).toBe(true);
    expect(await works(Object.assign(new Browser(api), { cookie: `sid=${two}` }))).toBe(false);
  });
});

describe('one-time codes', () => {
  const codes = (secret: string) => {
    const totp = new TOTP({ secret: Secret.fromBase32(secret) });
    return () => totp.generate({ timestamp: now() });
  };
  const nextStep = () => (ahead += 30_000);

  it('are set up with the password, asked for at log-in, good for once, and replaced by a recovery code', async () => {
    const [person, browser] = await join('admin');
    const other = await another(person);
    expect((await browser.post('/auth/totp', {})).body.errors[0].path).toBe('password');
    const { secret, uri } = (await browser.post('/auth/totp', { password: 'a long password' })).body;
    expect(uri).toMatch(/^otpauth:\/\/totp\/Callsheet:.*secret=/);
    expect(JSON.stringify(await api.db.query('SELECT * FROM totp'))).not.toContain(secret);
    const code = codes(secret);
    expect((await new Browser(api).logIn(person.email)).status).toBe(200);
    const cookie = browser.cookie;
    expect((await browser.post('/auth/totp/confirm', { code: '000000' })).body).toMatchObject({ rule: 'totp-wrong', errors: [{ path: 'code' }] });
    const { recoveryCodes } = (await browser.post('/auth/totp/confirm', { code: code() })).body as { recoveryCodes: string[] };
    expect(recoveryCodes).toHaveLength(10);
    expect([browser.cookie === cookie, await works(browser), await works(other)]).toEqual([false, true, false]);

    const logIn = (more: object = {}) => new Browser(api).logIn(person.email, more);
    expect((await logIn()).body).toMatchObject({ status: 401, rule: 'totp-required' });
    expect((await logIn({ password: 'wrong', code: code() })).body).toMatchObject({ status: 401, type: '/problems/credentials' });
    expect((await logIn({ code: code() })).body.rule).toBe('totp-wrong');
    nextStep();
    const used = code();
    expect((await logIn({ code: used })).body.person.secondFactor).toBe(true);
    expect((await logIn({ code: used })).body.rule).toBe('totp-wrong');
    nextStep();
    const fresh = code();
    const both = await Promise.all([logIn({ code: fresh }), logIn({ code: fresh })]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 401]);
    expect((await logIn({ code: recoveryCodes[0]!.toUpperCase() })).status).toBe(200);
    expect((await logIn({ code: recoveryCodes[0] })).status).toBe(401);
    expect(JSON.stringify(await api.db.query('SELECT * FROM recovery_code'))).not.toContain(recoveryCodes[1]);

    nextStep();
    expect((await browser.post('/auth/totp', { password: 'a long password' })).body.rule).toBe('totp-on');
    expect((await browser.post('/auth/totp/disable', { password: 'a long password', code: '000000' })).body.rule).toBe('totp-wrong');
    expect((await browser.post('/auth/totp/disable', { password: 'a long password', code: code() })).status).toBe(204);
    expect((await logIn()).status).toBe(200);
    expect(await verbsAbout(api, person.id)).toEqual(expect.arrayContaining(['totp-enrolled', 'totp-confirmed', 'recovery-code-used', 'totp-disabled']));
  });

  it('can be taken off somebody by an admin, which signs them out', async () => {
    const [, admin] = await join('admin');
    const [person, browser] = await join();
    const { secret } = (await browser.post('/auth/totp', { password: 'a long password' })).body;
    await browser.post('/auth/totp/confirm', { code: codes(secret)() });
    expect((await admin.get(`/people/${person.id}`)).body.secondFactor).toBe(true);
    expect((await admin.patch(`/people/${person.id}`, { secondFactor: false })).body.secondFactor).toBe(false);
    expect(await works(browser)).toBe(false);
    expect((await browser.logIn(person.email)).status).toBe(200);
  });
});

describe('the throttle', () => {
  it('is shared by all API processes', async () => {
    const db = await createDataSource(api.config.database.url);
    const second = await createApp({ config: api.config, dataSource: db, temporal: createTemporalClient(api.config.temporal), log: createLogger('test', 'silent') });
    await second.init();
    try {
      const servers = [api.app.getHttpServer(), second.getHttpServer()];
      const guess = (time: number) => request(servers[time % 2]!).post('/api/v1/auth/login').set('X-Forwarded-For', '192.0.2.44').send({ email: 'shared@example.com', password: 'x' });
      for (let time = 0; time < 10; time += 1) expect((await guess(time)).status).toBe(401);
      expect([(await guess(0)).status, (await guess(1)).status]).toEqual([429, 429]);
      expect(JSON.stringify(await db.query('SELECT * FROM rate_limit'))).not.toContain('shared@example.com');
    } finally {
      await second.close();
    }
  }, 20_000);

  it('holds per account against strangers from everywhere, and never against its person at home', async () => {
    const person = await addPerson(api.db, 'member', 'target');
    expect((await new Browser(api, '192.0.2.99').logIn(person.email)).status).toBe(200);
    const guess = (n: number) => new Browser(api, `2001:db8:${n.toString(16)}::1`).logIn(person.email, { password: 'guess' });
    for (let time = 0; time < 100; time += 10) await Promise.all(Array.from({ length: 10 }, (_, n) => guess(time + n)));
    expect((await guess(500)).status).toBe(429);
    expect((await new Browser(api, '2001:db8:1f4::77').logIn(person.email)).status).toBe(429);
    expect((await new Browser(api, '192.0.2.99').logIn(person.email)).status).toBe(200);
  }, 20_000);
});
