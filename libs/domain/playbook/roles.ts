import type { Playbook } from '#contracts/playbook';

/** Operating roles that a playbook gives work, asks or tells, each once, by name. */
export function rolesNamed({ steps, tasks, ladders, meetings }: Pick<Playbook, 'steps' | 'tasks' | 'ladders' | 'meetings'>): string[] {
  const assigned = Object.values(tasks).map(({ assign }) => assign);
  const rungs = Object.values(ladders).map(({ rungs: own, variants }) => [own, variants]);
  return [...new Set([...within(steps.map(({ raci }) => raci)), ...within(assigned), ...within(rungs), ...within(Object.values(meetings).map(({ attendees }) => attendees))])].sort();
}

/** Roles at any depth: assignments, targets and RACI all say `{role}`. */
function within(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const { role } = value as { role?: unknown };
  return [...(typeof role === 'string' ? [role] : []), ...Object.values(value).flatMap(within)];
}
