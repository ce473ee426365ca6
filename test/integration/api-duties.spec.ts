import type { AbsencePreview, AbsenceResource, CoverTask } from '#contracts/api/absence';
import type { Duties, RoleOverview } from '#contracts/api/person';
import { demoId } from '#persistence/seed/demo';
import { besideApi, openTask, type BesideApi } from './support/beside.ts';

const HOUR = 3_600_000;
let beside: BesideApi;
beforeAll(async () => {
  beside = await besideApi();
}, 60_000);
afterAll(() => beside.close());
const get = async <T>(who: string, path: string): Promise<T> => (await beside.send(who, 'get', path)).body as T;

describe('accounts', () => {
  it('are found by name or address, role held now, team, platform role and state', async () => {
    const found = async (query: string): Promise<string[]> => (await get<{ items: Array<{ email: string }> }>('manager', `/people/accounts?${query}`)).items.map(({ email }) => email.split('@')[0]!);
    expect(await found('text=SONG')).toEqual(['script']);
    expect(await found('text=script@')).toEqual(['script']);
    expect(await found('text=%25')).toEqual([]);
    expect(await found('role=editor')).toEqual(['editor']);
    expect((await found('team=response')).sort()).toEqual(['legal', 'pr']);
    expect(await found('platformRole=admin')).toEqual(['admin']);
    expect(await found('state=disabled')).toEqual([]);
    expect((await beside.send('manager', 'get', '/people/accounts?state=gone')).body.errors[0].path).toBe('state');
  });
});

describe('what hangs on somebody', () => {
  it('is their open work, runs, roles, teams and deputyships', async () => {
    const { run, task } = await openTask(beside, { subject: { note: 'Teaser' } });
    await openTask(beside, { assignee: null, candidates: [demoId('script')] });
    await openTask(beside, { assignee: null, candidates: [demoId('script'), demoId('copy')] });
    await beside.send('copy', 'put', `/deputies/${demoId('copy')}`, { deputyId: demoId('script') });
    const script = await get<Duties>('manager', `/people/${demoId('script')}/duties`);
    expect(script).toEqual({
      tasks: { total: 1, items: [{ id: task.id, title: task.title, note: 'Teaser', runId: run.id, runTitle: run.title, dueAt: task.clock!.dueAt }] },
      claimable: 1, runs: { total: 0, items: [] }, roles: [{ role: 'script', others: 0 }], teams: [], deputyOf: [{ id: demoId('copy'), name: '柯文 Ke Wen' }],
    });
    const manager = await get<Duties>('admin', `/people/${demoId('manager')}/duties`);
    expect([manager.runs.total, manager.teams.map(({ key }) => key)]).toEqual([3, ['production']]);
    expect((await beside.send('script', 'get', `/people/${demoId('script')}/duties`)).status).toBe(403);
  });
});

describe('roles', () => {
  it('show who has each now and later, what asks for it, and which nobody has', async () => {
    const admin = (path: string, body: object) => beside.send('admin', 'post', path, body);
    const later = beside.now() + 24 * HOUR;
    await admin(`/people/${demoId('copy')}/roles`, { role: 'script', fromAt: later });
    const { items } = await get<{ items: RoleOverview[] }>('script', '/roles');
    const role = (name: string) => items.find((one) => one.role === name)!;
    expect(role('script')).toMatchObject({ holders: [{ personId: demoId('script') }], coming: [{ personId: demoId('copy'), fromAt: later }] });
    const asked = items.filter(({ askedBy }) => askedBy.some(({ slug }) => slug === 'task-chain')).map(({ role: name }) => name);
    expect(asked).toContain('ops');
    const held = (await get<{ items: Array<{ roles: Array<{ id: string; role: string }> }> }>('admin', '/people/accounts?role=ops')).items[0]!.roles[0]!;
    await admin(`/people/${demoId('ops')}/roles/${held.id}/end`, {});
    expect((await get<{ items: RoleOverview[] }>('script', '/roles')).items.find(({ role: name }) => name === 'ops')).toMatchObject({ holders: [], coming: [] });
  });
});

describe('an absence before it is set', () => {
  const preview = async (who: string, body: object) => (await beside.send(who, 'post', '/absences/preview', body)).body as AbsencePreview;

  it('shows who stands in and which open tasks go to whom, and writes nothing', async () => {
    const { task } = await openTask(beside, { assignee: demoId('editor') });
    const from = beside.now() + HOUR;
    const would = await preview('editor', { from, until: from + HOUR, deputyId: demoId('camera') });
    expect(would).toMatchObject({ from, chain: [demoId('camera')], end: 'found', standsIn: demoId('camera'), total: 1, tasks: [{ id: task.id, to: demoId('camera') }] });
    expect((await get<{ items: AbsenceResource[] }>('editor', '/absences')).items).toEqual([]);
    const none = await preview('editor', { from, until: from + HOUR });
    expect(none).toMatchObject({ chain: [], end: 'nobody', standsIn: null, tasks: [{ id: task.id, to: demoId('manager') }] });
  });

  it('says where a chain of deputies goes in a ring', async () => {
    const from = beside.now() + HOUR;
    await beside.send('visual', 'post', '/absences', { from, until: from + 2 * HOUR, deputyId: demoId('data') });
    expect(await preview('data', { from, until: from + HOUR, deputyId: demoId('visual') })).toMatchObject({ chain: [demoId('visual'), demoId('data')], end: 'ring', standsIn: null });
  });

  it('refuses what setting it would refuse', async () => {
    const from = beside.now() + HOUR;
    const answer = async (who: string, body: object) => (await beside.send(who, 'post', '/absences/preview', body)).status;
    expect(await answer('visual', { from, until: from + HOUR })).toBe(409);
    expect(await answer('pr', { from, until: from - HOUR })).toBe(422);
    expect(await answer('pr', { from, until: from + HOUR, personId: demoId('editor') })).toBe(403);
    expect(await answer('host', { from, until: from + HOUR, personId: demoId('script') })).toBe(200);
  });

  it('shows what it has moved, which goes back when it is cancelled', async () => {
    const from = beside.now() - 1;
    const { id } = (await beside.send('legal', 'post', '/absences', { from, until: from + HOUR, deputyId: demoId('pr') })).body as AbsenceResource;
    const { task } = await openTask(beside, { assignee: demoId('pr'), cover: { for: demoId('legal'), absenceId: id, since: from } });
    const { items } = await get<{ items: CoverTask[] }>('legal', `/absences/${id}/tasks`);
    expect(items.map(({ id: of, to }) => [of, to])).toEqual([[task.id, demoId('legal')]]);
    expect((await beside.send('script', 'get', `/absences/${id}/tasks`)).status).toBe(404);
  });

  it('lists default deputies of oneself and of whom one leads', async () => {
    const people = async (who: string) => (await get<{ items: Array<{ personId: string }> }>(who, '/deputies')).items.map(({ personId }) => personId);
    expect([await people('copy'), await people('host'), await people('manager'), await people('legal')]).toEqual([[demoId('copy')], [demoId('copy')], [demoId('copy')], []]);
  });
});
