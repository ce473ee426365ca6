import path from 'node:path';
import request from 'supertest';
import type { LadderRehearsal } from '#contracts/api/ladder';
import { demoId, seedDemo } from '#persistence/seed/demo';
import { defaultOrgCalendar } from '#platform/calendars/org-calendar';
import { loadPlaybooks } from '#platform/playbooks/load';
import { SessionsService } from '../../apps/api/src/auth/sessions.service.ts';
import { startTestApi, type TestApi } from '../support/api.ts';

/** What needs tables only: rehearsals of ladders. */
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
    expect(sentences.map(({ en }) => en).slice(0, 2)).toEqual(['At the breach → tell the person, the team lead', 'If nobody has acknowledged 4 h of working time after the breach → tell the manager']);
    expect(sentences.map((text) => text['zh-CN'])[1]).toBe('若逾期后 工作时间 4 小时 仍无人确认 → 通知项目经理');
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
    await post('/playbooks/collaboration-loop/ladders/none/dry-run', { from: FRIDAY }).expect(404);
    await post('/playbooks/collaboration-loop/ladders/default/dry-run', { from: 17 }).expect(400);
  });
});
