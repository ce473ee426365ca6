import { randomUUID } from 'node:crypto';
import { addAdmin } from '#persistence/seed/first-admin';
import { addPerson, startTestApi, type TestApi, type TestPerson } from '../support/api.ts';
import { Browser, verbsAbout } from '../support/browser.ts';
import { codeSentTo, lettersTo } from '../support/letters.ts';

const DAY = 86_400_000;
let api: TestApi;
let people: Record<'admin' | 'manager' | 'member' | 'viewer', TestPerson>;
const as = {} as Record<keyof typeof people, Browser>;

beforeAll(async () => {
  api = await startTestApi();
  const roles = ['admin', 'manager', 'member', 'viewer'] as const;
  const added = await Promise.all(roles.map(async (role) => [role, await addPerson(api.db, role, `the-${role}`)] as const));
  people = Object.fromEntries(added) as typeof people;
  for (const role of roles) {
    as[role] = new Browser(api);
    await as[role].logIn(people[role].email);
  }
});
afterAll(() => api.close());
const signedIn = async (role: 'admin' | 'manager' | 'member' | 'viewer', name: string): Promise<[TestPerson, Browser]> => {
  const person = await addPerson(api.db, role, name);
  const browser = new Browser(api);
  expect((await browser.logIn(person.email)).status).toBe(200);
  return [person, browser];
};

