import { rm } from 'node:fs/promises';
import path from 'node:path';
import request from 'supertest';
import { createActivities } from '#activities/index';
import type { RunListed } from '#contracts/api/run';
import type { RunOverview, RunPlan, StoryItem, Timeline } from '#contracts/api/run-view';
import type { RunEvent } from '#contracts/events';
import { poolOf } from '#persistence/data-source';
import { demoId, seedDemo } from '#persistence/seed/demo';
import { defaultOrgCalendar } from '#platform/calendars/org-calendar';
import { createLogger } from '#platform/logger';
import { loadPlaybooks } from '#platform/playbooks/load';
import { SessionsService } from '../../apps/api/src/auth/sessions.service.ts';
import { startTestApi, type TestApi } from '../support/api.ts';
import { rehearsalBundle } from '../support/rehearsal.ts';
import { clockOf, runOf, story, T0, taskOf } from './support/story.ts';

const HOUR = 3_600_000;
let api: TestApi;
let bundle: string;
const [manager, ops, script] = ['manager', 'ops', 'script'].map(demoId) as [string, string, string];
const late = { ...runOf(manager), title: 'Winter series' };
const fine = { ...runOf(demoId('admin')), title: '冬季防晒合集', startedAt: T0 + 5 };
const text = (en: string) => ({ en, 'zh-CN': en });
const first = taskOf(late.id, { assignee: script, candidates: [], clock: clockOf(T0 + HOUR) });
const second = taskOf(late.id, { key: 'topic', title: text('Topic'), assignee: null, candidates: [ops], clock: clockOf(T0 + 90 * HOUR) });

beforeAll(async () => {
  bundle = await rehearsalBundle();
  api = await startTestApi({ env: { REHEARSAL_BUNDLE: bundle }, now: () => T0 + 4 * HOUR });
  const playbooks = await loadPlaybooks(path.resolve(import.meta.dirname, '../../playbooks'));
  await seedDemo(api.db, { calendar: defaultOrgCalendar(), playbooks });
  const { recordEvents } = createActivities({ pool: poolOf(api.db), logger: createLogger('test', 'silent') });
  const loop = playbooks.find(({ slug }) => slug === 'collaboration-loop')!;
  const settings = Object.fromEntries(Object.entries(loop.settings).map(([name, setting]) => [name, setting.default]));
  const { next, by } = story(late.id);
  const run = { ...late, process: loop.process, settings, input: { contentType: 'tutorial', pieces: [{ title: 'A', format: '60 s', account: 'Lab' }] } };
  await recordEvents({ runId: late.id, events: [
    next('RunStarted', { run }, by(manager)), next('StepEntered', { step: 'review', title: text('Requirement review'), visit: 1 }), next('StepLeft', { step: 'review', visit: 1, outcome: 'completed', by: null, reason: null }),
    next('StepEntered', { step: 'planning', title: text('Content planning'), visit: 1 }), next('TaskOpened', { task: first }), next('TaskOpened', { task: second }), next('TaskClaimed', { taskId: second.id, by: ops }, by(ops)),
    next('TaskCompleted', { taskId: second.id, by: ops, documentId: null, outcome: {} }, by(ops)), next('RunPaused', { by: manager, reason: 'the studio is closed', clocks: {} }, by(manager)), next('RunResumed', { by: manager, reason: 'open again', clocks: {} }, by(manager)),
  ] as RunEvent[] });
  await recordEvents({ runId: fine.id, events: [story(fine.id).next('RunStarted', { run: fine })] as RunEvent[] });
}, 60_000);
afterAll(async () => {
  await api.close();
  await rm(bundle);
});

async function get(who: string, address: string): Promise<request.Response> {
  const { token } = await api.app.get(SessionsService).issueToken(api.db, demoId(who), 'password');
  return request(api.app.getHttpServer()).get(`/api/v1${address}`).set('Authorization', `Bearer ${token}`);
}
const titles = async (query: string, who = 'manager'): Promise<string[]> => ((await get(who, `/runs?${query}`)).body.items as RunListed[]).map(({ title }) => title);

