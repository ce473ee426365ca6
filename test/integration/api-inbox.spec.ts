import { randomUUID } from 'node:crypto';
import type { RunEvent } from '#contracts/events';
import type { Task } from '#contracts/task';
import { demoId } from '#persistence/seed/demo';
import { besideApi, openTask, type BesideApi } from './support/beside.ts';
import { clockOf } from './support/story.ts';

const HOUR_MS = 3_600_000;
let beside: BesideApi;
beforeAll(async () => {
  beside = await besideApi();
}, 60_000);
afterAll(() => beside.close());

const get = async (who: string, path: string) => (await beside.send(who, 'get', path)).body;
const idsIn = async (who: string, view: string, more = '') => ((await get(who, `/inbox?view=${view}${more}`)).items as Array<{ id: string }>).map(({ id }) => id);
const viewsOf = async (who: string, taskId: string) => {
  const views = ['mine', 'claim', 'started', 'copied', 'later', 'done'];
  const found = await Promise.all(views.map(async (view) => ((await idsIn(who, view)).includes(taskId) ? view : null)));
  return found.filter((view) => view !== null);
};
const record = (runId: string, events: RunEvent[]) => beside.activities.recordEvents({ runId, events });
const title = (en: string): Pick<Task, 'title'> => ({ title: { 'zh-CN': `标题 ${en}`, en } });

describe('the heaps of work', () => {
  it('hold a task where it belongs for each person, and nowhere for strangers', async () => {
    const { task } = await openTask(beside);
    expect([await viewsOf('script', task.id), await viewsOf('manager', task.id), await viewsOf('legal', task.id)]).toEqual([['mine'], ['started'], []]);
    const { task: offered } = await openTask(beside, { assignee: null, candidates: [demoId('script'), demoId('copy')] });
    expect([await viewsOf('script', offered.id), await viewsOf('copy', offered.id), await viewsOf('legal', offered.id)]).toEqual([['claim'], ['claim'], []]);
    await beside.send('script', 'post', `/tasks/${task.id}/snooze`, { for: { clock: 'PT1H' } });
    expect(await viewsOf('script', task.id)).toEqual(['later']);
    await beside.send('manager', 'post', `/tasks/${task.id}/comments`, { text: 'Have a look', mentions: [demoId('legal')] });
    expect(await viewsOf('legal', task.id)).toEqual(['copied']);
    const { task: answered } = await openTask(beside, { accountable: demoId('host') });
    expect(await viewsOf('host', answered.id)).toEqual(['copied']);
  });

  it('move what was closed to whoever closed it, latest first', async () => {
    const done: string[] = [];
    for (const _ of [1, 2]) {
      const { run, task, tell } = await openTask(beside);
      await record(run.id, [tell.next('TaskCompleted', { taskId: task.id, by: demoId('script'), documentId: null, outcome: {} }, tell.by(demoId('script')))]);
      expect(await viewsOf('script', task.id)).toEqual(['done']);
      done.unshift(task.id);
    }
    expect((await idsIn('script', 'done')).slice(0, 2).sort()).toEqual([...done].sort());
  });

  it('count what they hold, and how much of it is over, in one request', async () => {
    const before = await get('data', '/inbox/counts');
    await openTask(beside, { assignee: demoId('data'), clock: clockOf(beside.now() - HOUR_MS) });
    await openTask(beside, { assignee: demoId('data'), clock: clockOf(beside.now() + HOUR_MS) });
    await openTask(beside, { assignee: null, candidates: [demoId('data'), demoId('copy')] });
    const after = await get('data', '/inbox/counts');
    expect(after.mine).toEqual({ count: before.mine.count + 2, over: before.mine.over + 1 });
    expect(after.claim.count).toBe(before.claim.count + 1);
    expect([after.started, after.copied, after.later]).toEqual([before.started, before.copied, before.later]);
  });

  it('page without missing or doubling anything', async () => {
    for (let index = 0; index < 7; index += 1) await openTask(beside, { assignee: demoId('editor'), clock: index % 3 === 0 ? null : clockOf(beside.now() + (index % 2) * HOUR_MS) });
    const whole = await idsIn('editor', 'mine', '&limit=200');
    const paged: string[] = [];
    for (let after = ''; ; ) {
      const page = await get('editor', `/inbox?view=mine&limit=2${after}`);
      paged.push(...page.items.map(({ id }: { id: string }) => id));
      if (page.next === null) break;
      after = `&after=${encodeURIComponent(page.next)}`;
    }
    expect(paged).toEqual(whole);
    expect(new Set(paged).size).toBe(paged.length);
  });

  it('narrow by words, run, due time and check', async () => {
    const { run, task } = await openTask(beside, { assignee: demoId('camera'), ...title('50 %_off poster'), clock: clockOf(beside.now() - HOUR_MS) });
    const { task: other } = await openTask(beside, { assignee: demoId('camera'), ...title('Sound'), clock: clockOf(beside.now() + 30 * 24 * HOUR_MS), subject: { check: 'final' } });
    expect(await idsIn('camera', 'mine', `&text=${encodeURIComponent('%_OFF')}`)).toEqual([task.id]);
    expect(await idsIn('camera', 'mine', `&text=${encodeURIComponent('标题 sound')}`)).toEqual([other.id]);
    expect(await idsIn('camera', 'mine', `&runId=${run.id}`)).toEqual([task.id]);
    expect([await idsIn('camera', 'mine', '&due=over'), await idsIn('camera', 'mine', '&check=final')]).toEqual([[task.id], [other.id]]);
    expect(await idsIn('camera', 'mine', '&due=week')).toEqual([task.id]);
    const bad = await beside.send('camera', 'get', '/inbox?view=everything');
    expect([bad.status, bad.body.errors[0].path]).toEqual([400, 'view']);
  });

  it('show on a card what its badges and its chip need', async () => {
    const clock = { ...clockOf(beside.now() + HOUR_MS), paused: { at: beside.now(), remainingMs: HOUR_MS } };
    const { task } = await openTask(beside, { assignee: demoId('host'), clock, nudged: { by: demoId('manager'), at: beside.now(), count: 2 }, delegation: { by: demoId('host'), to: demoId('copy'), at: 1, reason: 'r', handedBack: null } });
    const card = ((await get('copy', '/inbox')).items as Array<Record<string, unknown>>).find(({ id }) => id === task.id);
    expect(card).toMatchObject({ nudges: 2, paused: true, counts: 'working', delegatedBy: demoId('host'), dueAt: null, pieceTitle: null });
  });
});

