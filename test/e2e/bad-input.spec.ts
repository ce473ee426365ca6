import { randomUUID } from 'node:crypto';
import type { TaskResource } from '#contracts/api/task';
import { until } from '../support/until.ts';
import { CALENDAR_ROUTES, IDENTITY_ROUTES, PLAYBOOK_ROUTES, postRoutes, textFields, withValue, wrongTypes, type PostRoute } from './support/bad-bodies.ts';
import { Crew } from './support/crew.ts';
import { CaughtMails } from './support/mail.ts';
import type { Answer, Body, Person } from './support/people.ts';
import { startStack, type RunningStack } from './support/stack.ts';

/** Every POST route of the OpenAPI document against what clients get wrong: a 4xx that names the field, nothing stored, never a 5xx. */
describe('bad input', () => {
  const HUGE = 'x'.repeat(2 * 1024 * 1024);
  const HOSTILE = '=HYPERLINK("http://e.test","x") <img src=x onerror=alert(1)>';
  const OPEN_TO_ALL = ['/auth/login', '/auth/logout'];
  /** What a job does to runs comes later than its answer: test/integration/api-jobs.spec.ts. */
  const LATER = ['/jobs', '/jobs/preview'];
  /** They want something to have happened first; test/integration/api-{task-help,controls,moves,schedules}.spec.ts say of them what is kept. */
  const AFTER_OTHERS = ['/schedules/{id}/pause', '/schedules/{id}/resume', '/schedules/{id}/delete', '/schedules/{id}/run', '/runs/{id}/move', '/tasks/{id}/resume', '/tasks/{id}/undelegate', '/tasks/{id}/remove-signer', '/tasks/{id}/sign', '/tasks/{id}/recall'];
  let stack: RunningStack;
  let crew: Crew;
  let manager: Person;
  let routes: PostRoute[];
  let ids: { run: string; task: string; meeting: string; notice: string; attachment: string; absence: string; schedule: string };
  let hostId: string;

  beforeAll(async () => {
    stack = await startStack({ example: true });
    crew = await Crew.logIn(stack.api);
    manager = crew.named('manager');
    hostId = crew.named('host').id;
    const first = async <T>(route: string) => until(async () => (await manager.get<{ items: T[] }>(route)).items[0], 15_000);
    const meeting = await first<{ id: string; runId: string; taskId: string }>('/meetings');
    ids = { run: meeting.runId, task: meeting.taskId, meeting: meeting.id, notice: (await first<{ id: string }>('/notices')).id, attachment: '', absence: '', schedule: '' };
    ids.attachment = (await manager.does<{ attachment: { id: string } }>(`/tasks/${ids.task}/attachments`, { url: 'https://files.test/a' })).attachment.id;
    ids.absence = (await manager.does<{ id: string }>('/absences', { from: '2099-01-04', until: '2099-01-05' })).id;
    ids.schedule = (await manager.does<{ id: string }>('/schedules', valid('/schedules'))).id;
    const document = await manager.get('/openapi.json');
    routes = postRoutes(document).map(({ path, schema }) => ({ path: path.replace('/api/v1', ''), schema })).filter(({ path }) => !IDENTITY_ROUTES.test(path) && !PLAYBOOK_ROUTES.test(path) && !CALENDAR_ROUTES.test(path));
  }, 100_000);
  afterAll(() => stack?.stop(), 60_000);

  const targetOf = (path: string) => ids[path.split('/')[1]!.replace(/s$/, '') as keyof typeof ids];
  const addressed = (path: string, id = targetOf(path)) => path.replace('{id}', id);
  const withBody = () => routes.filter((route): route is PostRoute & { schema: NonNullable<PostRoute['schema']> } => route.schema !== null);
  const withTarget = () => withBody().filter(({ path }) => path.includes('{id}'));

  /** A body of each route that its schema takes. */
  const valid = (path: string): Body => {
    const bodies: Record<string, Body> = {
      login: { email: 'host@callsheet.test', password: 'wrong', token: true },
      attendance: { attendance: { [hostId]: 'present' } }, minutes: { text: 'Agreed' }, decision: { decision: 'go' },
      metrics: { points: [{ pieceId: randomUUID(), metric: 'plays', value: 1, measuredAt: Date.now(), source: 'csv' }] },
      schedules: { title: 'Quarterly', playbook: 'task-chain', input: {}, recurrence: { kind: 'nth', of: 'quarter', nth: -1, day: 'working', time: '16:00' } }, delete: { reason: 'why' }, run: { reason: 'why' },
      tasks: { title: 'Call the client', description: 'About the opening shot', assign: { manager: true }, due: { working: 'PT4H' }, form: 'none' }, filters: { name: 'Mine', filter: { view: 'mine' } },
      jobs: { kind: 'bulk', name: 'pauseRun', runIds: [ids.run], reason: 'why' }, severity: { severity: 2, reason: 'why' },
      runs: { playbook: 'task-chain', title: 'A chain', input: {} },
      pause: { reason: 'why' }, resume: { reason: 'why' }, cancel: { reason: 'why' }, skip: { reason: 'why' },
      'pause-step': { reason: 'why' }, 'resume-step': { reason: 'why' }, repeat: { reason: 'why' }, move: { to: 1, reason: 'why' }, shift: { duration: { working: 'P1D' }, reason: 'why' }, reassign: { from: hostId, to: manager.id, reason: 'why' },
      transfer: { to: hostId, reason: 'why' }, checklist: { item: 'cover', done: true }, return: { toStep: 'review', reason: 'why' },
      delegate: { to: hostId, reason: 'why' }, undelegate: { reason: 'why' }, signers: { people: [hostId], mode: 'all', reason: 'why' }, 'remove-signer': { person: hostId, reason: 'why' }, sign: { decision: 'approved', comment: 'why' }, recall: { reason: 'why' }, bulk: { verb: 'claim', args: {}, items: [{ id: randomUUID() }], preview: false }, 'assign-item': { item: 'cover', owner: hostId },
      due: { due: { working: 'P1D' }, reason: 'why' }, comments: { text: 'Hello' }, snooze: { for: { clock: 'PT1H' }, reason: 'why' }, attachments: { url: 'https://files.test/a', title: 'A file' },
      preview: path.startsWith('/runs') ? { verb: 'pause', args: { reason: 'why' } } : path.startsWith('/tasks') ? { verb: 'due', args: { due: { working: 'P1D' }, reason: 'why' } } : { verb: 'decision', args: { decision: 'go' } },
      complete: { answers: { decision: 'go' }, links: [{ url: 'https://files.test/a', title: 'A file' }] },
    };
    if (path === '/jobs/preview') return bodies.jobs!;
    if (path.startsWith('/absences')) return path.endsWith('/cancel') ? {} : { personId: manager.id, from: '2099-02-01', until: '2099-02-02', deputyId: hostId, reason: 'why' };
    return bodies[path.split('/').at(-1)!] ?? {};
  };

  /** All that the refused requests might have changed, as people can read it. */
  const stored = () => Promise.all(['/runs', `/runs/${ids.run}`, `/runs/${ids.run}/events`, `/tasks/${ids.task}`, '/tasks?scope=all', '/meetings', '/pieces', '/notices', '/absences', '/schedules', '/inbox/filters'].map((route) => manager.get(route)));
  const named = ({ body }: Answer): string[] => (body.errors ?? []).map(({ path }) => path);

  it('that is not JSON, not an object or 2 MB large is refused by every route', async () => {
    const before = await stored();
    for (const { path } of withBody()) {
      expect([path, (await manager.post(addressed(path), '{"version": ')).status]).toEqual([path, 400]);
      for (const body of [[], 'text', 7]) expect([path, body, (await manager.post(addressed(path), body)).status]).toEqual([path, body, 400]);
      expect([path, (await manager.post(addressed(path), { text: HUGE })).status]).toEqual([path, 413]);
    }
    expect(await stored()).toEqual(before);
  }, 30_000);

  it('of a wrong type, or with a field too many, is refused by the name of the field', async () => {
    const before = await stored();
    for (const { path, schema } of withBody()) {
      for (const { field, body } of wrongTypes(schema, valid(path))) {
        const answer = await manager.post(addressed(path), body);
        expect([path, field, answer.status, named(answer)]).toEqual([path, field, 400, expect.arrayContaining([field])]);
      }
    }
    expect(await stored()).toEqual(before);
  }, 30_000);

  it('for an id that is none, nobody knows or is not theirs is refused', async () => {
    const before = await stored();
    for (const { path } of withTarget()) {
      const none = await manager.post(addressed(path, 'none'), valid(path));
      expect([path, none.status, named(none)]).toEqual([path, 400, ['id']]);
      expect([path, (await manager.post(addressed(path, randomUUID()), valid(path))).status]).toEqual([path, 404]);
      const foreign = await crew.named('legal').post(addressed(path), valid(path));
      expect([path, [403, 404]]).toEqual([path, expect.arrayContaining([foreign.status])]);
    }
    const { results } = await manager.does<{ results: unknown[] }>('/metrics', valid('/metrics'));
    expect(results).toEqual([expect.objectContaining({ status: 'refused', field: 'points.0.pieceId' })]);
    expect(await stored()).toEqual(before);
  }, 30_000);

  it('that saw another version is refused with the present one', async () => {
    const wrong: string[] = [];
    const before = await stored();
    // A copy's version is a playbook's, not the run's; a task whose answers steer the run cannot be skipped, whatever its version.
    const skipped = ['/tasks/{id}/checklist', '/runs/{id}/copy', '/tasks/{id}/skip'];
    for (const { path } of withTarget().filter(({ path, schema }) => schema.properties?.version && !skipped.includes(path))) {
      const answer = await manager.post(addressed(path), { ...valid(path), version: 999 });
      if (answer.status !== 409 || typeof answer.body.version !== 'number') wrong.push(`${path}: ${answer.status} ${answer.body.detail ?? ''}`);
    }
    expect(wrong).toEqual([]);
    expect(await stored()).toEqual(before);
  }, 30_000);

  interface Scene {
    run: string;
    task: string;
    target: string;
    doer: Person;
    body: Body;
  }
  const chain = async (): Promise<{ run: string; task: string }> => {
    const run = await manager.starts('task-chain');
    return { run, task: (await until(async () => (await manager.run(run).tasks())[0])).id };
  };
  /** What a route needs so that it takes a text: a run of its own, the task of it, and who may act. */
  const sceneFor = async (path: string): Promise<Scene> => {
    const plain = { doer: manager, body: valid(path) };
    if (path.startsWith('/meetings')) return { ...plain, run: ids.run, task: ids.task, target: ids.meeting };
    if (path.endsWith('/return')) {
      const run = await manager.starts('fast-turn');
      await manager.does(`/runs/${run}/skip`, { reason: 'why' });
      const doer = crew.named('script');
      const { id } = await doer.finds(run, 'script-outline');
      return { ...plain, run, task: id, target: id, doer };
    }
    const { run, task } = await chain();
    if (path.endsWith('/resume-step')) await manager.does(`/runs/${run}/pause-step`, { reason: 'why' });
    if (path.endsWith('/resume')) await manager.does(`/runs/${run}/pause`, { reason: 'why' });
    if (path.endsWith('/reassign')) return { ...plain, run, task, target: run, body: { ...valid(path), from: crew.named('ops').id } };
    if (path.endsWith('/snooze')) return { run, task, target: task, doer: crew.named('ops'), body: valid(path) };
    if (path.endsWith('/complete')) return { run, task, target: task, doer: crew.named('ops'), body: { ...valid(path), answers: {} } };
    return { ...plain, run, task, target: path.startsWith('/runs') ? run : task };
  };
  const shown = async (run: string, task: string, doer: Person): Promise<string> =>
    JSON.stringify([await doer.get<TaskResource>(`/tasks/${task}`), await manager.run(run).view(), await manager.run(run).events(), await manager.get<TaskResource>(`/tasks/${task}`), await manager.run(run).meetings(), await manager.get('/absences'), await manager.get('/schedules'), await manager.get('/inbox/filters')]);

  it('of HTML and formulas in a text is kept as plain data', async () => {
    const wrong: string[] = [];
    // A preview keeps nothing that could be shown.
    for (const { path, schema } of withBody().filter(({ path }) => ![...OPEN_TO_ALL, ...LATER, ...AFTER_OTHERS].includes(path) && !path.endsWith('/preview'))) {
      for (const field of textFields(schema, valid(path))) {
        const { run, task, target, doer, body } = await sceneFor(path);
        const answer = await doer.post<{ id?: string }>(addressed(path, target), withValue(body, field, HOSTILE));
        if (![200, 201].includes(answer.status)) wrong.push(`${path} ${field.join('.')}: ${answer.status} ${answer.body.detail ?? ''}`);
        else if (path === '/runs' || path.endsWith('/copy')) await until(async () => (await manager.run(answer.body.id!).view()).title === HOSTILE);
        else if (path === '/tasks') await until(async () => JSON.stringify(await manager.get('/tasks?scope=all&limit=200')).includes(JSON.stringify(HOSTILE).slice(1, -1)));
        else if (!(await shown(run, task, doer)).includes(JSON.stringify(HOSTILE).slice(1, -1))) wrong.push(`${path} ${field.join('.')}: not kept as given`);
      }
    }
    expect(wrong).toEqual([]);
  }, 40_000);

  it('of HTML in a text does not become markup in a mail', async () => {
    const { task } = await chain();
    await manager.does(`/tasks/${task}/transfer`, { to: hostId, reason: HOSTILE });
    const [mail] = await new CaughtMails(stack.mailApi).arrived('host', `/tasks/${task}`);
    expect(mail!.html).toContain('&lt;img src=x');
    expect(mail!.html).not.toContain('<img src=x');
  }, 30_000);
});