describe('accounts', () => {
  it('are added by admins once per key, and the person gets a link to choose a password', async () => {
    const body = { email: 'New.Person@Example.com', name: '新人', platformRole: 'member' };
    const made = await as.admin.post('/people', body, 'add-1');
    expect([made.status, made.body]).toEqual([201, expect.objectContaining({ email: 'new.person@example.com', hasPassword: false, platformRole: 'member', roles: [], teams: [] })]);
    expect((await as.admin.post('/people', body, 'add-1')).body.id).toBe(made.body.id);
    expect((await as.admin.post('/people', body)).body.rule).toBe('email-taken');
    expect(await lettersTo(api, 'new.person@example.com')).toEqual(['password-set']);
    const stranger = new Browser(api);
    expect((await stranger.logIn('new.person@example.com')).status).toBe(401);
    const code = await codeSentTo(api, 'new.person@example.com');
    expect((await stranger.post('/auth/password/reset', { token: code, password: 'an entirely new phrase' })).status).toBe(204);
    expect((await stranger.logIn('new.person@example.com', { password: 'an entirely new phrase' })).status).toBe(200);
    expect(await verbsAbout(api, made.body.id)).toEqual(['person-created', 'login-failed', 'password-reset', 'login']);
  });

  it('are listed with their addresses for admins and managers only', async () => {
    expect((await as.manager.get('/people/accounts?limit=2')).body).toEqual({ items: [expect.objectContaining({ id: expect.any(String) }), expect.anything()], next: expect.any(String) });
    for (const role of ['member', 'viewer'] as const) expect((await as[role].get('/people/accounts')).status).toBe(403);
    expect(Object.keys((await as.viewer.get('/people?limit=1')).body.items[0])).toEqual(['id', 'name', 'roles', 'teams']);
  });

  it('are changed by nobody but admins, and by oneself in name, language and zone', async () => {
    for (const role of ['manager', 'member', 'viewer'] as const) {
      expect((await as[role].patch(`/people/${people.member.id}`, { platformRole: 'admin' })).status).toBe(403);
      expect((await as[role].post('/people', { email: 'x@example.com', name: 'x' })).status).toBe(403);
    }
    expect((await as.member.patch('/auth/me', { role: 'admin' })).status).toBe(400);
    expect((await as.member.patch('/auth/me', { timeZone: 'Mars/Base' })).body.errors[0].path).toBe('timeZone');
    expect((await as.member.patch('/auth/me', { name: '林', locale: 'zh-CN', timeZone: 'Europe/Berlin' })).body).toMatchObject({ name: '林', locale: 'zh-CN', timeZone: 'Europe/Berlin', role: 'member' });
    expect((await as.admin.patch(`/people/${randomUUID()}`, { name: 'x' })).status).toBe(404);
  });

  it('lose every way in at the moment they are disabled, and get none back by themselves', async () => {
    const [person, browser] = await signedIn('member', 'leaver');
    const personal = (await browser.post('/auth/tokens', { name: 'script', scopes: ['read'] })).body.token as string;
    const script = Object.assign(new Browser(api), { bearer: personal });
    await new Browser(api).post('/auth/password/reset-request', { email: person.email });
    const code = await codeSentTo(api, person.email);
    expect((await script.get('/auth/me')).status).toBe(200);
    expect((await as.admin.patch(`/people/${person.id}`, { disabled: true })).body.disabledAt).toEqual(expect.any(Number));
    for (const one of [browser, script]) expect((await one.get('/auth/me')).status).toBe(401);
    expect((await new Browser(api).logIn(person.email)).status).toBe(401);
    expect((await new Browser(api).post('/auth/password/reset', { token: code, password: 'an entirely new phrase' })).body.rule).toBe('link-void');
    expect((await as.admin.patch(`/people/${person.id}`, { disabled: false })).body.disabledAt).toBeNull();
    for (const one of [browser, script]) expect((await one.get('/auth/me')).status).toBe(401);
    expect((await new Browser(api).logIn(person.email)).status).toBe(200);
    expect(await verbsAbout(api, person.id)).toEqual(expect.arrayContaining(['person-disabled', 'person-enabled']));
  });

  it('have to log in again when their platform role changes', async () => {
    const [person, browser] = await signedIn('member', 'riser');
    expect((await as.admin.patch(`/people/${person.id}`, { platformRole: 'manager' })).body.platformRole).toBe('manager');
    expect((await browser.get('/auth/me')).status).toBe(401);
    expect((await browser.logIn(person.email)).body.person.role).toBe('manager');
  });

  it('never leave the installation without an admin, two at once neither', async () => {
    for (const change of [{ disabled: true }, { platformRole: 'manager' }]) expect((await as.admin.patch(`/people/${people.admin.id}`, change)).body.rule).toBe('last-admin');
    const [second, browser] = await signedIn('admin', 'second-admin');
    const answers = await Promise.all([as.admin.patch(`/people/${second.id}`, { platformRole: 'member' }), browser.patch(`/people/${people.admin.id}`, { platformRole: 'member' })]);
    const [left] = await api.db.query<Array<{ count: number }>>(`SELECT count(*)::int AS count FROM person WHERE platform_role = 'admin' AND disabled_at IS NULL`);
    expect(left!.count).toBe(1);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    await api.db.query(`UPDATE person SET platform_role = CASE WHEN id = $1 THEN 'admin' ELSE 'member' END WHERE id IN ($1, $2)`, [people.admin.id, second.id]);
    await as.admin.logIn(people.admin.email);
  });

  it('can be signed out by an admin', async () => {
    const [person, browser] = await signedIn('viewer', 'elsewhere');
    expect((await as.admin.post(`/people/${person.id}/sign-out`)).body).toEqual({ ended: 1 });
    expect((await browser.get('/auth/me')).status).toBe(401);
  });
});

describe('the first administrator', () => {
  it('comes by a code of the command line, where nobody could invite them', async () => {
    const code = await addAdmin(api.db, { email: 'first@example.com', name: 'First', now: Date.now() });
    await expect(addAdmin(api.db, { email: 'first@example.com', name: 'First', now: Date.now() })).rejects.toMatchObject({ code: 'conflict' });
    const browser = new Browser(api);
    expect((await browser.post('/auth/password/reset', { token: code, password: 'an entirely new phrase' })).status).toBe(204);
    expect((await browser.logIn('first@example.com', { password: 'an entirely new phrase' })).body.person.role).toBe('admin');
  });
});

