import type { Pool } from 'pg';
import type { PieceTask } from '#contracts/api/piece';
import type { EventData } from '#contracts/events';
import type { Piece } from '#contracts/piece';
import type { Json } from '#contracts/text';
import { SELECT_PIECE } from '#persistence/rows/fields';
import { leadsThere, takesPart } from '../runs/access.ts';

/** A piece with what of its run says when it goes out. */
export interface PieceRow extends Piece {
  runTitle: string;
  playbookSlug: string;
  playbookVersion: number;
  settings: Record<string, Json>;
  plannedAt: string | null;
  /** When the run's own open tasks are due at the latest, for a piece that nobody works on yet. */
  runBusyUntil: number | null;
}
export type PieceTaskRow = PieceTask & { pieceId: string };
export interface PieceFilter {
  runId?: string | undefined;
  account?: string | undefined;
  check?: string | undefined;
  state?: string | undefined;
  live?: boolean | undefined;
}
export interface StoredStep {
  n: number;
  type: keyof EventData;
  at: number;
  data: Record<string, unknown>;
}

const OPEN = `task.state IN ('open', 'claimed')`;
/** What the publishing plan of the piece's turn says; a document is what a person wrote, whatever its shape. */
const PLANNED = `(SELECT document.body #>> '{answers,plannedAt}' FROM task JOIN document ON document.id = task.document_id
  WHERE task.run_id = piece.run_id AND task.turn = piece.turn AND task.key = 'publishing-plan' AND task.state = 'done' ORDER BY task.closed_at DESC LIMIT 1)`;
const BUSY = `CASE WHEN piece.state = 'planned' THEN (SELECT max(task.due_at) FROM task WHERE task.run_id = piece.run_id AND task.turn = piece.turn AND task.piece_id IS NULL AND ${OPEN}) END`;
const ROW = `${SELECT_PIECE}, run.title AS "runTitle", run.playbook_slug AS "playbookSlug", run.playbook_version AS "playbookVersion", run.settings, ${PLANNED} AS "plannedAt", ${BUSY} AS "runBusyUntil"`;
const SEEN = `($1::boolean OR piece.owner = $2::uuid OR $2::uuid = ANY (piece.authors) OR ${takesPart('piece.run_id', 2)} OR ${leadsThere('piece.run_id', 2)})`;
const FROM = 'FROM piece JOIN run ON run.id = piece.run_id';
const FILTER = `($3::uuid IS NULL OR piece.run_id = $3) AND ($4::text IS NULL OR piece.account = $4)
  AND ($5::text IS NULL OR EXISTS (SELECT 1 FROM task WHERE task.piece_id = piece.id AND ${OPEN} AND task.subject ->> 'check' = $5))`;
const LIVE = `piece.state NOT IN ('published', 'dropped')`;
const PAGE = `SELECT ${ROW} ${FROM} WHERE ${SEEN} AND ${FILTER} AND ($6::text IS NULL OR piece.state = $6) AND ($7::boolean IS NULL OR (${LIVE}) = $7)
  AND ($8::uuid IS NULL OR piece.id > $8) ORDER BY piece.id LIMIT $9`;
const CALENDAR = `SELECT ${ROW} ${FROM} WHERE ${SEEN} AND ${FILTER} AND (${LIVE} OR (piece.published_at >= $6::bigint AND piece.published_at < $7::bigint)) ORDER BY piece.published_at NULLS FIRST, piece.id LIMIT $8`;
const ONE = `SELECT ${ROW} ${FROM} WHERE ${SEEN} AND piece.id = $3`;
const ACCOUNTS = `SELECT piece.account, count(*)::integer AS pieces FROM piece WHERE ${SEEN} GROUP BY piece.account ORDER BY pieces DESC, piece.account LIMIT 200`;
const TASK = `SELECT task.piece_id AS "pieceId", task.id, task.key, task.state, task.subject ->> 'check' AS check, task.assignee, task.opened_at AS "openedAt", task.closed_at AS "closedAt",
  CASE WHEN task.subject ? 'note' THEN jsonb_build_object('zh-CN', task.subject ->> 'note', 'en', task.subject ->> 'note') ELSE task.title END AS title,
  CASE WHEN jsonb_typeof(task.clock -> 'paused') = 'object' THEN NULL ELSE task.due_at END AS "dueAt", (task.clock ->> 'atRiskAt')::bigint AS "atRiskAt",
  CASE WHEN NOT (task.clock ->> 'breachAnnulled')::boolean THEN (task.clock ->> 'breachedAt')::bigint END AS "breachedAt" FROM task`;
