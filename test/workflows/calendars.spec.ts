import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { CalendarLayer, StatedDay } from '#contracts/api/calendar-layer';
import type { ClockPolicy } from '#contracts/clock';
import type { CalendarChange } from '#contracts/commands';
import type { ProcessDefinition } from '#contracts/process';
import { calendarIdOf, withLayer, type CalendarBook } from '#domain/calendar/book';
import { addDuration } from '#domain/calendar/working-time';
import { orgBook, sliceAt } from '../support/scripted-team.ts';
import { Stage } from '../support/stage.ts';
import { createTimeSkipping } from '../support/time-skipping.ts';
import { until } from '../support/until.ts';

let env: TestWorkflowEnvironment;
beforeEach(async () => (env = await createTimeSkipping()), 60_000);
afterEach(() => Stage.closeAll(env));

const text = { 'zh-CN': '任务', en: 'Task' };
const policy: ClockPolicy = { due: { working: 'P3D' }, source: '4.3', atRiskShare: 0.8, remindBefore: [{ working: 'P1D' }], remindAtDue: true, remindAfter: null, ladder: [], acknowledgeFor: { working: 'P1D' } };
/** A task for the copywriter, then one that camera and editor may both claim. */
const assigns = { copy: { role: 'copy' }, shot: { role: 'crew' } };
function chain(): ProcessDefinition {
  const tasks = Object.fromEntries(Object.entries(assigns).map(([key, assign]) => [key, { key, title: text, description: text, source: '4.3', assign, form: null, checklist: [], policy }]));
  return { slug: 'chain', version: 1, process: 'taskChain', calendarId: 'org', steps: [{ key: 'chain', title: text }], tasks, groups: { chain: Object.keys(assigns) }, meetings: {}, gates: {}, checkpoints: {}, settings: {} };
}
async function open(book: CalendarBook): Promise<Stage> {
  const stage = await Stage.open(env, chain(), 'taskChain', { input: {}, book, directory: (team) => ({ ...team, roles: { ...team.roles, crew: ['camera', 'editor'] } }) });
  await until(async () => (await stage.openTasks()).length > 0);
  return stage;
}
const stated = (isWorkday: boolean): StatedDay => ({ isWorkday, reason: 'company', source: 'hand' });
const changed = (book: CalendarBook, id: string, change: Partial<CalendarLayer>): CalendarBook => {
  const { version = 0, data } = book.layers[id] ?? {};
  return withLayer(book, { id, version: version + 1, data: { ...(data ?? { format: 2 }), ...change } });
};
/** What the coordinator would send: the calendars of the book, cut anew, and whose they are. */
const replan = (book: CalendarBook, ids: string[], now: number): CalendarChange => ({
  slices: Object.fromEntries(ids.map((id) => [id, sliceAt(book, id, now)])),
  people: Object.fromEntries(['copy', 'camera', 'editor'].map((person) => [person, calendarIdOf([], person, new Set(Object.keys(book.layers)))])),
  reason: 'the studio is closed',
});
/** The first working day after `from` (epoch ms) by its date. */
const nextDay = (book: CalendarBook, from: number): string => sliceAt(book, 'org', from).days.find(({ intervals }) => intervals[0]![0] > from)!.date;

test('a task for one person counts by their calendar, work for several by the playbook’s', async () => {
  const book = changed(orgBook(), 'person/copy', { hours: [['10:00', '12:00']] });
  const stage = await open(book);
  const [copy] = await stage.openTasks('copy');
  expect(copy!.clock).toMatchObject({ calendarId: 'person/copy', countsFor: 'copy', basis: { calendarVersion: 2, layers: [{ id: 'org', version: 1 }, { id: 'person/copy', version: 1 }] } });
  expect(addDuration(sliceAt(book, 'person/copy', copy!.openedAt), copy!.openedAt, policy.due)).toMatchObject({ at: copy!.clock!.dueAt });
  expect(new Date(copy!.clock!.dueAt).getUTCHours()).toBeLessThanOrEqual(4);

  await stage.send('transferTask', 'manager', { taskId: copy!.id, to: 'script', reason: 'ill' });
  expect((await stage.openTasks('copy'))[0]!.clock).toEqual(copy!.clock);
  await stage.complete((await stage.openTasks('copy'))[0]!);
  await until(async () => (await stage.openTasks('shot')).length > 0);
  const [shot] = await stage.openTasks('shot');
  expect(shot!.clock).toMatchObject({ calendarId: 'org' });
  expect(shot!.clock!.countsFor).toBeUndefined();
  await stage.pin('calendars-of-people');
}, 60_000);

