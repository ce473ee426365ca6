import type { Pool } from 'pg';
import type { JudgedOccurrence, OccurrenceState } from '#contracts/schedule';
import type { Text } from '#contracts/text';
import { inTransaction } from '../transaction.ts';
import { returned, type Queryable } from './queryable.ts';

/** Which occurrence: one that its time brought, or one that somebody asked for. */
export interface OccurrenceKey {
  scheduleId: string;
  at: number;
  byHand: boolean;
}
export interface Occurrence extends OccurrenceKey {
  state: OccurrenceState;
  runId: string | null;
  /** State of its run, null while that is starting. */
  runState: string | null;
  /** In whose name its start was begun: a repeat of it asks as the same person. */
  startedAs: string | null;
  reason: Text | null;
  notedAt: number;
  settledAt: number | null;
}

const FIELDS = `o.schedule_id AS "scheduleId", o.at, o.by_hand AS "byHand", o.state, o.run_id AS "runId", run.state AS "runState", o.started_as AS "startedAs", o.reason, o.noted_at AS "notedAt", o.settled_at AS "settledAt"`;
const FROM = 'schedule_occurrence o LEFT JOIN run ON run.id = o.run_id';
const THIS = 'schedule_id = $1 AND at = $2 AND by_hand = $3';
const keyOf = ({ scheduleId, at, byHand }: OccurrenceKey): [string, number, boolean] => [scheduleId, at, byHand];

export interface Noted {
  scheduleId: string;
  revision: number;
  /** From when the schedule counted when the series read it. */
  countsFrom: number;
  occurrences: JudgedOccurrence[];
  next: number | null;
  at: number;
}

/**
 * Notes occurrences once each, and when the series wakes next unless the schedule has changed since it was read. One that counts from another instant by now has other
 * occurrences: only those up to then stand.
 */
export function noteOccurrences(pool: Pool, { scheduleId, revision, countsFrom, occurrences, next, at }: Noted): Promise<void> {
  return inTransaction(pool, async (tx) => {
    await tx.query('UPDATE schedule SET next_at = $3 WHERE id = $1 AND revision = $2', [scheduleId, revision, next]);
    if (occurrences.length === 0) return;
    await tx.query(
      `INSERT INTO schedule_occurrence (schedule_id, at, state, noted_at, settled_at)
       SELECT schedule.id, o.at, o.state, $3, CASE WHEN o.state = 'missed' THEN $3::bigint END FROM schedule, json_to_recordset($2::json) AS o(at bigint, state text)
       WHERE schedule.id = $1 AND (schedule.counts_from = $4 OR o.at <= schedule.counts_from) ON CONFLICT DO NOTHING`,
      [scheduleId, JSON.stringify(occurrences), at, countsFrom],
    );
  });
}

/** An occurrence that somebody asked for. */
export async function insertByHand(tx: Queryable, scheduleId: string, at: number): Promise<void> {
  await tx.query(`INSERT INTO schedule_occurrence (schedule_id, at, by_hand, state, noted_at) VALUES ($1, $2, true, 'due', $2)`, [scheduleId, at]);
}

export async function findOccurrence(pool: Pool, key: OccurrenceKey): Promise<Occurrence | null> {
  const { rows } = await pool.query<Occurrence>({ name: 'occurrence-find', text: `SELECT ${FIELDS} FROM ${FROM} WHERE o.schedule_id = $1 AND o.at = $2 AND o.by_hand = $3`, values: keyOf(key) });
  return rows[0] ?? null;
}

/** Occurrences of a schedule, the latest first, after the cursor (at). */
export async function listOccurrences(pool: Pool, scheduleId: string, before: readonly [number, number] | undefined, limit: number): Promise<Occurrence[]> {
  const text = `SELECT ${FIELDS} FROM ${FROM} WHERE o.schedule_id = $1 AND ($2::bigint IS NULL OR (o.at, o.by_hand::int) < ($2, $3::int)) ORDER BY o.at DESC, o.by_hand::int DESC LIMIT $4`;
  return (await pool.query<Occurrence>({ name: 'occurrence-page', text, values: [scheduleId, before?.[0] ?? null, before?.[1] ?? null, limit] })).rows;
}

/** The latest occurrence of each schedule. */
export async function lastOccurrences(pool: Pool, scheduleIds: readonly string[]): Promise<Map<string, Occurrence>> {
  const text = `
    SELECT last.* FROM unnest($1::uuid[]) AS s(id) CROSS JOIN LATERAL (
      SELECT ${FIELDS} FROM ${FROM} WHERE o.schedule_id = s.id ORDER BY o.at DESC, o.by_hand DESC LIMIT 1) last`;
  const { rows } = await pool.query<Occurrence>({ name: 'occurrence-last', text, values: [scheduleIds] });
  return new Map(rows.map((row) => [row.scheduleId, row]));
}

