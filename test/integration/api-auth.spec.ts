import request from 'supertest';
import { addPerson, startTestApi, type TestApi, type TestPerson } from '../support/api.ts';

const PASSWORD = 'a long password';
let api: TestApi;
let member: TestPerson;
const http = () => request(api.app.getHttpServer());
const logIn = (person: TestPerson, extra: object = {}) => http().post('/api/v1/auth/login').send({ email: person.email, password: PASSWORD, ...extra });
/** What a browser sends back of a Set-Cookie header. */
const cookieOf = (answer: request.Response): string => String(answer.headers['set-cookie']?.[0]).split(';')[0]!;

beforeAll(async () => {
  api = await startTestApi();
  member = await addPerson(api.db, 'member', 'lin');
});
afterAll(() => api.close());

describe('log-in', () => {
  it('sets an HttpOnly cookie and keeps only its hash', async () => {
    const answer = await logIn(member).expect(200);
    expect(answer.headers['set-cookie']?.[0]).toMatch(/^sid=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
    expect(answer.body).toEqual({ person: expect.objectContaining({ email: member.email, role: 'member', roles: [], teams: [] }) });
    const stored = JSON.stringify(await api.db.query('SELECT * FROM session'));
    expect(stored).not.toContain(cookieOf(answer).slice(4));
  });

  it('answers a separate bearer token on request', async () => {
    const answer = await logIn(member, { token: true }).expect(200);
    expect(answer.body.token).toMatch(/^cst_/);
    expect(answer.body.token).not.toContain(cookieOf(answer).slice(4));
    await http().get('/api/v1/auth/me').set('Authorization', `Bearer ${answer.body.token}`).expect(200);
    await http().get('/api/v1/auth/me').set('Cookie', `sid=${answer.body.token}`).expect(401);
    await http().get('/api/v1/auth/me').set('Authorization', `Bearer ${cookieOf(answer).slice(4)}`).expect(401);
  });

  it('rotates: the session a browser came with ends', async () => {
    const first = cookieOf(await logIn(member));
    await logIn(member).set('Cookie', first).expect(200);
    await http().get('/api/v1/auth/me').set('Cookie', first).expect(401);
  });

  it('answers the same for an unknown person and a wrong password', async () => {
    const unknown = await http().post('/api/v1/auth/login').send({ email: 'nobody@example.com', password: 'x' }).expect(401);
    const wrong = await http().post('/api/v1/auth/login').send({ email: member.email, password: 'x' }).expect(401);
    expect({ ...unknown.body, instance: '' }).toEqual({ ...wrong.body, instance: '' });
  });

  it('slows guessing down with 429 and Retry-After', async () => {
    const guess = () => http().post('/api/v1/auth/login').send({ email: 'victim@example.com', password: 'x' });
    for (let attempt = 0; attempt < 10; attempt += 1) await guess().expect(401);
    const refused = await guess().expect(429);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    await logIn(member).expect(200);
  });

  it('names the fields that are wrong, in the reader’s language', async () => {
    const answer = await http().post('/api/v1/auth/login').set('Accept-Language', 'zh-CN,zh;q=0.9').send({ email: 5, role: 'admin' }).expect(400).expect('Content-Type', /application\/problem\+json/);
    expect(answer.body.errors.map((error: { path: string }) => error.path)).toEqual(['email', 'password', 'role']);
    expect(answer.body.errors[0].message).toMatch(/[一-龥]/);
  });
});

describe('requests that change something', () => {
  it('by cookie need our own page and JSON', async () => {
    const cookie = cookieOf(await logIn(member));
    const logOut = () => http().post('/api/v1/auth/logout').set('Cookie', cookie);
    await logOut().set('Content-Type', 'application/json').expect(403);
    await logOut().set('Sec-Fetch-Site', 'cross-site').set('Origin', 'http://localhost:3000').set('Content-Type', 'application/json').expect(403);
    await logOut().set('Origin', 'https://evil.example').set('Content-Type', 'application/json').expect(403);
    await logOut().set('Sec-Fetch-Site', 'same-origin').expect(415);
    await logOut().set('Sec-Fetch-Site', 'same-origin').type('form').send('a=1').expect(415);
    await logOut().set('Sec-Fetch-Site', 'same-origin').set('Content-Type', 'application/json').expect(204);
    await http().get('/api/v1/auth/me').set('Cookie', cookie).expect(401);
  });

  it('by bearer token need neither', async () => {
    const { body } = await logIn(member, { token: true });
    await http().post('/api/v1/auth/logout').set('Authorization', `Bearer ${body.token}`).expect(204);
    await http().get('/api/v1/auth/me').set('Authorization', `Bearer ${body.token}`).expect(401);
  });

  it('need an Idempotency-Key where they act', async () => {
    const { body } = await logIn(member, { token: true });
    const read = (id: string) => http().post(`/api/v1/notices/${id}/read`).set('Authorization', `Bearer ${body.token}`);
    const id = '0b6f8a4e-5d2c-4c1e-9a77-3f1d2b6c8e90';
    expect((await read(id).expect(400)).body.errors).toEqual([{ path: 'Idempotency-Key', message: 'is required' }]);
    await read(id).set('Idempotency-Key', 'a b').expect(400);
    await read(id).set('Idempotency-Key', 'k1').expect(404);
    expect((await read('nonsense').set('Idempotency-Key', 'k1').expect(400)).body.errors[0].path).toBe('id');
  });
});

describe('bad input', () => {
  it('is a problem, never a stack trace', async () => {
    const malformed = await http().post('/api/v1/auth/login').set('Content-Type', 'application/json').send('{"email":').expect(400);
    expect(malformed.body).toMatchObject({ type: '/problems/bad-request', status: 400, rule: 'malformed-json' });
    await http().post('/api/v1/auth/login').send({ email: 'a'.repeat(1_100_000) }).expect(413).expect('Content-Type', /problem/);
    await http().get('/api/v1/nowhere').expect(404).expect('Content-Type', /problem/);
    const { body } = await logIn(member, { token: true });
    const people = (query: string) => http().get(`/api/v1/people?${query}`).set('Authorization', `Bearer ${body.token}`);
    for (const query of ['limit=0', 'limit=201', 'limit=x', 'after=%00', 'after=W10']) {
      const answer = await people(query);
      expect([query, answer.status]).toEqual([query, 400]);
      expect(JSON.stringify(answer.body)).not.toMatch(/node_modules|at .*\.ts/);
    }
    expect((await people('limit=1').expect(200)).body.items).toHaveLength(1);
  });
});

describe('surroundings', () => {
  it('sends strict headers', async () => {
    const answer = await http().get('/api/v1/health/live').expect(200, { status: 'ok' });
    expect(answer.headers['content-security-policy']).toContain("default-src 'self'");
    expect(answer.headers).not.toHaveProperty('x-powered-by');
  });

  it('is not ready while Temporal is away, and says so', async () => {
    const answer = await http().get('/api/v1/health/ready').expect(503);
    expect(answer.body.errors).toEqual([{ path: 'temporal', message: 'does not answer' }]);
  });
});

describe('behind https, in production', () => {
  it('makes the cookie Secure with __Host- and refuses demo accounts', async () => {
    const production = await startTestApi({ env: { NODE_ENV: 'production', SECRET_KEY: 'a key of more than thirty-two characters', PUBLIC_URL: 'https://callsheet.example.com' } });
    try {
      const person = await addPerson(production.db, 'admin', 'chief');
      await production.db.query(`INSERT INTO person SELECT gen_random_uuid(), 'admin@callsheet.test', 'demo', 'en', 'UTC', 'admin', password_hash FROM person`);
      const server = production.app.getHttpServer();
      const answer = await request(server).post('/api/v1/auth/login').send({ email: person.email, password: PASSWORD }).expect(200);
      expect(answer.headers['set-cookie']?.[0]).toMatch(/^__Host-sid=.*; Secure; SameSite=Lax$/);
      expect(answer.headers).toHaveProperty('strict-transport-security');
      const demo = await request(server).post('/api/v1/auth/login').send({ email: 'admin@callsheet.test', password: PASSWORD }).expect(403);
      expect(demo.body.rule).toBe('demo-account');
    } finally {
      await production.close();
    }
  });
});

describe('sessions', () => {
  it('end after two idle hours and after a day', async () => {
    const person = await addPerson(api.db, 'viewer', 'idle');
    const cookie = cookieOf(await logIn(person).expect(200));
    const me = () => http().get('/api/v1/auth/me').set('Cookie', cookie);
    const hours = 3_600_000;
    await api.db.query('UPDATE session SET seen_at = $2 WHERE person_id = $1', [person.id, Date.now() - 1.9 * hours]);
    await me().expect(200);
    await api.db.query('UPDATE session SET seen_at = $2 WHERE person_id = $1', [person.id, Date.now() - 2.1 * hours]);
    await me().expect(401);
    await api.db.query('UPDATE session SET seen_at = $2, expires_at = $2 WHERE person_id = $1', [person.id, Date.now()]);
    await me().expect(401);
  });
});