describe('saved filters', () => {
  const filter = { view: 'mine', due: 'week', check: 'final' };
  const save = (who: string, name: string, key?: string) => beside.send(who, 'post', '/inbox/filters', { name, filter }, key);

  it('are kept for one person under a name, changed and taken away', async () => {
    const key = randomUUID();
    const made = await save('script', 'Finals', key);
    expect([made.status, made.body]).toEqual([201, { id: expect.any(String), name: 'Finals', filter, createdAt: expect.any(Number) }]);
    expect((await save('script', 'Finals', key)).body).toEqual(made.body);
    const again = await save('script', 'FINALS');
    expect([again.status, again.body.errors[0].path]).toEqual([422, 'name']);
    expect((await save('copy', 'Finals')).status).toBe(201);
    const { id } = made.body;
    expect((await beside.send('copy', 'put', `/inbox/filters/${id}`, { name: 'Mine now', filter })).status).toBe(404);
    const changed = await beside.send('script', 'put', `/inbox/filters/${id}`, { name: 'Over', filter: { view: 'claim', due: 'over' } });
    expect([changed.status, changed.body.name, changed.body.filter]).toEqual([200, 'Over', { view: 'claim', due: 'over' }]);
    expect((await get('script', '/inbox/filters')).items).toEqual([changed.body]);
    expect((await beside.send('copy', 'delete', `/inbox/filters/${id}`)).status).toBe(404);
    expect((await beside.send('script', 'delete', `/inbox/filters/${id}`)).status).toBe(204);
    expect((await get('script', '/inbox/filters')).items).toEqual([]);
    const verbs = await beside.rows<{ verb: string }>(`SELECT verb FROM activity_log WHERE data ->> 'filter' = $1 ORDER BY ordinal`, id);
    expect(verbs.map(({ verb }) => verb)).toEqual(['filter-saved', 'filter-saved', 'filter-removed']);
  });

  it('are so many at most, and of known fields', async () => {
    await beside.rows(`INSERT INTO saved_filter (id, person_id, name, filter, created_at) SELECT gen_random_uuid(), $1, 'f' || n, '{"view":"mine"}', 0 FROM generate_series(1, 50) n`, demoId('legal'));
    const full = await save('legal', 'One more');
    expect([full.status, full.body.rule]).toEqual([409, 'too-many-filters']);
    const bad = await beside.send('copy', 'post', '/inbox/filters', { name: 'x', filter: { view: 'mine', colour: 'red' } });
    expect([bad.status, bad.body.errors[0].path]).toEqual([400, 'filter.colour']);
  });
});

