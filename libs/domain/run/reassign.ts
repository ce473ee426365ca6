import type { Piece } from '#contracts/piece';
import type { Task } from '#contracts/task';
import { resolveAssignment, type AssignmentContext } from '../task/assign.ts';
import { judgesOwnWork } from '../task/rules.ts';

/** What becomes of one open task when a person's work goes to another: handed over, or given out anew where the other may not judge it. */
export type Handover = { taskId: string } & ({ kind: 'transfer' } | { kind: 'assign'; assignee: string | null; candidates: string[] });

const isTheirs = (task: Task, person: string): boolean => task.closedAt === null && (task.assignee === person || (task.assignee === null && task.candidates.includes(person)));

/**
 * Everything open that `from` has or could claim. A task that `to` may not judge, because it is about their own work or their other check (handbook 4.3),
 * goes by its own assignment to somebody else, in the end to the run's manager; where `from` was one of several candidates, `to` takes the place.
 */
export function planReassign(tasks: readonly Task[], { from, to }: { from: string; to: string }, pieceOf: (task: Task) => Piece | null, context: Omit<AssignmentContext, 'excluded' | 'picked'>): Handover[] {
  return tasks.filter((task) => isTheirs(task, from)).map((task): Handover => {
    const piece = pieceOf(task);
    if (!judgesOwnWork(task, to, piece)) {
      if (task.assignee === from) return { taskId: task.id, kind: 'transfer' };
      return { taskId: task.id, kind: 'assign', ...among([...new Set(task.candidates.map((person) => (person === from ? to : person)))]) };
    }
    const others = task.assignee === null ? task.candidates.filter((person) => person !== from) : [];
    if (others.length > 0) return { taskId: task.id, kind: 'assign', ...among(others) };
    const barred = [...new Set([...task.excluded, from, to, ...(piece?.authors ?? []), ...(piece?.checks.map((check) => check.by) ?? [])])];
    const { assignee, candidates } = resolveAssignment(task.assign, { ...context, excluded: task.subject.check ? barred : [...task.excluded, from, to], picked: null });
    return { taskId: task.id, kind: 'assign', assignee, candidates };
  });
}

const among = (people: string[]): { assignee: string | null; candidates: string[] } => (people.length === 1 ? { assignee: people[0]!, candidates: [] } : { assignee: null, candidates: people });
