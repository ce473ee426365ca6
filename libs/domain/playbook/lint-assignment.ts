import type { Playbook } from '#contracts/playbook';
import type { Assignment } from '#contracts/task';
import type { Problem } from './problem.ts';

/** An assignment that follows another task: the task must be there, and must not follow this one in turn. */
export function lintAssignment({ tasks }: Pick<Playbook, 'tasks'>, key: string, assign: Assignment): Problem[] {
  const path = `tasks.${key}.assign`;
  const followed = followedBy(assign);
  if (followed === null) return [];
  if (!Object.hasOwn(tasks, followed)) return [{ path, message: `there is no task "${followed}"` }];
  const seen: string[] = [];
  for (let next: string | null = followed; next !== null && !seen.includes(next); next = followedBy(tasks[next]?.assign)) seen.push(next);
  return seen.includes(key) ? [{ path, message: 'goes to whoever does this very task' }] : [];
}

/** The task whose doer it asks for, or null. */
function followedBy(assign: Assignment | undefined): string | null {
  if (assign === undefined) return null;
  const whose = 'managerOf' in assign ? assign.managerOf : assign;
  return 'stepActor' in whose ? whose.stepActor : null;
}