describe('what a task says of itself', () => {
  it('names the verbs that its reader may do, and no others', async () => {
    const { task } = await openTask(beside, { state: 'claimed' });
    const of = async (who: string): Promise<string[]> => (await get(who, `/tasks/${task.id}`)).verbs;
    expect(await of('script')).toEqual(expect.arrayContaining(['complete', 'transfer', 'delegate', 'signers', 'snooze', 'comment', 'attach']));
    expect(await of('script')).not.toEqual(expect.arrayContaining(['nudge']));
    const manager = await of('manager');
    expect(manager).toEqual(expect.arrayContaining(['transfer', 'due', 'pause', 'nudge', 'skip']));
    for (const verb of ['complete', 'resume', 'claim', 'snooze', 'recall']) expect(manager).not.toContain(verb);
    const { run, task: closed, tell } = await openTask(beside);
    await record(run.id, [tell.next('TaskCompleted', { taskId: closed.id, by: demoId('script'), documentId: null, outcome: {} }, tell.by(demoId('script')))]);
    expect((await get('script', `/tasks/${closed.id}`)).verbs.filter((verb: string) => !['comment', 'attach'].includes(verb))).toEqual(['recall']);
    expect((await get('manager', `/tasks/${closed.id}`)).verbs).not.toContain('recall');
  });

  it('tells its history, events and what was written beside them, without what is personal', async () => {
    const { run, task, tell } = await openTask(beside);
    await record(run.id, [tell.next('TaskTransferred', { taskId: task.id, by: demoId('manager'), to: demoId('copy'), reason: 'On leave' }, tell.by(demoId('manager')))]);
    await beside.send('copy', 'put', `/tasks/${task.id}/draft`, { answers: { x: 1 } });
    await beside.send('copy', 'post', `/tasks/${task.id}/comments`, { text: 'On it' });
    const page = await get('copy', `/tasks/${task.id}/history?limit=2`);
    expect(page.items.map(({ type }: { type: string }) => type)).toEqual(['commented', 'TaskTransferred']);
    expect(page.items[1]).toMatchObject({ by: demoId('manager'), reason: 'On leave', sentence: { en: expect.stringMatching(/handed .Script outline. to/), 'zh-CN': expect.stringContaining('转交') } });
    const rest = await get('copy', `/tasks/${task.id}/history?after=${encodeURIComponent(page.next)}`);
    expect(rest.items.map(({ type, by }: { type: string; by: string | null }) => [type, by])).toEqual([['TaskOpened', null]]);
    expect((await beside.send('legal', 'get', `/tasks/${task.id}/history`)).status).toBe(404);
  });

  it('shows what was answered before it in its run, to whoever may see it', async () => {
    const { run, task, tell } = await openTask(beside);
    const documentId = randomUUID();
    await beside.rows(`INSERT INTO document (id, run_id, task_id, kind, body, sha256, author, created_at) VALUES ($1, $2, $3, 'answers', $4, '', $5, 1)`, documentId, run.id, task.id, { answers: { report: 'three compared' }, links: [{ url: 'https://x.test/a' }] }, demoId('script'));
    const later = { ...task, id: randomUUID(), assignee: demoId('copy'), block: 'later' };
    await record(run.id, [
      tell.next('TaskCompleted', { taskId: task.id, by: demoId('script'), documentId, outcome: {} }, tell.by(demoId('script'))),
      tell.next('TaskOpened', { task: later }),
    ]);
    const page = await get('copy', `/tasks/${later.id}/previous`);
    expect(page.items).toEqual([expect.objectContaining({ taskId: task.id, closedBy: demoId('script'), answers: { report: 'three compared' }, links: [{ url: 'https://x.test/a' }], form: null })]);
    expect((await get('script', `/tasks/${task.id}/previous`)).items).toEqual([]);
    expect((await beside.send('legal', 'get', `/tasks/${later.id}/previous`)).status).toBe(404);
  });
});

test('the slice of a person is of the calendar that their work counts by, and others do not read it', async () => {
  const slice = await get('script', `/calendars/person:${demoId('script')}/slice`);
  expect(slice).toMatchObject({ calendarId: 'org', timeZone: 'Asia/Shanghai' });
  expect([slice.from < beside.now() - 59 * 24 * HOUR_MS, slice.validUntil > beside.now() + 149 * 24 * HOUR_MS]).toEqual([true, true]);
  expect(slice.days[0].intervals).toHaveLength(2);
  expect((await beside.send('script', 'get', `/calendars/person:${demoId('legal')}/slice`)).status).toBe(404);
});

test('notices come in words, are counted, and are marked read up to what was seen', async () => {
  const { run, task, tell } = await openTask(beside, { assignee: demoId('ops') });
  await record(run.id, [tell.next('TaskNudged', { taskId: task.id, by: demoId('manager'), at: 5, count: 1 }, tell.by(demoId('manager')))]);
  const { items } = await get('ops', '/notices?unread=true');
  expect(items.map(({ kind }: { kind: string }) => kind)).toEqual(expect.arrayContaining(['task-opened', 'task-nudged']));
  for (const { subject, lead } of items) expect([subject.en, subject['zh-CN'], lead.en, lead['zh-CN']]).toEqual([expect.stringMatching(/\w/), expect.stringMatching(/[\u4e00-\u9fff]/), expect.any(String), expect.any(String)]);
  expect(await get('ops', '/notices/count')).toEqual({ unread: items.length });
  const upTo = items[0].createdAt;
  const read = await beside.send('ops', 'post', '/notices/read', { upTo });
  expect([read.status, read.body]).toEqual([200, { unread: items.filter(({ createdAt }: { createdAt: number }) => createdAt > upTo).length }]);
  expect((await beside.send('ops', 'post', '/notices/read', { upTo })).body).toEqual(read.body);
  expect((await get('ops', '/notices/count')).unread).toBe(0);
});
