import type { Pool } from 'pg';
import { INBOX_VIEWS, MOST_COUNTED, type InboxCounts, type InboxQuery, type InboxView } from '#contracts/api/inbox';
import { CARD, seesTask, type TaskRow } from '../tasks/task-queries.ts';
import { heapOf, type Bind, type InboxReader } from './inbox-views.ts';

/** Where a page ends: due instant (of closed work: when it was closed) and id of its last task. */
export type InboxCursor = readonly [at: number, id: string];
type Filter = Pick<InboxQuery, 'view' | 'text' | 'runId' | 'check'> & { dueBefore: number | null };

/** Collects values; the same value twice has two places. */
class Values {
  readonly all: unknown[] = [];
  readonly bind: Bind = (value) => `$${this.all.push(value)}`;
}
const sees = (place: string): string => seesTask(Number(place.slice(1)));
/** A text to look for, in which `%` and `_` are letters. */
const like = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`;

/** Reads a person's heaps of work from the read tables. */
export class InboxQueries {
  constructor(private readonly pool: Pool) {}

  /** One page: soonest breach first; what was closed, latest first. */
  async page(reader: InboxReader, filter: Filter, after: InboxCursor | null, limit: number): Promise<TaskRow[]> {
    const { all, bind } = new Values();
    const { from, where } = heapOf(filter.view, reader, bind, sees);
    const [column, order, beyond] = filter.view === 'done' ? ['task.closed_at', 'DESC', '<'] : ['task.breach_at', 'ASC', '>'];
    const past = after ? [`(${column}, task.id) ${beyond} (${bind(after[0])}::bigint, ${bind(after[1])}::uuid)`] : [];
    const text = `
      SELECT ${CARD} FROM ${from} JOIN run ON run.id = task.run_id LEFT JOIN piece ON piece.id = task.piece_id
      WHERE ${[...where, ...conditions(filter, bind), ...past].join(' AND ')} ORDER BY ${column} ${order}, task.id ${order} LIMIT ${bind(limit)}`;
    return (await this.pool.query<TaskRow>(text, all)).rows;
  }

  /** How much is in each heap, in one statement, and how much of it is over. */
  async counts(reader: InboxReader): Promise<InboxCounts> {
    const { all, bind } = new Values();
    const now = bind(reader.now);
    const one = (view: InboxView): string => {
      const { from, where } = heapOf(view, reader, bind, sees);
      const over = view === 'done' ? '0' : `count(*) FILTER (WHERE heap.breach_at < ${now}::bigint)`;
      return `(SELECT json_build_object('count', count(*), 'over', ${over}) FROM (SELECT task.breach_at FROM ${from} WHERE ${where.join(' AND ')} LIMIT ${MOST_COUNTED}) heap) AS ${view}`;
    };
    return (await this.pool.query<InboxCounts>(`SELECT ${INBOX_VIEWS.map(one).join(',\n')}`, all)).rows[0]!;
  }
}

function conditions({ text, runId, check, dueBefore }: Filter, bind: Bind): string[] {
  const found: string[] = [];
  if (text !== undefined) {
    const pattern = bind(like(text));
    found.push(`(${[`task.title ->> 'en'`, `task.title ->> 'zh-CN'`, `task.subject ->> 'note'`, 'run.title', 'piece.title'].map((column) => `${column} ILIKE ${pattern}`).join(' OR ')})`);
  }
  if (runId !== undefined) found.push(`task.run_id = ${bind(runId)}::uuid`);
  if (check !== undefined) found.push(`task.subject ->> 'check' = ${bind(check)}`);
  if (dueBefore !== null) found.push(`task.breach_at < ${bind(dueBefore)}::bigint`);
  return found;
}
