import path from 'node:path';
import request from 'supertest';
import type { LadderRehearsal } from '#contracts/api/ladder';
import type { OccurrencesAhead } from '#contracts/api/recurrence';
import { demoId, seedDemo } from '#persistence/seed/demo';
import { defaultOrgCalendar } from '#platform/calendars/org-calendar';
import { loadPlaybooks } from '#platform/playbooks/load';
import { SessionsService } from '../../apps/api/src/auth/sessions.service.ts';
import { startTestApi, type TestApi } from '../support/api.ts';

/** What needs tables only: rehearsals of ladders, dates of recurrences. */
let api: TestApi;
let token: string;

beforeAll(async () => {
  api = await startTestApi();
  await seedDemo(api.db, { calendar: defaultOrgCalendar(), playbooks: await loadPlaybooks(path.resolve(import.meta.dirname, '../../playbooks')) });
  token = (await api.app.get(SessionsService).issueToken(api.db, demoId('manager'), 'password')).token;
}, 60_000);
afterAll(() => api.close());

const post = (address: string, body: object) => request(api.app.getHttpServer()).post(`/api/v1${address}`).set('Authorization', `Bearer ${token}`).send(body);
/** Friday 20 November 2026, 17:30 in Shanghai. */
const FRIDAY = Date.parse('2026-11-20T17:30:00+08:00');
const shanghai = (local: string): number => Date.parse(`${local.replace(' ', 'T')}:00+08:00`);
const dryRun = async (body: object): Promise<LadderRehearsal> => (await post('/playbooks/collaboration-loop/ladders/default/dry-run', body).expect(200)).body as LadderRehearsal;

describe('a ladder played for Friday 17:30', () => {
  it('gives the handbook’s times after a breach, with the people there are, in words of both languages', async () => {
    const { lines, sentences, complete } = await dryRun({ from: FRIDAY });
    const rungs = lines.filter(({ kind }) => kind === 'rung');
    expect(complete).toBe(true);
    expect(rungs.map(({ at }) => at)).toEqual([FRIDAY, shanghai('2026-11-23 13:30'), shanghai('2026-11-23 17:30')]);
    expect(rungs[1]!.people).toEqual([{ id: demoId('manager'), name: expect.any(String) }]);
    expect(rungs[1]!.arithmetic.length).toBeGreaterThan(2);
    expect(sentences.map(({ en }) => en).slice(0, 2)).toEqual(['At the breach → tell the person, the team lead', 'If nobody has acknowledged 4 h of working time after the breach → tell whoever is accountable for the step, the manager']);
    expect(sentences.map((text) => text['zh-CN'])[1]).toMatch(/^若逾期后 工作时间 4 小时 仍无人确认 → 通知.*项目经理$/);
  });
  it('plays a task’s whole clock with settings put over, and tells who would have it', async () => {
    const { lines, dueAt } = await dryRun({ from: FRIDAY, task: 'competitor-analysis', settings: { 'ladder.second-rung': { working: 'PT2H' } } });
    expect(dueAt).toBe(shanghai('2026-11-24 17:30'));
    expect(lines.map(({ kind, index }) => `${kind}:${index}`)).toEqual(expect.arrayContaining(['remind-before:0', 'at-risk:0', 'breach:0', 'rung:0', 'rung:1', 'rung:2', 'remind-after:3']));
    expect(lines.find(({ kind, index }) => kind === 'rung' && index === 0)!.people.map(({ id }) => id)).toEqual(expect.arrayContaining([demoId('data'), demoId('host')]));
    expect(lines.find(({ kind, index }) => kind === 'rung' && index === 1)!.at).toBe(shanghai('2026-11-25 10:30'));
  });
  it('plays a ladder that nobody has kept yet, and one of a draft', async () => {
    const ladder = { source: 'ours', acknowledgeFor: { working: 'P1D' }, rungs: [{ after: { working: 'PT1H' }, to: [{ kind: 'role', role: 'host' }] }], variants: { 1: { rungs: [{ after: { clock: 'PT0S' }, to: [{ kind: 'admin' }] }] } } };
    const times = async (body: object, key = 'new') => {
      const { lines, sentences, ladder: { variant } } = (await post(`/playbooks/collaboration-loop/ladders/${key}/dry-run`, { from: FRIDAY, ...body }).expect(200)).body as LadderRehearsal;
      return { variant, first: sentences[0]!.en, rungs: lines.filter(({ kind }) => kind === 'rung').map(({ at }) => at) };
    };
    const rung = 'If nobody has acknowledged 1 h of working time after the breach → tell role host';
    expect(await times({ ladder })).toEqual({ variant: 'default', first: rung, rungs: [shanghai('2026-11-23 09:30')] });
    expect(await times({ ladder, severity: 1 })).toEqual({ variant: '1', first: 'At the breach → tell the administrators', rungs: [FRIDAY] });
    const { playbook, id, version } = (await post('/playbooks/collaboration-loop/drafts', { from: 1 }).set('Idempotency-Key', 'draft-for-ladders').expect(201)).body;
    const put = (content: object, seen: number) => request(api.app.getHttpServer()).put(`/api/v1/playbooks/collaboration-loop/drafts/${id}`).set('Authorization', `Bearer ${token}`).set('Idempotency-Key', `draft-for-ladders-${seen}`).send({ playbook: content, version: seen }).expect(200);
    await put({ ...playbook, ladders: { ...playbook.ladders, new: ladder } }, version);
    expect(await times({ draft: id })).toMatchObject({ first: rung });
    await post('/playbooks/collaboration-loop/ladders/new/dry-run', { from: FRIDAY }).expect(404);
    await put({ ...playbook, steps: [] }, version + 1);
    expect(((await post('/playbooks/collaboration-loop/ladders/default/dry-run', { from: FRIDAY, draft: id }).expect(422)).body as { errors: unknown }).errors).toMatchObject([{ path: 'draft' }]);
  });
  it('counts by the calendar of whoever would have the task, and says who hears of it by mail', async () => {
    const person = demoId('script');
    const hours = { format: 2, hours: [['06:00', '10:00']] };
    await api.db.query(`INSERT INTO calendar (id, version, data, created_at, created_by, reason) VALUES ($1, 1, $2, 0, 'test', 'early riser')`, [`person/${person}`, JSON.stringify(hours)]);
    const { lines, calendar } = await dryRun({ from: FRIDAY, person });
    expect(calendar.id).toBe(`person/${person}`);
    const rungs = lines.filter(({ kind }) => kind === 'rung');
    expect(rungs.map(({ at }) => at)).toEqual([FRIDAY, shanghai('2026-11-23 10:00'), expect.any(Number)]);
    expect([rungs[0]!.people.map(({ id }) => id).includes(person), rungs[0]!.mail]).toEqual([true, true]);
  });
  it('names what it does not know', async () => {
    const bad = async (body: object): Promise<unknown> => ((await post('/playbooks/collaboration-loop/ladders/default/dry-run', body).expect(422)).body as { errors: unknown }).errors;
    expect(await bad({ from: FRIDAY, task: 'no-such' })).toMatchObject([{ path: 'task' }]);
    expect(await bad({ from: FRIDAY, settings: { 'no.such': 1 } })).toMatchObject([{ path: 'settings.no.such' }]);
    expect(await bad({ from: FRIDAY, person: '6f1c2a34-8f0e-4d5b-9a53-0c7f5f0a1b2c' })).toMatchObject([{ path: 'person' }]);
    expect(await bad({ from: FRIDAY, ladder: { source: 'x', acknowledgeFor: { setting: 'no.such' }, rungs: [] } })).toMatchObject([{ path: 'ladder.acknowledgeFor' }]);
    await post('/playbooks/collaboration-loop/ladders/default/dry-run', { from: FRIDAY, ladder: { source: 'x', acknowledgeFor: { working: 'P1D' }, rungs: [{ after: { working: 'soon' }, to: [] }] } }).expect(400);
    await post('/playbooks/collaboration-loop/ladders/no-such/dry-run', { from: FRIDAY }).expect(404);
    await post('/playbooks/collaboration-loop/ladders/default/dry-run', { from: 17 }).expect(400);
  });
});

