import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TaskCard, TaskResource, TaskWhy } from '#contracts/api/task';
import type { CalendarChanged, CalendarImpact } from '#contracts/api/calendar';
import type { Notice } from '#contracts/api/notice';
import type { CaseEntry } from '#contracts/run';
import { DEMO_PEOPLE } from '#persistence/seed/demo-people';
import { until } from '../support/until.ts';
import { Crew } from './support/crew.ts';
import { Feed } from './support/feed.ts';
import { CaughtMails } from './support/mail.ts';
import type { Body, Person, RunStory } from './support/people.ts';
import { alsoHolds } from './support/roles.ts';
import { startStack, type RunningStack } from './support/stack.ts';

const MEETING = { 'zh-CN': '会议邀请：需求评审会', en: 'Meeting: Requirement review meeting' };
const localeOf = (name: string) => DEMO_PEOPLE.find(({ key }) => key === name)!.locale;

/** A newcomer's first turn of the loop through the API, from the review to the case, with a kill -9 on the way (handbook 4.3). */
describe('a whole turn', () => {
  const TITLE = 'Walked by the e2e suite';
  const ACTION = 'Move the product to second 20';
  let home: string;
  let stack: RunningStack;
  let crew: Crew;
  let mails: CaughtMails;
  let runId: string;
  let run: RunStory;
  const who = (name: string): Person => crew.named(name);

  const enter = async (): Promise<void> => {
    stack = await startStack({ home });
    crew = await Crew.logIn(stack.api);
    mails = new CaughtMails(stack.mailApi);
  };
  beforeAll(async () => {
    home = await mkdtemp(path.join(tmpdir(), 'callsheet-e2e-'));
    await enter();
  }, 100_000);
  afterAll(async () => {
    await stack?.stop();
    await rm(home, { recursive: true, force: true });
  }, 60_000);

  it('begins with a review: an invitation for everybody, attendance, minutes, a decision, and the feed wakes', async () => {
    runId = await who('manager').starts('fast-turn', { title: TITLE });
    run = who('manager').run(runId);
    const meeting = await until(async () => (await run.meetings())[0]);
    expect(meeting).toMatchObject({ key: 'requirement-review', state: 'scheduled', organizer: who('manager').id });
    for (const name of ['manager', 'host', 'script', 'visual', 'copy', 'data', 'ops']) {
      const [invitation] = await mails.arrived(name, MEETING[localeOf(name)]);
      expect(await mails.attachment(invitation!, 'text/calendar')).toMatch(new RegExp(`METHOD:REQUEST[\\s\\S]*UID:${meeting.id}`));
    }
    await who('manager').does(`/meetings/${meeting.id}/attendance`, { attendance: { [who('host').id]: 'present', [who('copy').id]: 'excused' } });
    await who('manager').does(`/meetings/${meeting.id}/minutes`, { text: 'One piece about sun protection factors.' });
    expect((await who('script').post(`/meetings/${meeting.id}/decision`, { decision: 'go' })).status).toBe(403);
    const feed = await Feed.open(stack.api, who('script'));
    await who('manager').does(`/meetings/${meeting.id}/decision`, { decision: 'go' });
    await feed.hears(({ event, data }) => event === 'notice' || data.type === 'MeetingDecided');
    await feed.close();
  }, 60_000);

  it('opens eight pieces of pre-work, each once in its inbox and once in the mail', async () => {
    const tasks = await until(async () => {
      const open = (await run.tasks()).filter(({ step, key }) => step === 'planning' && key !== 'retrospective' && key !== 'opinion');
      return open.length === 8 && open;
    });
    expect(tasks.map(({ key, assignee }) => [key, crew.byId(assignee)?.name]).sort()).toEqual([
      ['competitor-analysis', 'data'], ['copy-and-title', 'copy'], ['publishing-plan', 'ops'], ['resources-and-budget', 'ops'],
      ['script-outline', 'script'], ['topic-selection', 'host'], ['user-persona', 'data'], ['visual-style', 'visual'],
    ]);
    for (const task of tasks) expect(await mails.arrived(crew.byId(task.assignee)!.name, `/tasks/${task.id}`)).toHaveLength(1);
  }, 60_000);

  it('lets people hand a task over, acknowledge it, move its due time and speak about it', async () => {
    const { id } = await who('script').finds(runId, 'script-outline');
    const does = async (name: string, verb: string, body: Body = {}) => (await who(name).does(`/tasks/${id}/${verb}`, body)).task;
    expect((await does('manager', 'transfer', { to: who('copy').id, reason: 'The script writer is away' })).assignee).toBe(who('copy').id);
    expect((await does('copy', 'ack')).acknowledged).toBe(true);
    const moved = await does('manager', 'due', { due: { working: 'P3D' }, reason: 'The host is travelling' });
    await does('copy', 'comments', { text: 'Which opening?' });
    expect((await who('copy').post(`/tasks/${id}/release`, {})).status).toBe(409);
    // Handed on, it is not theirs to see any more.
    expect((await who('script').post(`/tasks/${id}/claim`, {})).status).toBe(404);
    await does('copy', 'transfer', { to: who('script').id, reason: 'Back again' });
    const why = await who('script').get<TaskWhy>(`/tasks/${id}/why`);
    expect(why.sentences.map(({ en }) => en).join('\n')).toContain('The host is travelling');
    expect(why.sentences.map((texts) => texts['zh-CN']).join('\n')).toContain('手册 4.3');
    const task = await who('script').get<TaskResource>(`/tasks/${id}`);
    expect([task.dueAt, task.comments.map(({ text }) => text)]).toEqual([moved.dueAt, ['Which opening?']]);
  });

  it('stops its working-time clocks while it is paused, and still takes what people do', async () => {
    const { id } = await who('script').finds(runId, 'script-outline');
    expect((await who('manager').does(`/runs/${runId}/pause`, { reason: 'A holiday of the client' })).run.state).toBe('paused');
    expect((await who('script').get<TaskResource>(`/tasks/${id}`)).dueAt).toBeNull();
    expect((await who('script').completes({ id })).state).toBe('done');
    expect((await who('manager').does(`/runs/${runId}/resume`, { reason: 'They are back' })).run.state).toBe('running');
  });

  it('goes on where it was after a kill -9', async () => {
    const before = await run.events();
    await stack.kill9('supervisor');
    await enter();
    run = who('manager').run(runId);
    expect((await run.events()).slice(0, before.length)).toEqual(before);
    await crew.workUntil(runId, async () => (await run.view()).step === 'production', (task) => (task.step === 'planning' && task.key !== 'retrospective' ? {} : null));
    // The manager signed the step off; the editor was asked for an opinion when it began, and gave it.
    const after = await run.events();
    const asked = after.flatMap(({ type, data }) => (type === 'TaskOpened' ? [data.task as TaskResource] : [])).filter(({ key }) => key === 'sign-off' || key === 'opinion');
    expect(asked.map(({ key, assignee, accountable }) => [key, crew.byId(assignee)?.name, crew.byId(accountable)?.name])).toEqual(expect.arrayContaining([['opinion', 'editor', 'manager'], ['sign-off', 'manager', 'manager']]));
  }, 100_000);

  it('goes back to planning with a reason, skips it, and ticks a checklist', async () => {
    const shooting = await who('camera').finds(runId, 'shooting');
    await who('camera').does(`/tasks/${shooting.id}/return`, { toStep: 'planning', reason: 'The outline cannot be shot' });
    await until(async () => (await run.view()).step === 'planning');
    await who('manager').does(`/runs/${runId}/skip`, { reason: 'Settled on the phone' });
    const again = await until(async () => (await who('camera').inbox(runId)).find(({ key, id }) => key === 'shooting' && id !== shooting.id));
    const { task } = await who('camera').does(`/tasks/${again.id}/checklist`, { item: 'footage-backed-up', done: true });
    expect(task.checklist.find(({ key }) => key === 'footage-backed-up')).toMatchObject({ done: true, by: who('camera').id });
  }, 30_000);

  it('produces and publishes: three people check, a failed check brings rework with its defects', async () => {
    const defects = [{ code: 'subtitle-typo', note: 'A typo at 00:23' }];
    let failed = false;
    const fail = (): Body => ((failed = true), { decision: 'failed', defects });
    const inProduction = (task: TaskCard): Body | null => {
      if (task.key === 'rework') expect(task.subject.defects).toEqual(defects);
      if (task.subject.check === 'daily' && !failed) return fail();
      return task.step === 'production' && task.key !== 'retrospective' ? {} : null;
    };
    await crew.workUntil(runId, async () => (await run.view()).step === 'monitoring', inProduction);
    const [piece] = await run.pieces();
    expect(piece).toMatchObject({ reworks: 1, publishedBy: who('ops').id, platform: '抖音', link: expect.stringMatching(/^https:/) });
    expect(piece!.checks.map(({ level, result, by }) => [level, result, crew.byId(by)?.name])).toEqual([['daily', 'failed', 'visual'], ['daily', 'passed', 'visual'], ['weekly', 'passed', 'script'], ['final', 'passed', 'manager']]);
  }, 40_000);

  it('is watched at four nodes: a figure under its floor and one that never comes each open a task', async () => {
    const [piece] = await run.pieces();
    const point = (metric: string, value: number) => ({ pieceId: piece!.id, metric, value, measuredAt: piece!.publishedAt, source: 'export' });
    const batch = { points: [point('plays', 500), point('completion-rate', 0.3)] };
    const results = async () => (await who('data').does<{ results: Array<{ status: string }> }>('/metrics', batch)).results.map(({ status }) => status);
    expect([await results(), await results()]).toEqual([['stored', 'stored'], ['known', 'known']]);
    const checkpoints = await until(async () => {
      const [watched] = await run.pieces();
      return watched!.checkpoints.length === 4 && watched!.checkpoints;
    });
    const verdicts = Object.fromEntries(checkpoints.map(({ node, metrics }) => [node, metrics.map(({ verdict }) => verdict).join(' ')]));
    expect(verdicts).toEqual({ '24h': 'under ok missing', '48h': 'ok missing', '72h': 'ok missing', '7d': 'ok missing' });
    const alarms = await until(async () => { const keys = (await who('data').inbox(runId)).map(({ key }) => key).sort(); return keys.length >= 5 && keys; });
    expect(alarms).toEqual(['metric-missing', 'metric-missing', 'metric-missing', 'metric-missing', 'metric-under-floor']);
  }, 30_000);

  it('ends with a retrospective: an action for its owner, a case for the library, and the run is completed', async () => {
    const actions = [{ title: ACTION, owner: 'copy@callsheet.test', due: new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10) }];
    let agreed = false;
    const atTheEnd = async (task: TaskCard): Promise<Body | null> => {
      if (task.key === 'action') expect(await mails.arrived('copy', `/tasks/${task.id}`)).toHaveLength(1);
      if (task.key !== 'retrospective') return {};
      const meeting = (await run.meetings()).find(({ id }) => id === task.subject.meetingId);
      if ((meeting?.endsAt ?? Infinity) > Date.now()) return null;
      const answers = { actions: agreed ? [] : actions, case: { title: TITLE, contentType: 'knowledge' } };
      agreed = true;
      return answers;
    };
    await crew.workUntil(runId, async () => (await run.view()).closedAt !== null, atTheEnd, 40_000);
    expect(await run.view()).toMatchObject({ state: 'completed', outcome: 'completed', turn: 1 });
    const events = await run.events();
    expect(events.map(({ n }) => n)).toEqual(events.map((_, index) => index + 1));
    const action = events.find(({ type, data }) => type === 'TaskOpened' && (data.task as { key: string }).key === 'action');
    expect(action?.data.task).toMatchObject({ assignee: who('copy').id, subject: { action: true, note: ACTION } });
  }, 60_000);

  it('offers its case when the next run is planned, which can be cancelled', async () => {
    const kept = (await who('legal').get<{ items: CaseEntry[] }>('/cases?contentType=knowledge')).items.filter((entry) => entry.runId === runId);
    expect(kept.length).toBeGreaterThan(0);
    const next = await who('manager').starts('fast-turn', { title: 'The next one' });
    const meeting = await until(async () => (await who('manager').run(next).meetings())[0]);
    await who('manager').does(`/meetings/${meeting.id}/decision`, { decision: 'go' });
    const outline = await who('script').finds(next, 'script-outline');
    expect((await who('script').get<TaskResource>(`/tasks/${outline.id}`)).offers).toEqual(expect.arrayContaining([kept[0]]));
    expect((await who('manager').does(`/runs/${next}/cancel`, { reason: 'Enough seen' })).run.state).toBe('cancelled');
    expect(await who('script').inbox(next)).toEqual([]);
  }, 30_000);

  it('offers a task of a role that two people hold to both: one claims it and gives it back, the other does it', async () => {
    await alsoHolds(stack, who('legal').id, 'copy');
    const next = await who('manager').starts('fast-turn', { title: 'For two' });
    await who('manager').does(`/runs/${next}/skip`, { reason: 'Decided by mail' });
    const { id, claimable } = await who('legal').finds(next, 'copy-and-title');
    expect(claimable).toBe(true);
    expect((await who('legal').does(`/tasks/${id}/claim`)).task).toMatchObject({ state: 'claimed', assignee: who('legal').id });
    expect((await who('copy').post(`/tasks/${id}/claim`, {})).status).toBe(409);
    expect((await who('legal').does(`/tasks/${id}/release`)).task).toMatchObject({ state: 'open', assignee: null });
    await who('copy').does(`/tasks/${id}/claim`);
    expect(await who('copy').completes({ id })).toMatchObject({ state: 'done', closedBy: who('copy').id });
    await who('manager').does(`/runs/${next}/cancel`, { reason: 'Enough seen' });
  }, 30_000);

  it('follows a changed calendar: shown first, then tasks and meetings move, by mail with a raised revision, and "why" knows the new version', async () => {
    const admin = who('admin');
    const chain = await who('manager').starts('task-chain', { input: { settings: { 'step.due': { working: 'P10D' } } } });
    const task = await who('ops').finds(chain, 'step-1');
    const weekly = { kind: 'weekly', weekday: 5, time: '16:00' };
    const loop = who('manager').run(await who('manager').starts('collaboration-loop', { title: 'Moved', input: { contentType: 'tutorial', pieces: [{ title: 'One', format: 'short', account: 'main' }], settings: { 'review.recurrence': weekly } } }));
    const meeting = await until(async () => (await loop.meetings())[0]);
    const date = new Date(meeting.startsAt + 8 * 3_600_000).toISOString().slice(0, 10);
    const { version, layer } = await admin.get<{ version: number; layer: { days: Body } }>('/calendars/org');
    const closed = { ...layer, days: { ...layer.days, [date]: { isWorkday: false, reason: 'company', name: { 'zh-CN': '停电', en: 'Power cut' } } } };
    const shown = await admin.does<CalendarImpact>('/calendars/org/preview', { layer: closed });
    const due = shown.tasks.items.find(({ taskId }) => taskId === task.id)!;
    const start = shown.meetings.items.find(({ meetingId }) => meetingId === meeting.id)!;
    const { jobId } = await admin.does<CalendarChanged>('/calendars/org/versions', { layer: closed, version, reason: 'Power cut' });
    await until(async () => (await loop.meetings())[0]!.startsAt === start.after.startsAt && (await who('ops').finds(chain, 'step-1')).dueAt === due.after);
    expect(due.after).toBeGreaterThan(task.dueAt!);
    const [invitation] = await mails.arrived('host', '会议改期');
    expect(await mails.attachment(invitation!, 'text/calendar')).toMatch(/METHOD:REQUEST[\s\S]*SEQUENCE:1/);
    expect(await mails.arrived('ops', 'Due time moved')).toHaveLength(1);
    const why = (await who('ops').get<TaskWhy>(`/tasks/${task.id}/why`)).sentences.map(({ en }) => en).join(' ');
    expect(why).toMatch(new RegExp(`version ${version + 1} .*${date} is no working day. It is Power cut`));
    expect(await admin.get(`/jobs/${jobId}`)).toMatchObject({ kind: 'calendar', items: { done: expect.any(Number) } });
  }, 60_000);

  it('told each person of each event once, and mailed each notice once', async () => {
    await mails.arrived('manager', `Finished: ${TITLE}`);
    const caught = await mails.all();
    for (const person of crew.all) {
      const notices = (await person.all<Notice>('/notices')).filter((notice) => notice.runId === runId);
      const told = notices.flatMap(({ eventNumbers }) => eventNumbers);
      expect([person.name, told.length]).toEqual([person.name, new Set(told).size]);
      const invited = notices.filter(({ kind }) => kind === 'meeting-invited').length;
      const invitations = caught.filter((mail) => mail.to[0]?.address === `${person.name}@callsheet.test` && /^(Meeting: |会议邀请：)/.test(mail.subject) && mail.text.includes(TITLE));
      expect([person.name, invitations.length]).toEqual([person.name, invited]);
    }
    const deliveries = caught.map(({ headers }) => headers['x-entity-ref-id']);
    expect(new Set(deliveries).size).toBe(deliveries.length);
  }, 40_000);
});
