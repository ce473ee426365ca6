import { isDeepStrictEqual } from 'node:util';
import type { Pool, PoolClient } from 'pg';
import type { RunEvent } from '#contracts/events';
import type { CaseEntry } from '#contracts/run';
import { SELECT_CASE, SELECT_MEETING, SELECT_PIECE, SELECT_RUN, SELECT_TASK } from '../rows/fields.ts';
import { caseRow, meetingRow, pieceRow, type Row, runRow, taskRow } from '../rows/to-row.ts';
import { type InboxRow, inboxOf } from './inbox.ts';
import { emptyRows, foldEvent } from './rows.ts';
import { upcast } from './upcast.ts';

/** Every read row of one run, as its tables hold or should hold them. */
export interface ReadRows {
  run: Row[];
  task: Row[];
  meeting: Row[];
  piece: Row[];
  case_entry: Row[];
  inbox: Row[];
}
export type ReadTable = keyof ReadRows;
export interface Difference {
  table: ReadTable;
  id: string;
  /** `missing` in the table, `extra` in the table, or `other` than the events say. */
  kind: 'missing' | 'extra' | 'other';
}

const PAGE = 500;
const byKey = (rows: readonly Row[]): Row[] => [...rows].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
/** Identity of a row within its table. */
export const keyOf = (row: Row): string => (row.id === undefined ? `${String(row.task_id)}/${String(row.person_id)}` : String(row.id));

/** What the read tables of a run should hold: its events, upcast, folded from nothing. A run without events answers no rows. */
export async function foldStored(db: Pool | PoolClient, runId: string): Promise<ReadRows> {
  let rows = emptyRows();
  const cases: CaseEntry[] = [];
  for (let after = 0, more = true; more; ) {
    const page = await eventsAfter(db, runId, after);
    for (const event of page) {
      rows = foldEvent(rows, event);
      if (event.type === 'CaseKept') cases.push(event.data.entry);
    }
    after += page.length;
    more = page.length === PAGE;
  }
  const tasks = Object.values(rows.tasks);
  return normalised({
    run: rows.run === null ? [] : [runRow(rows.run)],
    task: tasks.map(taskRow),
    meeting: Object.values(rows.meetings).map(meetingRow),
    piece: Object.values(rows.pieces).map(pieceRow),
    case_entry: cases.map(caseRow),
    inbox: tasks.flatMap(inboxOf).map((row) => ({ ...row })),
  });
}

async function eventsAfter(db: Pool | PoolClient, runId: string, after: number): Promise<RunEvent[]> {
  const text = 'SELECT n, type, v, at, cause, data FROM run_event WHERE run_id = $1 AND n > $2 ORDER BY n LIMIT $3';
  return (await db.query<RunEvent>(text, [runId, after, PAGE])).rows.map(upcast);
}

/** What the read tables of a run hold now. */
export async function readStored(db: Pool | PoolClient, runId: string): Promise<ReadRows> {
  const read = async (list: string, table: string, toRow: (value: never) => Row): Promise<Row[]> =>
    (await db.query(`SELECT ${list} FROM ${table} WHERE ${table}.${table === 'run' ? 'id' : 'run_id'} = $1`, [runId])).rows.map((row) => toRow(row as never));
  return normalised({
    run: await read(SELECT_RUN, 'run', runRow),
    task: await read(SELECT_TASK, 'task', taskRow),
    meeting: await read(SELECT_MEETING, 'meeting', meetingRow),
    piece: await read(SELECT_PIECE, 'piece', pieceRow),
    case_entry: await read(SELECT_CASE, 'case_entry', caseRow),
    inbox: await read('person_id, breach_at, task_id, run_id, claimable, part', 'inbox', (row: InboxRow) => ({ ...row })),
  });
}

/** As the tables keep values: JSON, in the order of their keys. */
function normalised(rows: ReadRows): ReadRows {
  return Object.fromEntries(Object.entries(rows).map(([table, list]) => [table, byKey(JSON.parse(JSON.stringify(list)) as Row[])])) as unknown as ReadRows;
}

/** How what is stored differs from what the events say. */
export function compareRows(stored: ReadRows, folded: ReadRows): Difference[] {
  return (Object.keys(folded) as ReadTable[]).flatMap((table) => {
    const known = new Map(stored[table].map((row) => [keyOf(row), row]));
    const wanted = new Set(folded[table].map(keyOf));
    const wrong = folded[table].flatMap((row): Difference[] => {
      const id = keyOf(row);
      if (!known.has(id)) return [{ table, id, kind: 'missing' }];
      return isDeepStrictEqual(known.get(id), row) ? [] : [{ table, id, kind: 'other' }];
    });
    return [...wrong, ...[...known.keys()].filter((id) => !wanted.has(id)).map((id): Difference => ({ table, id, kind: 'extra' }))];
  });
}
