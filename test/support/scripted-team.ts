import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Directory, FactsRequest, ProcessDefinition, RunFacts, RunInput } from '#contracts/process';
import type { Json } from '#contracts/text';
import { buildSlice } from '#domain/calendar/build';
import { singleLayer } from '#domain/calendar/layers';
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

/** Facts from the real calendar rules, 90 days from `now`, or up to `until` (epoch ms). */
export function factsFor(now: number, until = now + 90 * DAY_MS): RunFacts {
  const slice = buildSlice(singleLayer('org', 1, defaultOrgCalendar()), { from: now - 7 * DAY_MS, until, zone: zoneOf('Asia/Shanghai') });
  return { directory: directory(now), calendars: { org: slice } };
}
export const loadFactsAt = (now: () => number) => (request: FactsRequest): Promise<RunFacts> => Promise.resolve(factsFor(now(), request.until));

/** What the API would hand to Temporal for this playbook and input. */
export async function runInput(of: string | ProcessDefinition, { runId, now, input, settings = {} }: { runId: string; now: number; input: Record<string, Json>; settings?: Record<string, Json> }): Promise<RunInput> {
  const definition = typeof of === 'string' ? compilePlaybook(await loadPlaybook(path.join(root, 'playbooks', of, 'playbook.yaml')), settings) : of;
  return {
    runId, title: `test of ${definition.slug}`, parentId: null, rootId: runId, managerId: 'manager', startedBy: 'manager', requestedAt: now,
    commandId: `start-${runId}`, definition, input, facts: factsFor(now),
  };
}

/** The body of an example file. */
export const example = (name: string): { title: string; input: Record<string, Json> } => JSON.parse(readFileSync(path.join(root, 'examples', `${name}.json`), 'utf8')) as { title: string; input: Record<string, Json> };
