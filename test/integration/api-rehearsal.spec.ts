import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import request from 'supertest';
import type { Outline } from '#contracts/api/outline';
import { demoId, seedDemo } from '#persistence/seed/demo';
import { defaultOrgCalendar } from '#platform/calendars/org-calendar';
import { loadPlaybooks } from '#platform/playbooks/load';
import { SessionsService } from '../../apps/api/src/auth/sessions.service.ts';
import { startTestApi, type TestApi } from '../support/api.ts';
import { rehearsalBundle } from '../support/rehearsal.ts';

/** Monday 2026-03-02 10:00 in Shanghai. */
const MONDAY = Date.parse('2026-03-02T02:00:00Z');
let api: TestApi;
let bundle: string;

beforeAll(async () => {
  bundle = await rehearsalBundle();
  api = await startTestApi({ env: { REHEARSAL_BUNDLE: bundle }, now: () => MONDAY });
  await seedDemo(api.db, { calendar: defaultOrgCalendar(), playbooks: await loadPlaybooks(path.resolve(import.meta.dirname, '../../playbooks')) });
}, 60_000);
afterAll(async () => {
  await api.close();
  await rm(bundle);
});

const preview = async (body: object, who = 'manager') => {
  const { token } = await api.app.get(SessionsService).issueToken(api.db, demoId(who), 'password');
  return request(api.app.getHttpServer()).post('/api/v1/runs/preview').set('Authorization', `Bearer ${token}`).send(body);
};
const shanghai = (at: number | null | undefined): string => new Date((at ?? 0) + 8 * 3_600_000).toISOString().slice(0, 16);
const TABLES = ['run_start', 'run', 'task', 'run_event', 'notification', 'delivery', 'command', 'idempotency_key'];
const stored = () => api.db.query(`SELECT ${TABLES.map((table) => `(SELECT count(*) FROM ${table}) AS ${table}`).join(', ')}`);
const LOOP = { playbook: 'collaboration-loop', title: 'Two tutorials', input: { contentType: 'tutorial', pieces: [{ title: 'Sun care', format: '60 s', account: 'Lab' }, { title: 'First aid', format: '90 s', account: 'Lab' }] } };

test('a chain: each task on the working calendar, who gets it, what its clock brings to whom; nothing is written', async () => {
  const before = await stored();
  const answer = await preview({ playbook: 'task-chain', title: 'Chain', input: { settings: { 'step.due': { working: 'P1D' } } } });
  expect([answer.status, answer.body.complete]).toEqual([200, true]);
  const { tasks, steps, notices, endsAt } = answer.body as Outline;
  expect(tasks.map(({ dueAt, assignee }) => [shanghai(dueAt), assignee])).toEqual(['03', '04', '05', '06', '09'].map((day) => [`2026-03-${day}T10:00`, demoId('ops')]));
  expect(tasks.map(({ openedAt, closedAt, dueAt }, index) => [openedAt, closedAt === dueAt, index === 0 ? MONDAY : tasks[index - 1]!.dueAt]).every(([opened, inTime, expected]) => inTime && opened === expected)).toBe(true);
  expect([steps.length, shanghai(endsAt)]).toEqual([1, '2026-03-09T10:00']);
  const [first] = tasks;
  expect(first!.clock.filter(({ kind }) => kind === 'breach').map(({ at }) => at)).toEqual([first!.dueAt]);
  expect(first!.clock.filter(({ kind }) => kind === 'rung').every(({ people, at }) => people.length > 0 && at >= first!.dueAt!)).toBe(true);
  expect(notices.filter(({ kind }) => kind === 'task-opened').map(({ personId, at }) => [personId, at])).toEqual(tasks.map(({ assignee, openedAt }) => [assignee, openedAt]));
  expect(notices.every(({ kind }) => !['task-breached', 'rung-fired'].includes(kind))).toBe(true);
  expect(await stored()).toEqual(before);
}, 30_000);

test('a loop is played through all five steps: pieces checked by three people, published, watched, and the retrospective held', async () => {
  const answer = await preview(LOOP);
  const { complete, steps, tasks, meetings, checkpoints, notices } = answer.body as Outline;
  expect([answer.status, complete, steps.map(({ key }) => key)]).toEqual([200, true, ['review', 'planning', 'production', 'monitoring', 'retrospective']]);
  expect(steps.every(({ from, until }) => until !== null && until >= from)).toBe(true);
  expect(meetings[0]).toMatchObject({ key: 'requirement-review', organizer: demoId('manager') });
  // The 15th of March 2026 is a Sunday: the meeting is on the next working day.
  expect(shanghai(meetings[0]!.startsAt)).toBe('2026-03-16T10:00');
  for (const piece of ['Sun care', 'First aid']) {
    const checkers = ['daily', 'weekly', 'final'].map((level) => tasks.filter((task) => task.piece === piece && task.check === level).at(-1)!.assignee);
    expect([piece, new Set(checkers).size, tasks.filter((task) => task.piece === piece && task.key === 'publishing').length]).toEqual([piece, 3, 1]);
    expect(checkpoints.filter((checkpoint) => checkpoint.piece === piece).map(({ node }) => node)).toEqual(['24h', '48h', '72h', '7d']);
  }
  expect(notices.map(({ at }) => at)).toEqual(notices.map(({ at }) => at).sort((a, b) => a - b));
  expect(notices.filter(({ kind }) => kind === 'task-reminded').length).toBeGreaterThan(5);
}, 30_000);

test('an absence that is entered moves work to the deputy, and a shorter setting moves the dates', async () => {
  const whole = (await preview(LOOP)).body as Outline;
  const planning = whole.steps.find(({ key }) => key === 'planning')!;
  await api.db.query('INSERT INTO absence (id, person_id, from_at, until_at, deputy_id, reason, created_by, created_at, version, job_id) VALUES ($1, $2, $3, $4, $5, $6, $2, $7, 1, $1)', [randomUUID(), demoId('script'), planning.from - 3_600_000, planning.from + 86_400_000, demoId('copy'), 'leave', MONDAY]);
  const covered = (await preview({ ...LOOP, input: { ...LOOP.input, settings: { 'pre-work.due': { working: 'PT2H' } } } })).body as Outline;
  const outline = (of: Outline) => of.tasks.find(({ key }) => key === 'script-outline')!;
  expect([outline(whole).assignee, outline(covered).assignee]).toEqual([demoId('script'), demoId('copy')]);
  expect(outline(covered).dueAt!).toBeLessThan(outline(whole).dueAt!);
}, 30_000);

test('what a start would refuse is refused alike', async () => {
  expect((await preview({ ...LOOP, input: { contentType: 'x' } })).body).toMatchObject({ status: 422, errors: [{ path: expect.stringMatching(/^input/) as unknown }] });
  expect((await preview({ ...LOOP, playbook: 'nothing-here' })).status).toBe(404);
  expect((await preview(LOOP, 'ops')).status).toBe(403);
  expect((await preview({})).status).toBe(400);
});
