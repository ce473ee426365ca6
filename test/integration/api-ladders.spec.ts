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
  it('names what it does not know', async () => {
    const bad = async (body: object): Promise<unknown> => ((await post('/playbooks/collaboration-loop/ladders/default/dry-run', body).expect(422)).body as { errors: unknown }).errors;
    expect(await bad({ from: FRIDAY, task: 'no-such' })).toMatchObject([{ path: 'task' }]);
    expect(await bad({ from: FRIDAY, settings: { 'no.such': 1 } })).toMatchObject([{ path: 'settings.no.such' }]);
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
