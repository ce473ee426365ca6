import type { Target } from '#contracts/clock';
import type { ProcessDefinition } from '#contracts/process';
import type { Assignment } from '#contracts/task';

/** What a run needs to know of the directory. Sorted, each once. */
export interface Asked {
  roles: string[];
  teams: string[];
  people: string[];
}

/** Every role, team and person that a definition names, in assignments, ladders, meetings and steps. Who is merely informed is looked up by the digest. */
export function askedOf({ tasks, meetings, steps }: Pick<ProcessDefinition, 'tasks' | 'meetings' | 'steps'>): Asked {
  const raci = steps.flatMap((step) => (step.raci ? [step.raci.accountable, ...step.raci.consulted] : []));
  const assigned = [...Object.values(tasks).map(({ assign }) => assign), ...raci].map(whose);
  const targets: Target[] = [...Object.values(tasks).flatMap(({ policy }) => [policy, ...Object.values(policy.variants ?? {})].flatMap(({ ladder }) => ladder.flatMap((rung) => rung.to))), ...Object.values(meetings).flatMap(({ attendees }) => attendees)];
  const named = (field: 'role' | 'team' | 'person'): string[] => [...assigned, ...targets].flatMap((one) => (field in one ? [(one as Record<string, string>)[field] ?? ''] : []));
  return { roles: sorted(named('role')), teams: sorted(named('team')), people: sorted(named('person')) };
}

const sorted = (names: string[]): string[] => [...new Set(names)].sort();

/** The part of an assignment that names somebody. */
const whose = (assign: Assignment): object => ('managerOf' in assign ? assign.managerOf : assign);
