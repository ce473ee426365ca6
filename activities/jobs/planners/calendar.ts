import type { CommandArgs } from '#contracts/commands';
import type { Job, JobItem } from '#contracts/jobs';
import { calendarOf, usesLayer, type CalendarBook } from '#domain/calendar/book';
import { peopleNow, spansOf } from '#domain/calendar/impact';
import { calendarNow } from '#domain/clock/change-over';
import { comingMeetings, openClocks, openRuns, type ClockRow } from '#persistence/repositories/calendar-use';
import { readBook, sliceOf } from '#persistence/repositories/calendars';
import { zoneOf } from '#platform/calendars/zone-of';
import type { Listing, Planner, PlannerDeps } from '../planner.ts';
import { calendarOfPersonPlanner, isAboutPerson } from './calendar-of-person.ts';

/** A layer of a calendar changed; every run that counts by it is to count again. */
interface CalendarParams {
  layer: string;
  reason: string;
}
/** A run whose start was under way when the calendar changed may have been given the old one: it is looked for again so much later (ms). */
const STRAGGLERS_MS = 90_000;

export const calendarPlanner: Planner = {
  list: (deps, job) => (isAboutPerson(job) ? calendarOfPersonPlanner : { list }).list(deps, job),
  argsOf: (deps, job, item) => (isAboutPerson(job) ? calendarOfPersonPlanner.argsOf! : argsOf)(deps, job, item),
};

async function list({ pool, now }: PlannerDeps, { params, createdAt }: Job): Promise<Listing> {
  const { layer, reason } = params as unknown as CalendarParams;
  const [book, clocks, meetings, runs] = await Promise.all([readBook(pool), openClocks(pool), comingMeetings(pool, now), openRuns(pool)]);
  const people = peopleNow(book, clocks);
  const concerned = new Set([
    ...runs.filter(({ calendarId }) => usesLayer(book, calendarId, layer)).map(({ id }) => id),
    ...clocks.filter(({ clock }) => usesLayer(book, calendarNow(clock, people), layer)).map(({ runId }) => runId),
    ...meetings.filter(({ schedule }) => usesLayer(book, schedule!.calendarId, layer)).map(({ runId }) => runId),
  ]);
  const args: CommandArgs['replanRun'] = { slices: {}, people: {}, reason };
  const items = [...concerned].sort().map((id): JobItem => ({ key: id, runId: id, target: { kind: 'run', id }, version: null, name: 'replanRun', args }));
  return { items, again: now < createdAt + STRAGGLERS_MS ? createdAt + STRAGGLERS_MS : null };
}

/** The calendars of one run as they are when its command is sent, cut as far as its own clocks and meetings need. */
async function argsOf({ pool, now }: PlannerDeps, { params }: Job, { runId }: JobItem): Promise<CommandArgs['replanRun']> {
  const { layer, reason } = params as unknown as CalendarParams;
  const [book, clocks, meetings, runs] = await Promise.all([readBook(pool), openClocks(pool, runId), comingMeetings(pool, now, runId), openRuns(pool, runId)]);
  const held = runs.flatMap(({ calendarId }) => (usesLayer(book, calendarId, layer) ? [calendarId] : []));
  const spans = { ...Object.fromEntries(held.map((id) => [id, { from: now - 14 * 86_400_000, until: now + 90 * 86_400_000 }])), ...spansOf(book, layer, clocks, meetings, now) };
  const slices = Object.entries(spans).flatMap(([id, span]) => {
    const calendar = calendarOf(book, id);
    return calendar ? [[id, sliceOf(calendar, span, zoneOf)] as const] : [];
  });
  return { slices: Object.fromEntries(slices), people: changingOver(book, layer, clocks), reason };
}

/** Whose clocks change over to a calendar that the layer is part of. */
function changingOver(book: CalendarBook, layer: string, clocks: readonly ClockRow[]): Record<string, string> {
  return Object.fromEntries(Object.entries(peopleNow(book, clocks)).filter(([, id]) => usesLayer(book, id, layer)));
}
