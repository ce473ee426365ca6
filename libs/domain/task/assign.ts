import type { Directory } from '#contracts/process';
import type { Assignment, Cover } from '#contracts/task';
import { coverFor, isAway, personIn } from './stand-in.ts';

/** Who gets a task: one assignee, or several candidates who may claim it. */
export interface Resolved {
  assignee: string | null;
  candidates: string[];
  /** True when nobody else could take it and the run's manager (or the admins) got it. */
  fellToManager: boolean;
  /** Whose task it would be, were they not away; null when nobody stands in. */
  cover: Pick<Cover, 'for' | 'absenceId'> | null;
}

export interface AssignmentContext {
  directory: Directory;
  managerId: string;
  /** People the manager named for a role when the run started. */
  pinned: Record<string, string>;
  /** People who may not do it, because it judges their own work (handbook 4.3). */
  excluded: string[];
  /** Who last completed the task of each key in this run. */
  actors: Record<string, string>;
  /** The playbook's assignments by task key: where work goes that was to follow a task which nobody did. */
  assignments: Record<string, Assignment>;
  /** Whom `pickPerson` chose; null when it was not asked. */
  picked: string | null;
}

/** Several of whom one is to be picked by facts beyond the run. */
export interface Pool {
  pool: string;
  people: string[];
  strategy: 'round-robin' | 'least-loaded';
}

/**
 * Resolves an assignment against the directory: people at work first, then the deputy of who is away (never somebody excluded). A role that
 * nobody (else) holds falls to the run's manager, then to the admins (handbook 4.3).
 */
export function resolveAssignment(assign: Assignment, context: AssignmentContext): Resolved {
  const { picked } = context;
  const { here, away } = holdersOf(assign, context);
  if (picked !== null && here.includes(picked)) return among([picked]);
  if (here.length > 0) return among(here);
  const first = away[0];
  return first === undefined ? fallen(context) : standIn(away, first, context);
}

/** The one person whom an accountability names; several holders of a role, or none, leave it with the run's manager. Absence does not move it. */
export function accountableOf(assign: Assignment, context: AssignmentContext): string {
  const people = [...new Set(named(assign, context))];
  return people.length === 1 ? (people[0] ?? context.managerId) : context.managerId;
}

/** The people to pick from, when the playbook asks for one to be picked and several could be: a pinned person needs no picking. */
export function poolOf(assign: Assignment, context: AssignmentContext): Pool | null {
  if (!('pick' in assign) || assign.pick === undefined || assign.pick === 'claim') return null;
  if ('role' in assign && context.pinned[assign.role]) return null;
  const { here } = holdersOf(assign, context);
  if (here.length === 0) return null;
  return { pool: 'role' in assign ? `role/${assign.role}` : `team/${assign.team}`, people: here, strategy: assign.pick };
}

function among(people: string[], rest: Partial<Resolved> = {}): Resolved {
  const [only] = people;
  return { ...(people.length === 1 ? { assignee: only ?? null, candidates: [] } : { assignee: null, candidates: people }), fellToManager: false, cover: null, ...rest };
}

/** Who has the open task of somebody away, by the same rule; null when it stays theirs. */
export function standInFor(person: string, context: Pick<AssignmentContext, 'directory' | 'managerId' | 'excluded'>): string | null {
  const found = coverFor(person, context)?.deputy ?? fallen(context).assignee;
  return found === person ? null : found;
}

/** Everybody who should have it is away: the first whose stand-in may take it is covered, then the run's manager takes it; with nobody left it stays theirs. */
function standIn(away: string[], first: string, context: AssignmentContext): Resolved {
  for (const person of away) {
    const found = coverFor(person, context);
    if (found) return among([found.deputy], { cover: found.cover });
  }
  const last = fallen(context);
  const reached = last.assignee === null ? last.candidates : [last.assignee];
  if (reached.length === 0 || reached.includes(first)) return among([first]);
  return { ...last, fellToManager: false, cover: { for: first, absenceId: personIn(context.directory, first)?.cover?.absenceId ?? '' } };
}

function fallen(context: Pick<AssignmentContext, 'directory' | 'managerId' | 'excluded'>): Resolved {
  const { managerId, excluded, directory } = context;
  if (excluded.includes(managerId)) return among(directory.admins.filter((person) => !excluded.includes(person)), { fellToManager: true });
  const found = isAway(managerId, directory) ? coverFor(managerId, context) : null;
  return found ? among([found.deputy], { fellToManager: true, cover: found.cover }) : among([managerId], { fellToManager: true });
}

function holdersOf(assign: Assignment, context: AssignmentContext): { here: string[]; away: string[] } {
  const allowed = [...new Set(named(assign, context))].filter((person) => !context.excluded.includes(person));
  const away = allowed.filter((person) => isAway(person, context.directory));
  return { here: allowed.filter((person) => !away.includes(person)), away };
}

function named(assign: Assignment, context: AssignmentContext): string[] {
  const { directory, managerId, pinned } = context;
  if ('person' in assign) return [assign.person];
  if ('manager' in assign) return [managerId];
  if ('team' in assign) return directory.teams[assign.team]?.members ?? [];
  if ('stepActor' in assign) return doneBy(assign.stepActor, context, []);
  if ('managerOf' in assign) {
    const of = named(assign.managerOf, context);
    return of.length === 0 ? [managerId] : of.map((person) => personIn(directory, person)?.lead ?? managerId);
  }
  const holder = pinned[assign.role];
  return holder ? [holder] : (directory.roles[assign.role] ?? []);
}

/** Whoever did that task; when nobody did, whoever it would have gone to. `seen` ends a chain that bites its tail, which lint refuses. */
function doneBy(key: string, context: AssignmentContext, seen: string[]): string[] {
  const actor = context.actors[key];
  if (actor !== undefined) return [actor];
  const assign = context.assignments[key];
  if (assign === undefined || seen.includes(key)) return [context.managerId];
  return 'stepActor' in assign ? doneBy(assign.stepActor, context, [...seen, key]) : named(assign, context);
}
