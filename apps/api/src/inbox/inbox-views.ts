import type { InboxView } from '#contracts/api/inbox';

/** Puts a value into a statement and answers its place (`$3`). */
export type Bind = (value: unknown) => string;
/** Whose inbox, as of when (epoch ms); `claimers` are the people whose offers the reader may see, `everything` says that no relation is asked for. */
export interface InboxReader {
  person: string;
  now: number;
  claimers: string[];
  everything: boolean;
}
/** Tables and conditions of one heap. `task` is in scope of everything that is added. */
export interface Heap {
  from: string;
  where: string[];
}

const OPEN = `task.state IN ('open', 'claimed')`;
const aside = (person: string, now: string): string => `EXISTS (SELECT 1 FROM snooze WHERE snooze.person_id = ${person}::uuid AND snooze.task_id = task.id AND snooze.until_at > ${now}::bigint)`;

const HEAPS: Record<InboxView, (reader: InboxReader, bind: Bind, sees: (place: string) => string) => Heap> = {
  mine: ({ person, now }, bind) => {
    const me = bind(person);
    return { from: 'inbox JOIN task ON task.id = inbox.task_id', where: [`inbox.person_id = ${me}::uuid AND NOT inbox.claimable`, `NOT ${aside(me, bind(now))}`] };
  },
  claim: ({ claimers }, bind) => ({ from: 'task', where: [OPEN, 'task.assignee IS NULL', `task.id IN (SELECT task_id FROM inbox WHERE claimable AND person_id = ANY (${bind(claimers)}::uuid[]))`] }),
  started: ({ person, everything }, bind, sees) => ({ from: 'task', where: [OPEN, `task.run_id IN (SELECT id FROM run WHERE started_by = ${bind(person)}::text)`, everything ? 'true' : sees(bind(person))] }),
  // Whoever was asked into it by a mention, answers for its step, or is stood in for: it is not theirs to do, and they may see it (FIND of task-queries).
  copied: ({ person }, bind) => {
    const me = bind(person);
    const concerned = `SELECT task_id FROM comment_mention WHERE person_id = ${me}::uuid AND removed_at IS NULL UNION SELECT one.id FROM task one WHERE one.people @> ARRAY[${me}::uuid] AND one.state IN ('open', 'claimed')`;
    return { from: 'task', where: [OPEN, `task.id IN (${concerned})`, `NOT EXISTS (SELECT 1 FROM inbox WHERE inbox.task_id = task.id AND inbox.person_id = ${me}::uuid)`] };
  },
  later: ({ person, now }, bind) => {
    const me = bind(person);
    return { from: 'inbox JOIN task ON task.id = inbox.task_id', where: [`inbox.person_id = ${me}::uuid`, aside(me, bind(now))] };
  },
  done: ({ person }, bind) => ({ from: 'task', where: [`task.state NOT IN ('open', 'claimed')`, `task.closed_by = ${bind(person)}::text`] }),
};

/** The tasks of one heap of a reader. */
export const heapOf = (view: InboxView, reader: InboxReader, bind: Bind, sees: (place: string) => string): Heap => HEAPS[view](reader, bind, sees);