describe('operating roles', () => {
  it('are held several at a time, with dates, and ended without being forgotten', async () => {
    const id = people.member.id;
    const add = (role: object) => as.admin.post(`/people/${id}/roles`, role);
    const now = Date.now();
    const director = await add({ role: 'director' });
    expect(director.status).toBe(201);
    expect((await add({ role: 'director' })).body.rule).toBe('role-held');
    expect((await add({ role: 'editor', fromAt: now + DAY, untilAt: now + 2 * DAY })).status).toBe(201);
    expect((await add({ role: 'editor', fromAt: now + 2 * DAY })).status).toBe(201);
    expect((await add({ role: 'editor', fromAt: now + 1.5 * DAY, untilAt: now + 3 * DAY })).status).toBe(409);
    expect((await add({ role: 'editor', fromAt: now + DAY, untilAt: now })).body.errors[0].path).toBe('untilAt');
    expect((await as.member.get('/auth/me')).body.roles).toEqual(['director']);
    const ended = await as.admin.post(`/people/${id}/roles/${director.body.id}/end`);
    expect(ended.body).toMatchObject({ role: 'director', fromAt: null, untilAt: expect.any(Number) });
    expect((await as.admin.post(`/people/${id}/roles/${director.body.id}/end`, { untilAt: now + DAY })).body.untilAt).toBe(ended.body.untilAt);
    expect((await as.member.get('/auth/me')).body.roles).toEqual([]);
    expect((await as.manager.get(`/people/${id}/roles`)).body.items.map((role: { role: string }) => role.role)).toEqual(['director', 'editor', 'editor']);
    expect(await verbsAbout(api, id)).toEqual(expect.arrayContaining(['role-added', 'role-ended']));
    expect((await as.manager.post(`/people/${id}/roles`, { role: 'director' })).status).toBe(403);
    expect((await as.admin.post(`/people/${people.viewer.id}/roles/${director.body.id}/end`)).status).toBe(404);
  });
});

describe('teams', () => {
  it('are made, renamed, led and filled by admins', async () => {
    const made = await as.admin.post('/teams', { key: 'live', name: '直播组', leadId: people.manager.id }, 'team-1');
    expect([made.status, made.body]).toEqual([201, { id: expect.any(String), key: 'live', name: '直播组', leadId: people.manager.id, members: [] }]);
    expect((await as.admin.post('/teams', { key: 'live', name: '直播组', leadId: people.manager.id }, 'team-1')).body.id).toBe(made.body.id);
    expect((await as.admin.post('/teams', { key: 'live', name: 'x' })).body.rule).toBe('team-key-taken');
    expect((await as.admin.post('/teams', { key: 'other', name: 'x', leadId: randomUUID() })).body.errors[0].path).toBe('leadId');
    const team = `/teams/${made.body.id}`;
    for (let time = 0; time < 2; time += 1) expect((await as.admin.put(`${team}/members/${people.viewer.id}`)).body.members).toEqual([{ id: people.viewer.id, name: 'the-viewer' }]);
    expect((await as.viewer.get('/auth/me')).body.teams).toEqual([expect.objectContaining({ key: 'live', leads: false })]);
    expect((await as.admin.patch(team, { name: 'Live', leadId: null })).body).toMatchObject({ name: 'Live', leadId: null, members: [{ id: people.viewer.id }] });
    expect((await as.admin.delete(`${team}/members/${people.viewer.id}`)).body.members).toEqual([]);
    expect((await as.viewer.get('/teams')).body.items).toHaveLength(1);
    for (const refused of [await as.manager.patch(team, { name: 'x' }), await as.manager.put(`${team}/members/${people.viewer.id}`), await as.member.delete(`${team}/members/${people.viewer.id}`)]) expect(refused.status).toBe(403);
    const [row] = await api.db.query<Array<{ count: number }>>(`SELECT count(*)::int AS count FROM activity_log WHERE verb IN ('team-member-added', 'team-member-removed') AND data->>'team' = $1`, [made.body.id]);
    expect(row!.count).toBe(2);
  });
});