const OPEN_TASKS = `${TASK} WHERE task.piece_id = ANY ($1::uuid[]) AND ${OPEN} ORDER BY task.opened_at, task.id`;
const CLOSED_TASKS = `${TASK} WHERE task.piece_id = $1 AND task.closed_at IS NOT NULL ORDER BY task.closed_at DESC, task.id LIMIT 100`;
const PATH = `SELECT n, type, at, data FROM run_event WHERE (data ? 'pieceId' AND data ->> 'pieceId' = $1) OR (type = 'PieceAdded' AND data -> 'piece' ->> 'id' = $1) ORDER BY n LIMIT 500`;
const POINTS = `SELECT metric, value, measured_at AS at, source FROM metric_point WHERE piece_id = $1 ORDER BY metric, measured_at LIMIT 2000`;

/** Who reads: everything, or what they take part in. */
export interface Reader {
  everything: boolean;
  id: string;
}

/** Reads pieces and what belongs to them. */
export class PieceQueries {
  constructor(private readonly pool: Pool) {}

  /** Pieces by id, after one. */
  async page(reader: Reader, filter: PieceFilter, after: string | null, limit: number): Promise<PieceRow[]> {
    const values = [...valuesOf(reader, filter), filter.state ?? null, filter.live ?? null, after, limit];
    return (await this.pool.query<PieceRow>({ name: 'piece-page', text: PAGE, values })).rows;
  }

  /** Pieces published in [from, until), and all that are still to be. */
  async around(reader: Reader, filter: PieceFilter, from: number, until: number, limit: number): Promise<PieceRow[]> {
    return (await this.pool.query<PieceRow>({ name: 'piece-calendar', text: CALENDAR, values: [...valuesOf(reader, filter), from, until, limit] })).rows;
  }

  async find(reader: Reader, id: string): Promise<PieceRow | null> {
    return (await this.pool.query<PieceRow>({ name: 'piece-find', text: ONE, values: [reader.everything, reader.id, id] })).rows[0] ?? null;
  }

  async accounts(reader: Reader): Promise<Array<{ account: string; pieces: number }>> {
    return (await this.pool.query<{ account: string; pieces: number }>({ name: 'piece-accounts', text: ACCOUNTS, values: [reader.everything, reader.id] })).rows;
  }

  async openTasks(pieces: readonly string[]): Promise<PieceTaskRow[]> {
    return (await this.pool.query<PieceTaskRow>({ name: 'piece-open-tasks', text: OPEN_TASKS, values: [pieces] })).rows;
  }

  async closedTasks(piece: string): Promise<PieceTaskRow[]> {
    return (await this.pool.query<PieceTaskRow>({ name: 'piece-closed-tasks', text: CLOSED_TASKS, values: [piece] })).rows;
  }

  /** The piece's own events, in order. */
  async path(piece: string): Promise<StoredStep[]> {
    return (await this.pool.query<StoredStep>({ name: 'piece-path', text: PATH, values: [piece] })).rows;
  }

  async points(piece: string): Promise<Array<{ metric: string; value: number; at: number; source: string }>> {
    return (await this.pool.query<{ metric: string; value: number; at: number; source: string }>({ name: 'piece-points', text: POINTS, values: [piece] })).rows;
  }
}

const valuesOf = (reader: Reader, { runId, account, check }: PieceFilter): unknown[] => [reader.everything, reader.id, runId ?? null, account ?? null, check ?? null];
