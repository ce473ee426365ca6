import type { Directory } from '#contracts/process';
import type { Assignment } from '#contracts/task';

/** Who gets a task: one assignee, or several candidates who may claim it. */
export interface Resolved {
  assignee: string | null;
  candidates: string[];
  /** True when nobody else could take it and the run's manager (or the admins) got it. */
  fellToManager: boolean;
}

export interface AssignmentContext {
  directory: Directory;
  managerId: string;
  /** People the manager named for a role when the run started. */
  pinned: Record<string, string>;
  /** People who may not do it, because it judges their own work (handbook 4.3). */
  excluded: string[];
}

/** Resolves an assignment against the directory. A role that nobody (else) holds falls to the run's manager, then to the admins. */
export function resolveAssignment(assign: Assignment, context: AssignmentContext): Resolved {
  const allowed = (people: string[]) => people.filter((person) => !context.excluded.includes(person));
  const holders = allowed(holdersOf(assign, context));
  if (holders.length > 0) return among(holders, false);
  const manager = allowed([context.managerId]);
  return among(manager.length > 0 ? manager : allowed(context.directory.admins), true);
}

function among(people: string[], fellToManager: boolean): Resolved {
  return people.length === 1 ? { assignee: people[0] ?? null, candidates: [], fellToManager } : { assignee: null, candidates: people, fellToManager };
}

function holdersOf(assign: Assignment, { directory, managerId, pinned }: AssignmentContext): string[] {
  if ('person' in assign) return [assign.person];
  if ('manager' in assign) return [managerId];
  if ('team' in assign) return directory.teams[assign.team]?.members ?? [];
  if (!('role' in assign)) return [];
  const named = pinned[assign.role];
  return named ? [named] : (directory.roles[assign.role] ?? []);
}
