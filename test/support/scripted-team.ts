import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { CalendarSlice } from '#contracts/calendar';
import type { Directory, FactsRequest, ProcessDefinition, RunFacts, RunInput } from '#contracts/process';
import type { Json } from '#contracts/text';
import { calendarIdOf, calendarOf, type CalendarBook } from '#domain/calendar/book';
import { buildSlice } from '#domain/calendar/build';
import { timeZoneOf } from '#domain/calendar/layers';
import { compilePlaybook } from '#domain/playbook/compile';
import { defaultOrgCalendar } from '#platform/calendars/org-calendar';
import { zoneOf } from '#platform/calendars/zone-of';
import { loadPlaybook } from '#platform/playbooks/load';

const DAY_MS = 86_400_000;
const root = path.resolve(import.meta.dirname, '../..');

/** One person for each role of 4.1; ids are the role's name. */
export const TEAM = ['manager', 'admin', 'host', 'script', 'visual', 'copy', 'data', 'camera', 'editor', 'ops'] as const;

export function directory(asOf: number): Directory {
  const roles = Object.fromEntries(TEAM.filter((role) => role !== 'manager' && role !== 'admin').map((role) => [role, [role as string]]));
  return { asOf, roles, teams: {}, admins: ['admin'], people: Object.fromEntries(TEAM.map((person) => [person, { calendarId: 'org', lead: null, cover: null }])) };
}

/** The organisation's calendar and no other layer. */
export const orgBook = (): CalendarBook => ({ layers: { org: { id: 'org', version: 1, data: defaultOrgCalendar() } }, teams: {} });

/** A slice of the book's calendar from a week before `now` to 90 days after, or to `until` (epoch ms). */
export function sliceAt(book: CalendarBook, id: string, now: number, until = now + 90 * DAY_MS): CalendarSlice {
  const calendar = calendarOf(book, id)!;
  return buildSlice(calendar, { from: now - 7 * DAY_MS, until, zone: zoneOf(timeZoneOf(calendar)) });
}

/** Facts from the real calendar rules, 90 days from `now`, or up to `until` (epoch ms). */
export function factsFor(now: number, until = now + 90 * DAY_MS, book = orgBook(), calendars = ['org']): RunFacts {
  const team = directory(now);
  const people = Object.entries(team.people).map(([id, facts]) => [id, { ...facts, calendarId: calendarIdOf(book.teams[id] ?? [], id, new Set(Object.keys(book.layers))) }] as const);
  return { directory: { ...team, people: Object.fromEntries(people) }, calendars: Object.fromEntries(calendars.map((id) => [id, sliceAt(book, id, now, until)])) };
}
export const loadFactsAt = (now: () => number, book?: () => CalendarBook) => (request: FactsRequest): Promise<RunFacts> => Promise.resolve(factsFor(now(), request.until, book?.(), request.calendars));

/** What the API would hand to Temporal for this playbook and input. */
export async function runInput(of: string | ProcessDefinition, { runId, now, input, settings = {}, book }: { runId: string; now: number; input: Record<string, Json>; settings?: Record<string, Json>; book?: CalendarBook }): Promise<RunInput> {
  const definition = typeof of === 'string' ? compilePlaybook(await loadPlaybook(path.join(root, 'playbooks', of, 'playbook.yaml')), settings) : of;
  return {
    runId, title: `test of ${definition.slug}`, parentId: null, rootId: runId, managerId: 'manager', startedBy: 'manager', requestedAt: now,
    commandId: `start-${runId}`, definition, input, facts: factsFor(now, undefined, book),
  };
}

/** The body of an example file. */
export const example = (name: string): { title: string; input: Record<string, Json> } => JSON.parse(readFileSync(path.join(root, 'examples', `${name}.json`), 'utf8')) as { title: string; input: Record<string, Json> };
