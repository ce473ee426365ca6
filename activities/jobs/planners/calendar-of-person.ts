import type { CommandArgs } from '#contracts/commands';
import { ORG_CALENDAR } from '#contracts/calendar';
import type { Job, JobItem } from '#contracts/jobs';
import { calendarIdOf, calendarOf } from '#domain/calendar/book';
import { spanOver } from '#domain/calendar/impact';
import { openClocks, openRuns, type ClockRow } from '#persistence/repositories/calendar-use';
import { readBook, sliceOf } from '#persistence/repositories/calendars';
import { zoneOf } from '#platform/calendars/zone-of';
import type { Listing, Planner, PlannerDeps } from '../planner.ts';

/** Somebody joined or left a team that has a calendar: what they have open counts by another one from now on. */
interface MemberParams {
  person: string;
  reason: string;
}
export const isAboutPerson = ({ params }: Job): boolean => 'person' in params;
export const calendarOfPersonPlanner: Planner = { list, argsOf };

const theirs = (clocks: ClockRow[], person: string): ClockRow[] => clocks.filter(({ clock }) => clock.countsFor === person);

async function list({ pool }: PlannerDeps, { params }: Job): Promise<Listing> {
  const { person, reason } = params as unknown as MemberParams;
  const runs = new Set(theirs(await openClocks(pool), person).map(({ runId }) => runId));
  const args: CommandArgs['replanRun'] = { slices: {}, people: {}, reason };
  return { items: [...runs].sort().map((id): JobItem => ({ key: id, runId: id, target: { kind: 'run', id }, version: null, name: 'replanRun', args })), again: null };
}

/** The calendar that they count by now: their own, their first team's that has one, else that of the run's playbook. */
async function argsOf({ pool, now }: PlannerDeps, { params }: Job, { runId }: JobItem): Promise<CommandArgs['replanRun']> {
  const { person, reason } = params as unknown as MemberParams;
  const [book, clocks, [run]] = await Promise.all([readBook(pool), openClocks(pool, runId), openRuns(pool, runId)]);
  const own = calendarIdOf(book.teams[person] ?? [], person, new Set(Object.keys(book.layers)));
  const id = own === ORG_CALENDAR && run ? run.calendarId : own;
  const calendar = calendarOf(book, id);
  if (!calendar) return { slices: {}, people: {}, reason };
  return { slices: { [id]: sliceOf(calendar, spanOver(theirs(clocks, person), now), zoneOf) }, people: { [person]: id }, reason };
}
