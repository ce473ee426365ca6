import type { Pool } from 'pg';
import type { Severity } from '#contracts/clock';
import type { Recurrence } from '#contracts/playbook';
import type { CatchUp, OverlapPolicy, ScheduleState } from '#contracts/schedule';
import type { Json } from '#contracts/text';
import { returned, type Queryable } from './queryable.ts';

/** A schedule as its row holds it. Instants in epoch ms. */
export interface Schedule {
  id: string;
  title: string;
  playbook: { slug: string; version: number | null };
  input: Record<string, Json>;
  severity: Severity | null;
  recurrence: Recurrence;
  calendarId: string;
  overlap: OverlapPolicy;
  catchUp: CatchUp;
  ownerId: string;
  state: ScheduleState;
  /** Why it is paused or deleted. */
  reason: string | null;
  countsFrom: number;
  /** When the series next wakes, as it last said. */
  nextAt: number | null;
  /** Raised by each change that a person makes. */
  version: number;
  /** Raised by whatever the series has to read again: those changes, and changes of its calendar. */
  revision: number;
  createdBy: string;
  createdAt: number;
}

const FIELDS = `
  id, title, json_build_object('slug', playbook_slug, 'version', playbook_version) AS playbook, input, severity, recurrence, calendar_id AS "calendarId", overlap, catch_up AS "catchUp",
  owner_id AS "ownerId", state, reason, counts_from AS "countsFrom", next_at AS "nextAt", version, revision, created_by AS "createdBy", created_at AS "createdAt"`;

/** One schedule, deleted ones too, or null. */
export async function findSchedule(pool: Pool, id: string): Promise<Schedule | null> {
  const { rows } = await pool.query<Schedule>({ name: 'schedule-find', text: `SELECT ${FIELDS} FROM schedule WHERE id = $1`, values: [id] });
  return rows[0] ?? null;
}

/** The schedule for a change: others who change it wait until the transaction ends. */
export async function lockSchedule(tx: Queryable, id: string): Promise<Schedule | null> {
  const [row] = await tx.query<Schedule[]>(`SELECT ${FIELDS} FROM schedule WHERE id = $1 FOR UPDATE`, [id]);
  return row ?? null;
}

export async function insertSchedule(tx: Queryable, row: Schedule): Promise<void> {
  await tx.query(
    `INSERT INTO schedule (id, title, playbook_slug, playbook_version, input, severity, recurrence, calendar_id, overlap, catch_up, owner_id, state, counts_from, next_at, created_by, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
    [...written(row), row.nextAt, row.createdBy, row.createdAt],
  );
}

/** Stores what can change of a schedule, and has its series read it again. */
export async function updateSchedule(tx: Queryable, row: Schedule): Promise<void> {
  await tx.query(
    `UPDATE schedule SET title = $2, playbook_slug = $3, playbook_version = $4, input = $5, severity = $6, recurrence = $7, calendar_id = $8, overlap = $9, catch_up = $10, owner_id = $11, state = $12,
       counts_from = $13, reason = $14, next_at = $15, version = $16, revision = revision + 1 WHERE id = $1`,
    [...written(row), row.reason, row.nextAt, row.version],
  );
}

const written = (row: Schedule): unknown[] => [
  row.id, row.title, row.playbook.slug, row.playbook.version, JSON.stringify(row.input), row.severity, JSON.stringify(row.recurrence), row.calendarId, row.overlap, JSON.stringify(row.catchUp), row.ownerId, row.state, row.countsFrom,
];

export interface ScheduleFilter {
  /** Without a state: every one that is not deleted. */
  state: ScheduleState | null;
  ownerId: string | null;
  playbook: string | null;
}

/** Schedules, the newest first, after the cursor (createdAt, id). */
export async function listSchedules(pool: Pool, { state, ownerId, playbook }: ScheduleFilter, after: readonly [number, string] | undefined, limit: number): Promise<Schedule[]> {
  const text = `
    SELECT ${FIELDS} FROM schedule
    WHERE (CASE WHEN $1::text IS NULL THEN state <> 'deleted' ELSE state = $1 END) AND ($2::uuid IS NULL OR owner_id = $2) AND ($3::text IS NULL OR playbook_slug = $3)
      AND ($4::bigint IS NULL OR (created_at, id) < ($4, $5::uuid))
    ORDER BY created_at DESC, id DESC LIMIT $6`;
  return (await pool.query<Schedule>({ name: 'schedule-page', text, values: [state, ownerId, playbook, after?.[0] ?? null, after?.[1] ?? null, limit] })).rows;
}

/** Which calendars a layer is part of: its own, everybody's for the organisation's, and people's for a team's. */
const COUNTS_BY = `(calendar_id = $1 OR $1 = 'org' OR ($1 LIKE 'team/%' AND calendar_id LIKE 'person/%'))`;

/** Schedules that count by a calendar which the layer is, or may be, part of. */
export async function schedulesBy(pool: Pool, layerId: string): Promise<Schedule[]> {
  return (await pool.query<Schedule>({ name: 'schedule-by-calendar', text: `SELECT ${FIELDS} FROM schedule WHERE state = 'active' AND ${COUNTS_BY} ORDER BY id`, values: [layerId] })).rows;
}

/** Has the series of these schedules read them again: a layer of their calendar has changed. In the caller's transaction; answers their ids. */
export async function rereadSchedules(tx: Queryable, layerId: string): Promise<string[]> {
  const rows = await returned<{ id: string }>(tx, `UPDATE schedule SET revision = revision + 1 WHERE state <> 'deleted' AND ${COUNTS_BY} RETURNING id`, [layerId]);
  return rows.map(({ id }) => id);
}
