import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { CalendarLayer } from '#contracts/api/calendar-layer';
import type { Recurrence } from '#contracts/playbook';
import type { CatchUp } from '#contracts/schedule';
import { buildSlice } from '#domain/calendar/build';
import { DAY_MS, HOUR_MS } from '#domain/calendar/duration';
import { timeZoneOf, type Calendar } from '#domain/calendar/layers';
import { occurrences } from '#domain/calendar/recurrence';
import { zoneOf } from '#platform/calendars/zone-of';
import { defaultOrgCalendar } from '#platform/calendars/org-calendar';
import { SeriesStage } from '../support/series-stage.ts';
import { createTimeSkipping } from '../support/time-skipping.ts';
import { until } from '../support/until.ts';

let env: TestWorkflowEnvironment;
let stage: SeriesStage;
beforeEach(async () => (env = await createTimeSkipping()), 60_000);
afterEach(async () => {
  await stage.stopWorker();
  await env.teardown();
});

const org = (data: Partial<CalendarLayer> = {}): Calendar => ({ id: 'org', layers: [{ id: 'org', version: 1, data: { ...defaultOrgCalendar(), ...data } }] });
const FRIDAYS: Recurrence = { kind: 'weekly', weekdays: [5], time: '16:00' };
const LATEST: CatchUp = { policy: 'latest', windowMs: 60 * DAY_MS };
const expected = (calendar: Calendar, recurrence: Recurrence, after: number, count: number): number[] =>
  occurrences(buildSlice(calendar, { from: after - 14 * DAY_MS, until: after + 500 * DAY_MS, zone: zoneOf(timeZoneOf(calendar)) }), recurrence, after, count).occurrences.map(({ at }) => at);
/** Sleeps past an instant, in steps that let each timer fire by itself. */
async function passTo(at: number, step = DAY_MS): Promise<void> {
  for (let now = await env.currentTimeMs(); now < at; now = await env.currentTimeMs()) await env.sleep(Math.min(step, at - now));
}

test('notes each occurrence at its time, through a change of summer time', async () => {
  const berlin = org({ timeZone: 'Europe/Berlin' });
  const recurrence: Recurrence = { kind: 'nth', of: 'month', nth: -1, day: 'working', time: '02:30' };
  const now = await env.currentTimeMs();
  stage = await SeriesStage.open(env, { state: 'active', recurrence, catchUp: LATEST, countsFrom: now }, berlin);
  const wanted = expected(berlin, recurrence, now, 7);
  await passTo(wanted[6]! + HOUR_MS, 5 * DAY_MS);
  await until(() => stage.noted.length === 7);
  expect(stage.noted).toEqual(wanted.map((at) => ({ at, state: 'due' })));
  expect(stage.told('Europe/Berlin').every((line) => line.endsWith('02:30'))).toBe(true);
}, 60_000);

test.each([
  ['all', ['missed', 'due', 'due', 'due']],
  ['latest', ['missed', 'missed', 'missed', 'due']],
  ['none', ['missed', 'missed', 'missed', 'missed']],
] as const)('what an outage of weeks missed is shown, and made up for by the policy %s', async (policy, states) => {
  const now = await env.currentTimeMs();
  const begun = now - 30 * DAY_MS;
  const wanted = expected(org(), FRIDAYS, begun, 8).filter((at) => at <= now);
  const last4 = wanted.slice(-4);
  // As a worker finds the series after the outage: settled up to before the last four, of which the first is older than the window.
  const windowMs = now - last4[1]! + HOUR_MS;
  stage = await SeriesStage.open(env, { state: 'active', recurrence: FRIDAYS, catchUp: { policy, windowMs }, countsFrom: last4[0]! - HOUR_MS }, org());
  await until(() => stage.noted.length === 4);
  expect(stage.noted).toEqual(last4.map((at, index) => ({ at, state: states[index] })));
  const [next] = expected(org(), FRIDAYS, now, 1);
  await passTo(next! + HOUR_MS);
  await until(() => stage.noted.length === 5);
  await stage.pin(`schedule-catches-up-${policy}`);
  expect(stage.noted[4]).toEqual({ at: next, state: 'due' });
}, 60_000);

test('a change is read at once: another calendar, a pause, going on, an end', async () => {
  const now = await env.currentTimeMs();
  stage = await SeriesStage.open(env, { state: 'active', recurrence: FRIDAYS, catchUp: { policy: 'all', windowMs: 60 * DAY_MS }, countsFrom: now }, org());
  const [first] = expected(org(), FRIDAYS, now, 1);
  await until(() => stage.next === first);
  const date = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short' }).format(first);
  const closed = org({ days: { ...defaultOrgCalendar().days, [date]: { isWorkday: false, reason: 'company', source: 'hand' } } });
  await stage.change({}, closed);
  const [moved, second] = expected(closed, FRIDAYS, now, 2);
  await until(() => stage.next === moved);
  expect(moved).toBeGreaterThan(first!);
  await passTo(moved! + HOUR_MS);
  await until(() => stage.noted.length === 1);
  await stage.change({ state: 'paused' });
  await passTo(second! + DAY_MS);
  // What falls into a pause is none of the series' business: it counts from where it goes on.
  const resumedAt = await env.currentTimeMs();
  await stage.change({ state: 'active', countsFrom: resumedAt });
  const [third] = expected(closed, FRIDAYS, resumedAt, 1);
  await passTo(third! + HOUR_MS);
  await until(() => stage.noted.length === 2);
  expect(stage.noted).toEqual([{ at: moved, state: 'due' }, { at: third, state: 'due' }]);
  await stage.change({ state: 'deleted' });
  await stage.handle.result();
  await stage.pin('schedule-changed-paused-deleted');
}, 60_000);

test('one that repeats every few seconds continues as new and loses and doubles nothing', async () => {
  const now = await env.currentTimeMs();
  const recurrence: Recurrence = { kind: 'every', every: { clock: 'PT30S' } };
  stage = await SeriesStage.open(env, { state: 'active', recurrence, catchUp: LATEST, countsFrom: now }, org());
  for (let round = 0; round < 60 && (await stage.handle.describe()).runId === stage.handle.firstExecutionRunId; round += 1) await env.sleep('5 minutes');
  expect((await stage.handle.describe()).runId).not.toBe(stage.handle.firstExecutionRunId);
  await env.sleep('5 minutes');
  expect(stage.noted.map(({ at }) => at)).toEqual(stage.noted.map((_, index) => now + (index + 1) * 30_000));
  expect(stage.noted.every(({ state }) => state === 'due')).toBe(true);
}, 90_000);