describe('invitations', () => {
  const invite = (by: Browser, email: string, more: object = {}) => by.post('/invitations', { email, name: 'Guest', ...more });
  const accept = (token: string | null, more: object = {}) => new Browser(api).post('/invitations/accept', { token, password: 'an entirely new phrase', ...more });

  it('make one account, once, with the role that was offered', async () => {
    const made = await invite(as.admin, 'guest@example.com', { platformRole: 'manager', locale: 'zh-CN' });
    expect(made.body).toMatchObject({ state: 'open', platformRole: 'manager', locale: 'zh-CN', personId: null });
    expect(JSON.stringify(made.body)).not.toMatch(/token|hash/i);
    expect((await invite(as.admin, 'guest@example.com')).body.rule).toBe('invited-already');
    const code = await codeSentTo(api, 'guest@example.com');
    expect(Buffer.from(code!, 'base64url')).toHaveLength(32);
    expect(JSON.stringify(await api.db.query('SELECT * FROM invitation, letter'))).not.toContain(code);
    expect((await new Browser(api).get(`/invitations/accept?token=${code}`)).status).toBe(404);
    expect((await accept(code, { password: 'short' })).body).toMatchObject({ rule: 'password-short', errors: [{ path: 'password' }] });
    const both = await Promise.all([accept(code), accept(code, { name: 'Someone' })]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 422]);
    expect((await accept(code)).body).toMatchObject({ rule: 'link-void', errors: [{ path: 'token' }] });
    const guest = new Browser(api);
    expect((await guest.logIn('guest@example.com', { password: 'an entirely new phrase' })).body.person).toMatchObject({ role: 'manager', locale: 'zh-CN' });
    expect((await as.admin.get('/invitations')).body.items[0]).toMatchObject({ state: 'accepted' });
    expect((await invite(as.admin, 'guest@example.com')).body.rule).toBe('email-taken');
  });

  it('of managers bring in members and viewers; others invite nobody', async () => {
    for (const role of ['admin', 'manager']) expect((await invite(as.manager, 'boss@example.com', { platformRole: role })).body.rule).toBe('may-not-invite');
    for (const one of [as.member, as.viewer]) expect((await invite(one, 'boss@example.com')).status).toBe(403);
    const mine = await invite(as.manager, 'helper@example.com');
    const foreign = await invite(as.admin, 'other@example.com');
    expect((await as.manager.get('/invitations')).body.items.map((item: { id: string }) => item.id)).toEqual([mine.body.id]);
    expect((await as.manager.post(`/invitations/${foreign.body.id}/resend`)).status).toBe(404);
    expect((await as.manager.delete(`/invitations/${foreign.body.id}`)).status).toBe(404);
    expect((await as.admin.delete(`/invitations/${mine.body.id}`)).body.state).toBe('revoked');
  });

  it('are void when sent again, revoked or out of time', async () => {
    const { body } = await invite(as.admin, 'late@example.com');
    const first = await codeSentTo(api, 'late@example.com');
    const [resent, again] = [await as.admin.post(`/invitations/${body.id}/resend`, {}, 'resend-1'), await as.admin.post(`/invitations/${body.id}/resend`, {}, 'resend-1')];
    expect([resent.status, again.status]).toEqual([200, 200]);
    expect(await lettersTo(api, 'late@example.com')).toEqual(['invitation', 'invitation']);
    const states = await api.db.query<Array<{ state: string }>>(`SELECT d.state FROM delivery d JOIN letter l ON l.id = d.letter_id WHERE l.address = 'late@example.com' ORDER BY l.created_at, l.ctid`);
    expect(states.map(({ state }) => state)).toEqual(['superseded', 'pending']);
    expect((await accept(first)).body.rule).toBe('link-void');
    const second = await codeSentTo(api, 'late@example.com');
    await api.db.query('UPDATE invitation SET expires_at = $2 WHERE id = $1', [body.id, Date.now() - 1]);
    expect((await accept(second)).body.rule).toBe('link-void');
    expect((await as.admin.get('/invitations?limit=1')).body.items[0].state).toBe('expired');
    const renewed = await invite(as.admin, 'late@example.com');
    expect(renewed.status).toBe(201);
    const third = await codeSentTo(api, 'late@example.com');
    expect((await as.admin.delete(`/invitations/${renewed.body.id}`)).status).toBe(200);
    expect((await as.admin.post(`/invitations/${renewed.body.id}/resend`)).body.rule).toBe('invitation-closed');
    expect((await accept(third)).body.rule).toBe('link-void');
  });
});