/** How far a schedule is settled: occurrences up to this instant (epoch ms) have been noted or are none of its business. */
export async function settledUpTo(pool: Pool, scheduleId: string): Promise<number> {
  const text = 'SELECT greatest(counts_from, (SELECT max(at) FROM schedule_occurrence WHERE schedule_id = schedule.id AND NOT by_hand)) AS at FROM schedule WHERE id = $1';
  const { rows } = await pool.query<{ at: number }>({ name: 'occurrence-settled', text, values: [scheduleId] });
  return rows[0]!.at;
}

/** Runs of a schedule that are still open, among its latest; `begun` is false for one that is starting and takes no command yet. */
export async function openRunsOf(pool: Pool, scheduleId: string): Promise<Array<{ id: string; begun: boolean }>> {
  const text = `
    SELECT o.run_id AS id, run.id IS NOT NULL AS begun FROM (SELECT run_id FROM schedule_occurrence WHERE schedule_id = $1 AND state = 'started' ORDER BY at DESC LIMIT 100) o
    LEFT JOIN run ON run.id = o.run_id WHERE run.id IS NULL OR run.closed_at IS NULL`;
  return (await pool.query<{ id: string; begun: boolean }>({ name: 'occurrence-open-runs', text, values: [scheduleId] })).rows;
}

/** Occurrences to be settled, oldest first: those due, and one that waits when nothing is open any more. */
export async function openOccurrences(pool: Pool, limit: number): Promise<OccurrenceKey[]> {
  const text = `SELECT schedule_id AS "scheduleId", at, by_hand AS "byHand" FROM schedule_occurrence WHERE state = 'due' ORDER BY at LIMIT $1`;
  const waiting = `SELECT schedule_id AS "scheduleId", at, by_hand AS "byHand" FROM schedule_occurrence WHERE state = 'buffered' ORDER BY at LIMIT $1`;
  const [due, buffered] = await Promise.all([pool.query<OccurrenceKey>(text, [limit]), pool.query<OccurrenceKey>(waiting, [limit])]);
  // One that waits came earlier than any that is due now, and has the first chance.
  return [...buffered.rows, ...due.rows];
}

/** Whether another occurrence of the schedule waits already. */
export async function hasBuffered(pool: Pool, { scheduleId, at }: OccurrenceKey): Promise<boolean> {
  const { rows } = await pool.query(`SELECT 1 FROM schedule_occurrence WHERE schedule_id = $1 AND state = 'buffered' AND at <> $2 LIMIT 1`, [scheduleId, at]);
  return rows.length > 0;
}

/** Says in whose name the start is begun; who began it first stays. */
export async function claimOccurrence(db: Queryable, key: OccurrenceKey, person: string): Promise<string | null> {
  const [row] = await returned<{ person: string }>(db, `UPDATE schedule_occurrence SET started_as = coalesce(started_as, $4) WHERE ${THIS} AND state IN ('due', 'buffered') RETURNING started_as AS person`, [...keyOf(key), person]);
  return row?.person ?? null;
}

/** What became of an occurrence, once: another process may have said it already. */
export async function settleOccurrence(db: Queryable, key: OccurrenceKey, result: { state: OccurrenceState; runId?: string; reason?: Text; at: number }): Promise<boolean> {
  const { state, runId = null, reason = null, at } = result;
  const rows = await returned(
    db,
    `UPDATE schedule_occurrence SET state = $4, run_id = $5, reason = $6, settled_at = CASE WHEN $4 = 'buffered' THEN NULL ELSE $7::bigint END WHERE ${THIS} AND state IN ('due', 'buffered') RETURNING at`,
    [...keyOf(key), state, runId, reason && JSON.stringify(reason), at],
  );
  return rows.length > 0;
}

/** Occurrences that went wrong and nobody has been told of, at most `limit`; locked until the transaction ends, others pass them by. */
export async function untoldOccurrences(tx: Queryable, limit: number): Promise<Array<{ scheduleId: string; at: number; byHand: boolean; state: 'missed' | 'failed'; reason: Text | null }>> {
  return tx.query(
    `SELECT schedule_id AS "scheduleId", at, by_hand AS "byHand", state, reason FROM schedule_occurrence WHERE state IN ('missed', 'failed') AND told_at IS NULL ORDER BY at LIMIT $1 FOR UPDATE SKIP LOCKED`,
    [limit],
  );
}

export async function markTold(tx: Queryable, keys: readonly OccurrenceKey[], at: number): Promise<void> {
  await tx.query(
    `UPDATE schedule_occurrence o SET told_at = $2 FROM json_to_recordset($1::json) AS k("scheduleId" uuid, at bigint, "byHand" boolean) WHERE o.schedule_id = k."scheduleId" AND o.at = k.at AND o.by_hand = k."byHand"`,
    [JSON.stringify(keys), at],
  );
}
