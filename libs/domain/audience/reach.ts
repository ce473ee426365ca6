import type { Target } from '#contracts/clock';
import type { Directory } from '#contracts/process';
import type { Task } from '#contracts/task';
import { actingOn } from '../task/part.ts';
import { holders } from './audience.ts';

/** Who can be told: active people only, ids in a stable order. */
export interface Organisation {
  active: readonly string[];
  roles: Record<string, readonly string[]>;
  teams: Record<string, { lead: string | null; members: readonly string[] }>;
  admins: readonly string[];
  /** Leads by person, where they are known without the whole of the teams. */
  leads?: Record<string, string | null>;
}

/**
 * People that a rung's targets name, each once, none who left. `lead` is the lead of the person's team, else the run's
 * manager (handbook 4.3: "manager of"); a lead's own work goes to the manager as well.
 */
export function reachOf(organisation: Organisation, managerId: string): (targets: readonly Target[], task: Task | null) => string[] {
  return (targets, task) => {
    const people = targets.flatMap((target) => peopleOf(target, task, organisation, managerId));
    return [...new Set(people)].filter((person) => organisation.active.includes(person));
  };
}

/** Whom a rung tells, by what a run knows of people: the same rule, with nobody left out whom the run does not know. */
export function peopleTold(targets: readonly Target[], task: Task | null, directory: Directory, managerId: string): string[] {
  const { roles, teams, admins, people = {} } = directory;
  const named = targets.flatMap((target) => (target.kind === 'person' ? [target.person] : []));
  const leads = Object.fromEntries(Object.entries(people).map(([person, { lead }]) => [person, lead]));
  const active = [...Object.keys(people), ...Object.values(leads).filter((lead) => lead !== null), ...holders(task), ...named, managerId];
  return reachOf({ active, roles, teams, admins, leads }, managerId)(targets, task);
}

function peopleOf(target: Target, task: Task | null, organisation: Organisation, managerId: string): readonly string[] {
  switch (target.kind) {
    case 'assignee':
      return holders(task);
    case 'lead':
      return task === null ? [managerId] : leadsOf(task, organisation, managerId);
    case 'accountable':
      return [task?.accountable ?? managerId];
    case 'manager':
      return [managerId];
    case 'admin':
      return organisation.admins;
    case 'role':
      return organisation.roles[target.role] ?? [];
    case 'team':
      return organisation.teams[target.team]?.members ?? [];
    case 'person':
      return [target.person];
  }
}

function leadsOf(task: Task, organisation: Organisation, managerId: string): string[] {
  const people = actingOn(task);
  return (people.length === 0 ? [''] : people).map((person) => (organisation.leads ? organisation.leads[person] : leadOf(person, organisation)) ?? managerId);
}

/** Lead of the first team (by key) that the person belongs to and does not lead; a lead who left counts as none. */
export function leadOf(person: string, organisation: Organisation): string | null {
  const keys = Object.keys(organisation.teams).sort();
  for (const key of keys) {
    const team = organisation.teams[key]!;
    if (team.members.includes(person) && team.lead !== null && team.lead !== person && organisation.active.includes(team.lead)) return team.lead;
  }
  return null;
}