describe('the next dates of a recurrence', () => {
  const preview = async (body: object): Promise<OccurrencesAhead> => (await post('/recurrences/preview', body).expect(200)).body as OccurrencesAhead;
  const after = Date.parse('2026-09-01T00:00:00+08:00');

  it('say what a holiday moved, and why, in both languages', async () => {
    const { occurrences, complete } = await preview({ recurrence: { kind: 'weekly', weekday: 5, time: '16:00' }, after });
    expect(complete).toBe(true);
    expect(occurrences).toHaveLength(10);
    const [holiday] = occurrences.filter(({ nominal }) => nominal === '2026-10-02');
    expect(holiday).toMatchObject({ date: '2026-10-08', shift: 'next', at: shanghai('2026-10-08 16:00'), provisional: false });
    expect(holiday!.why!.en).toMatch(/2026-10-02 is off work \(.*holiday.*\): moved to the next working day, 2026-10-08/);
    expect(holiday!.why!['zh-CN']).toContain('移至下一个工作日 2026-10-08');
  });
  it('skip, count working days back from the end of a quarter, and mark years without official data', async () => {
    const { occurrences, skipped } = await preview({ recurrence: { kind: 'weekly', weekdays: [5], time: '16:00', shift: 'skip' }, after, count: 6 });
    expect(occurrences.map(({ date }) => date)).not.toContain('2026-10-08');
    expect(skipped.map(({ nominal }) => nominal)).toEqual(['2026-09-25', '2026-10-02']);
    const quarters = await preview({ recurrence: { kind: 'nth', of: 'quarter', nth: -1, day: 'working', time: '10:00' }, after, count: 3 });
    expect(quarters.occurrences.map(({ date, provisional }) => [date, provisional])).toEqual([['2026-09-30', false], ['2026-12-31', false], ['2027-03-31', true]]);
  });
  it('are refused for what makes no sense', async () => {
    const bad = async (body: object, status: number): Promise<unknown> => ((await post('/recurrences/preview', body).expect(status)).body as { errors: unknown }).errors;
    expect(await bad({ recurrence: { kind: 'weekly', weekday: 5, time: '16:00' }, calendar: 'nowhere' }, 422)).toMatchObject([{ path: 'calendar' }]);
    await bad({ recurrence: { kind: 'nth', of: 'month', nth: 6, day: 5, time: '16:00' } }, 400);
    await bad({ recurrence: { kind: 'every', every: { clock: 'PT0S' } } }, 400);
    await bad({ recurrence: { kind: 'weekly', weekdays: [1], every: 2, time: '16:00' } }, 400);
    await bad({ recurrence: { kind: 'weekly', weekday: 5, time: '25:00' } }, 400);
    await bad({ recurrence: { kind: 'weekly', weekday: 5, time: '16:00' }, count: 51 }, 400);
  });
});
