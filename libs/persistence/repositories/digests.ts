import type { Pool } from 'pg';
import type { DigestLine } from '#contracts/notice';
import type { Raci } from '#contracts/playbook';
import type { Text } from '#contracts/text';
import type { ComingUp, Happening, InformingRun } from '#domain/digest/digest';
import type { Queryable } from './queryable.ts';

/** What a digest tells of, by event type. */
const KINDS = {
  StepEntered: 'entered', StepLeft: 'left', TaskBreached: 'breached', MeetingDecided: 'decided', GateWaived: 'decided', RunClosed: 'ended', RunCancelled: 'ended', RunLost: 'ended',
} as const satisfies Record<string, DigestLine['kind']>;

/** A breach that was annulled meanwhile never was one. An event without a step of its own belongs to the step its run ended in. */
const HAPPENED = `
  SELECT e.run_id AS "runId", e.n, e.at, e.type, coalesce(e.data ->> 'step', task.step, meeting.step, run.step) AS step, coalesce(task.title, meeting.title) AS title,
    coalesce(e.data ->> 'decision', e.data ->> 'outcome', e.data ->> 'reason') AS detail
  FROM run_event e JOIN run ON run.id = e.run_id
  LEFT JOIN task ON task.id = (e.data ->> 'taskId')::uuid LEFT JOIN meeting ON meeting.id = (e.data ->> 'meetingId')::uuid
  WHERE e.at > $1 AND e.at <= $2 AND e.type = ANY ($3) AND NOT (e.type = 'TaskBreached' AND coalesce((task.clock ->> 'breachAnnulled')::boolean, false)) ORDER BY e.at, e.run_id, e.n`;
const COMING = `
  SELECT task.run_id AS "runId", task.step, task.id AS "taskId", task.title, coalesce(task.subject ->> 'note', piece.title) AS subject, task.breach_at AS "dueAt", task.assignee
  FROM task LEFT JOIN piece ON piece.id = task.piece_id WHERE task.state IN ('open', 'claimed') AND task.breach_at > $1 AND task.breach_at <= $2 ORDER BY task.breach_at, task.id`;
const RUNS = `
  SELECT run.id, run.title, run.manager_id AS "managerId", coalesce(run.input -> 'people', '{}') AS pinned, playbook.data -> 'steps' AS steps
  FROM run JOIN playbook ON playbook.slug = run.playbook_slug AND playbook.version = run.playbook_version WHERE run.id = ANY ($1::uuid[])`;

interface RunRow extends Omit<InformingRun, 'steps'> {
  steps: Array<{ key: string; title: Text; raci?: Raci }>;
}

/** Everything that anybody's digest may tell: what happened in (from, until], and what is due in (until, ahead], all in epoch ms; with the runs it belongs to. */
export async function readDigestFacts(pool: Pool, { from, until, ahead }: { from: number; until: number; ahead: number }): Promise<{ runs: InformingRun[]; happenings: Happening[]; due: ComingUp[] }> {
  const [happened, coming] = await Promise.all([
    pool.query<Omit<Happening, 'kind'> & { type: keyof typeof KINDS }>(HAPPENED, [from, until, Object.keys(KINDS)]),
    pool.query<ComingUp>(COMING, [until, ahead]),
  ]);
  const { rows } = await pool.query<RunRow>(RUNS, [[...new Set([...happened.rows, ...coming.rows].map(({ runId }) => runId))]]);
  const runs = rows.map((run): InformingRun => ({ ...run, steps: run.steps.map(({ key, title, raci }) => ({ key, title, informed: raci?.informed ?? [] })) }));
  return { runs: runs.filter(({ steps }) => steps.some(({ informed }) => informed.length > 0)), happenings: happened.rows.map(({ type, ...row }) => ({ ...row, kind: KINDS[type] })), due: coming.rows };
}

/** Where the digests of these people stand: their first beginning and their latest end (epoch ms), and whether they have the one of `date`. */
export async function digestsSoFar(pool: Pool, people: readonly string[], date: string): Promise<Map<string, { firstFrom: number; lastUntil: number; made: boolean }>> {
  const text = `SELECT person_id AS person, min(from_at) AS "firstFrom", max(until_at) AS "lastUntil", bool_or(date = $2::date) AS made FROM digest WHERE person_id = ANY ($1::uuid[]) GROUP BY person_id`;
  const { rows } = await pool.query<{ person: string; firstFrom: number; lastUntil: number; made: boolean }>(text, [people, date]);
  return new Map(rows.map(({ person, ...row }) => [person, row]));
}

/** Takes the digest of a person and day in the caller's transaction; false when somebody has. */
export async function claimDigest(db: Queryable, { personId, date, from, until }: { personId: string; date: string; from: number; until: number }): Promise<boolean> {
  const taken = await db.query<unknown[]>('INSERT INTO digest (person_id, date, from_at, until_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING RETURNING person_id', [personId, date, from, until]);
  return taken.length > 0;
}

/** Marks events as told to a person; answers those that no digest of theirs has told before, as `run/n`. */
export async function markTold(db: Queryable, personId: string, events: ReadonlyArray<{ runId: string; n: number }>): Promise<Set<string>> {
  const fresh = await db.query<Array<{ key: string }>>(
    `INSERT INTO digest_line (person_id, run_id, n) SELECT $1, run_id, n FROM jsonb_to_recordset($2::jsonb) AS e(run_id uuid, n integer) ON CONFLICT DO NOTHING RETURNING run_id || '/' || n AS key`,
    [personId, JSON.stringify(events.map(({ runId, n }) => ({ run_id: runId, n })))],
  );
  return new Set(fresh.map(({ key }) => key));
}

export async function noteDigestNotice(db: Queryable, personId: string, date: string, notificationId: string): Promise<void> {
  await db.query('UPDATE digest SET notification_id = $3 WHERE person_id = $1 AND date = $2', [personId, date, notificationId]);
}