describe('the list of runs', () => {
  it('says how each stands, and is found by manager, health and words of the title', async () => {
    const [, shown] = (await get('manager', '/runs')).body.items as RunListed[];
    expect(shown).toMatchObject({ title: 'Winter series', standing: { health: 'late', open: 1, late: 1, atRisk: 0 }, progress: { at: 2, of: 5 } });
    expect(await titles(`managerId=${manager}`)).toEqual(['Winter series']);
    expect([await titles('health=late'), await titles('health=on-track'), await titles('health=at-risk')]).toEqual([['Winter series'], ['冬季防晒合集'], []]);
    expect([await titles('q=wint'), await titles(`q=${encodeURIComponent('防晒')}`), await titles('q=nothing'), await titles('q=%25')]).toEqual([['Winter series'], ['冬季防晒合集'], [], []]);
    expect(await titles('limit=50', 'script')).toEqual(['Winter series']);
  });
  it('refuses what is no filter', async () => {
    expect((await get('manager', '/runs?health=great')).body).toMatchObject({ status: 400, errors: [{ path: 'health' }] });
    expect((await get('manager', '/runs?managerId=me')).status).toBe(400);
  });
});

describe('the page of a run', () => {
  it('overview: steps with their times, who has how much', async () => {
    const { body } = await get('manager', `/runs/${late.id}/overview`);
    const { standing, steps, people } = body as RunOverview;
    expect([standing.health, steps.map(({ key, state }) => `${key} ${state}`)]).toEqual(['late', ['review done', 'planning error', 'production pending', 'monitoring pending', 'retrospective pending']]);
    expect(steps[0]).toMatchObject({ from: T0 + 2, until: T0 + 3 });
    expect(people).toEqual([{ personId: script, open: 1, late: 1, done: 0 }, { personId: ops, open: 0, late: 0, done: 1 }]);
  });

  it('timeline: each task in segments, and the time off of its calendar', async () => {
    const { body } = await get('manager', `/runs/${late.id}/timeline`);
    const { lanes, off, now, until } = body as Timeline;
    expect(now).toBe(T0 + 4 * HOUR);
    expect(lanes.map(({ assignee, segments }) => [assignee, segments.map(({ kind }) => kind)])).toEqual([[script, ['work', 'paused', 'work']], [ops, ['waiting', 'work']]]);
    expect(lanes[0]).not.toHaveProperty('clock');
    expect(off.length).toBeGreaterThan(0);
    expect(off.every(([from, end]) => end > from && end <= until)).toBe(true);
  });

  it('plan: when the steps of the first turn were to be', async () => {
    const { body, status } = await get('manager', `/runs/${late.id}/plan`);
    expect([status, (body as RunPlan).complete, (body as RunPlan).steps.map(({ key }) => key)]).toEqual([200, true, ['review', 'planning', 'production', 'monitoring', 'retrospective']]);
  }, 20_000);

  it('story: sentences of both languages, newest first, by kind and page', async () => {
    const page = async (query: string): Promise<{ items: StoryItem[]; next: string | null }> => (await get('manager', `/runs/${late.id}/story?${query}`)).body as never;
    const { items } = await page('limit=200');
    expect(items[0]).toMatchObject({ kind: 'people', sentence: { en: expect.stringMatching(/ let the run go on\.$/), 'zh-CN': expect.stringMatching(/恢复了流程。$/) }, reason: 'open again', by: manager });
    expect(items.map(({ sentence }) => sentence.en).join('\n')).toMatch(/completed “Topic”[\s\S]*“Topic” opened for whoever claims it[\s\S]*The step “Content planning” began[\s\S]*started the run/);
    expect(items.every(({ sentence }) => !/[{}]|—|undefined/.test(sentence.en + sentence['zh-CN']))).toBe(true);
    const people = await page('kind=people&limit=2');
    expect([people.items.length, people.items.every(({ kind }) => kind === 'people')]).toEqual([2, true]);
    expect((await page(`kind=people&limit=2&after=${people.next!}`)).items[0]!.type).toBe('TaskCompleted');
    expect((await page('kind=messages')).items.map(({ sentence }) => sentence.en).join()).toMatch(/was told/);
  });

  it('does not exist for whoever may not read the run', async () => {
    for (const part of ['overview', 'timeline', 'plan', 'story']) expect([part, (await get('legal', `/runs/${late.id}/${part}`)).status]).toEqual([part, 404]);
  });
});
