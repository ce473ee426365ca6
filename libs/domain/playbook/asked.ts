import type { Target } from '#contracts/clock';
import type { ProcessDefinition } from '#contracts/process';

/** Every role and team that a definition names, in assignments, ladders and meetings: what a run needs to know of the directory. Sorted, each once. */
export function askedOf({ tasks, meetings }: Pick<ProcessDefinition, 'tasks' | 'meetings'>): { roles: string[]; teams: string[] } {
  const assigned = Object.values(tasks).map(({ assign }) => assign);
  const targets: Target[] = [...Object.values(tasks).flatMap(({ policy }) => policy.ladder.flatMap((rung) => rung.to)), ...Object.values(meetings).flatMap(({ attendees }) => attendees)];
  const roles = [...assigned.flatMap((assign) => ('role' in assign ? [assign.role] : [])), ...targets.flatMap((target) => (target.kind === 'role' ? [target.role] : []))];
  const teams = [...assigned.flatMap((assign) => ('team' in assign ? [assign.team] : [])), ...targets.flatMap((target) => (target.kind === 'team' ? [target.team] : []))];
  return { roles: [...new Set(roles)].sort(), teams: [...new Set(teams)].sort() };
}
