import type { Pool, PoolClient } from 'pg';
import type { Cause, RunEvent } from '#contracts/events';
import type { Meeting } from '#contracts/meeting';
import type { Piece } from '#contracts/piece';
import type { Run } from '#contracts/run';
import type { Task } from '#contracts/task';
import { touches } from '#domain/fold/index';
import { SELECT_MEETING, SELECT_PIECE, SELECT_RUN, SELECT_TASK } from '../rows/fields.ts';
import type { Rows } from './rows.ts';

/** An event already in the table, as far as a repeat is judged by it. */
export interface StoredEvent {
  n: number;
  type: string;
  cause: Cause;
  audience: string[];
}
export interface Loaded {
  rows: Rows;
  stored: StoredEvent[];
}

const list = (query: string): string => `(SELECT coalesce(json_agg(r), '[]') FROM (${query}) r)`;

/** Everything a batch needs, in one trip: the run, the rows it touches, the pieces those tasks are about, and the events already there. */
const LOAD = {
  name: 'record-load',
  text: `SELECT
    (SELECT row_to_json(r) FROM (SELECT ${SELECT_RUN} FROM run WHERE run.id = $1) r) AS run,
    ${list(`SELECT ${SELECT_TASK} FROM task WHERE task.id = ANY($2::uuid[])`)} AS tasks,
    ${list(`SELECT ${SELECT_MEETING} FROM meeting WHERE meeting.id = ANY($3::uuid[])`)} AS meetings,
    ${list(`SELECT ${SELECT_PIECE} FROM piece WHERE piece.id = ANY($4::uuid[] || ARRAY(SELECT piece_id FROM task WHERE id = ANY($2::uuid[]) AND piece_id IS NOT NULL))`)} AS pieces,
    ${list('SELECT n, type, cause, audience FROM run_event WHERE run_id = $1 AND n BETWEEN $5 AND $6 ORDER BY n')} AS stored`,
};

interface LoadRow {
  run: Run | null;
  tasks: Task[];
  meetings: Meeting[];
  pieces: Piece[];
  stored: StoredEvent[];
}

/** Loads the rows of `runId` that `events` change or speak of, in one snapshot. */
export async function loadFor(db: Pool | PoolClient, runId: string, events: readonly RunEvent[]): Promise<Loaded> {
  const ids = idsOf(events);
  const values = [runId, ids.tasks, ids.meetings, ids.pieces, events[0]!.n, events.at(-1)!.n];
  const { rows } = await db.query<LoadRow>({ ...LOAD, values });
  const { run, tasks, meetings, pieces, stored } = rows[0]!;
  return { rows: { run, tasks: byId(tasks), meetings: byId(meetings), pieces: byId(pieces) }, stored };
}

function idsOf(events: readonly RunEvent[]): { tasks: string[]; meetings: string[]; pieces: string[] } {
  const touched = events.map(touches);
  const subjects = events.flatMap((event) => (event.type === 'TaskOpened' && event.data.task.subject.pieceId ? [event.data.task.subject.pieceId] : []));
  return {
    tasks: [...new Set(touched.flatMap(({ tasks }) => tasks))],
    meetings: [...new Set(touched.flatMap(({ meetings }) => meetings))],
    pieces: [...new Set([...touched.flatMap(({ pieces }) => pieces), ...subjects])],
  };
}

const byId = <T extends { id: string }>(rows: readonly T[]): Record<string, T> => Object.fromEntries(rows.map((row) => [row.id, row]));