test('a changed calendar moves what is open, a first layer of a person takes their clocks over, and an older cut changes nothing', async () => {
  const before = orgBook();
  const stage = await open(before);
  const now = await env.currentTimeMs();
  const copy = (await stage.openTasks('copy'))[0]!;
  const closed = changed(before, 'org', { days: { ...before.layers.org!.data.days, [nextDay(before, now)]: stated(false) } });
  const answer = await stage.send('replanRun', 'admin', replan(closed, ['org'], now));
  expect(answer.outcome).toBe('replanned');
  const [event] = stage.of('ClockReplanned');
  expect(event!.data).toMatchObject({ taskId: copy.id, was: copy.clock!.dueAt, reason: 'the studio is closed', clock: { epoch: 2, basis: { calendarVersion: 2 } } });
  expect(addDuration(sliceAt(closed, 'org', copy.openedAt), copy.openedAt, policy.due)).toMatchObject({ at: event!.data.clock.dueAt });
  expect((await stage.openTasks('copy'))[0]!.version).toBe(copy.version);

  const partTime = changed(closed, 'person/copy', { hours: [['09:00', '12:00']] });
  await stage.send('replanRun', 'admin', replan(partTime, ['person/copy'], now));
  const [taken] = await stage.openTasks('copy');
  expect(taken!.clock).toMatchObject({ calendarId: 'person/copy', countsFor: 'copy' });
  expect(addDuration(sliceAt(partTime, 'person/copy', copy.openedAt), copy.openedAt, policy.due)).toMatchObject({ at: taken!.clock!.dueAt });

  const events = stage.events.length;
  await stage.send('replanRun', 'admin', replan(before, ['org'], now));
  expect(stage.events).toHaveLength(events);
  await stage.pin('calendar-changed');
}, 60_000);

test('a paused run keeps what is left; a breached due time stays; a due time never moves into the past', async () => {
  const before = orgBook();
  const stage = await open(before);
  const [copy] = await stage.openTasks('copy');
  await stage.send('pauseRun', 'manager', { reason: 'flood' });
  const now = await env.currentTimeMs();
  const closed = changed(before, 'org', { days: { ...before.layers.org!.data.days, [nextDay(before, now)]: stated(false) } });
  stage.book = closed;
  await stage.send('replanRun', 'admin', replan(closed, ['org'], now));
  const [paused] = await stage.openTasks('copy');
  // Less what passed until the pause, where that was in working hours.
  expect(paused!.clock!.paused!.remainingMs).toBeLessThanOrEqual(24 * 3_600_000);
  expect(paused!.clock!.paused!.remainingMs).toBeGreaterThan(24 * 3_600_000 - 60_000);
  expect(paused!.clock!.dueAt).toBeGreaterThan(copy!.clock!.dueAt);
  await stage.send('resumeRun', 'manager', { reason: 'dry' });
  const [resumed] = await stage.openTasks('copy');
  expect(addDuration(sliceAt(closed, 'org', now), await env.currentTimeMs(), { working: 'PT24H' })).toMatchObject({ at: expect.closeTo(resumed!.clock!.dueAt, -4) });

  // The day that was closed is opened again, after the due time would have passed.
  await env.sleep(resumed!.clock!.dueAt - (await env.currentTimeMs()) - 3_600_000);
  const late = await env.currentTimeMs();
  const reopened = changed(closed, 'org', { days: before.layers.org!.data.days });
  await stage.send('replanRun', 'admin', replan(reopened, ['org'], late));
  expect((await stage.openTasks('copy'))[0]!.clock!.dueAt).toBe(resumed!.clock!.dueAt);
  await env.sleep('2 days');
  expect(stage.of('TaskBreached').length).toBe(1);
  const breached = (await stage.openTasks('copy'))[0]!.clock!;
  await stage.send('replanRun', 'admin', replan(changed(reopened, 'org', { hours: [['10:00', '16:00']] }), ['org'], late));
  expect((await stage.openTasks('copy'))[0]!.clock).toMatchObject({ dueAt: breached.dueAt, breachedAt: breached.breachedAt });
}, 90_000);

test('a meeting not yet held moves with its task, its revision is raised, and one that has begun stays', async () => {
  const before = orgBook();
  const weekly = { kind: 'weekly', weekday: 5, time: '16:00' };
  const stage = await Stage.open(env, 'collaboration-loop', 'collaborationLoop', { input: { pieces: [], contentType: 'tutorial' }, settings: { 'review.recurrence': weekly }, book: before });
  const meeting = await until(async () => (await stage.view()).meetings[0]);
  const [task] = await until(async () => (await stage.openTasks()).length > 0 && stage.openTasks());
  const now = await env.currentTimeMs();
  const date = sliceAt(before, 'org', now).days.find(({ intervals }) => intervals[0]![0] <= meeting.startsAt && meeting.startsAt < intervals.at(-1)![1])!.date;
  const closed = changed(before, 'org', { days: { ...before.layers.org!.data.days, [date]: stated(false) } });
  await stage.send('replanRun', 'admin', replan(closed, ['org'], now));
  const [moved] = (await stage.view()).meetings;
  expect(moved).toMatchObject({ sequence: 1, version: meeting.version, endsAt: moved!.startsAt + meeting.endsAt - meeting.startsAt });
  expect(moved!.startsAt).toBeGreaterThan(meeting.startsAt);
  expect(stage.of('MeetingMoved')[0]!.data).toMatchObject({ was: { startsAt: meeting.startsAt, endsAt: meeting.endsAt } });
  const [after] = await stage.openTasks();
  expect(after!.clock).toMatchObject({ startedAt: moved!.endsAt, basis: { from: moved!.endsAt } });
  expect(after!.clock!.dueAt).toBeGreaterThan(task!.clock!.dueAt);

  await env.sleep(moved!.startsAt - (await env.currentTimeMs()) + 60_000);
  await stage.send('replanRun', 'admin', replan(changed(closed, 'org', { days: before.layers.org!.data.days }), ['org'], now));
  expect((await stage.view()).meetings[0]!.startsAt).toBe(moved!.startsAt);
  await stage.pin('calendar-moves-meeting');
}, 60_000);
