import type { Task } from '#contracts/task';
import { partsOf, type Part } from '#domain/task/part';
import { breachOf } from '../rows/to-row.ts';

/** One open task and one person it concerns. */
export interface InboxRow {
  person_id: string;
  breach_at: number;
  task_id: string;
  run_id: string;
  claimable: boolean;
  part: Part;
}

/** A task's inbox rows: everybody with a part in it; none once it is closed. */
export function inboxOf(task: Task | null): InboxRow[] {
  if (task === null || (task.state !== 'open' && task.state !== 'claimed')) return [];
  return [...partsOf(task)].map(([person, part]) => ({ person_id: person, breach_at: breachOf(task), task_id: task.id, run_id: task.runId, claimable: task.assignee === null && part === 'do', part }));
}

/** What to take out and what to put in or change, so that the inbox follows the tasks. */
export function inboxChanges(pairs: ReadonlyArray<{ before: Task | null; after: Task }>): { gone: InboxRow[]; put: InboxRow[] } {
  const gone: InboxRow[] = [];
  const put: InboxRow[] = [];
  for (const { before, after } of pairs) {
    const old = inboxOf(before);
    const next = inboxOf(after);
    gone.push(...old.filter((row) => !next.some((other) => other.person_id === row.person_id)));
    put.push(...next.filter((row) => !old.some((other) => same(row, other))));
  }
  return { gone, put };
}

const same = (a: InboxRow, b: InboxRow): boolean => a.person_id === b.person_id && a.breach_at === b.breach_at && a.claimable === b.claimable && a.part === b.part;
