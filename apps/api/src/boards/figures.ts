import { BREACHING_MS, UNSENT_MS, type ExceptionKey, type FigureKey, type FlowFigure, type FlowKey } from '#contracts/api/boards';
import { leadsThere, takesPart } from '../runs/access.ts';
import { seesTask } from '../tasks/task-queries.ts';

/**
 * The one definition of every figure: a statement that answers the things it is over. The figure is a count or an average over these rows and its list is a page
 * of them, so that the two cannot differ. Columns: `id`, `run_id`, `person`, `at` (epoch ms, what periods and weeks go by) and `value` (what a thing adds; null: nothing).
 * `person` is text. Parameters: `$1` now, `$2` from, `$3` until, `$4` playbook or null, `$5` whether the reader sees all work, `$6` the reader, `$7` one person or null, `$8` whether they see all people's.
 */
export interface FigureSql {
  kind: 'task' | 'piece' | 'run' | 'delivery';
  rows: string;
}

/** Types of the parameters, for figures that do not use all of them. */
export const PARAMETERS = 'asked AS (SELECT $1::bigint, $2::bigint, $3::bigint, $4::text, $5::boolean, $6::uuid, $7::uuid, $8::boolean)';
const playbook = '($4::text IS NULL OR run.playbook_slug = $4)';
const seen = `($5::boolean OR ${seesTask(6)})`;
const open = `task.state IN ('open', 'claimed')`;
/** A paused clock neither runs out nor is over. */
const running = `(task.clock -> 'paused') IS NOT DISTINCT FROM 'null'::jsonb`;
const inPeriod = (column: string): string => `${column} >= $2::bigint AND ${column} < $3::bigint`;
const tasks = (where: string, value = '1', at = 'task.breach_at', person = 'task.assignee::text'): FigureSql => ({
  kind: 'task',
  rows: `SELECT task.id, task.run_id, ${person} AS person, ${at} AS at, (${value})::float8 AS value FROM task JOIN run ON run.id = task.run_id WHERE ${playbook} AND ${seen} AND ${where}`,
});

/** Nobody who is here and at work is to act: whoever is to is away or has left, or there is none at all. */
const nobodyActs = `NOT EXISTS (
  SELECT 1 FROM inbox acting JOIN person ON person.id = acting.person_id
  WHERE acting.task_id = task.id AND acting.part IN ('do', 'sign') AND (person.disabled_at IS NULL OR person.disabled_at > $1::bigint)
    AND NOT EXISTS (SELECT 1 FROM absence WHERE absence.person_id = person.id AND absence.cancelled_at IS NULL AND absence.from_at <= $1::bigint AND absence.until_at > $1::bigint))`;
/** `person` is an expression of type text: who closed something is one, for it may have been no person. */
const seesPerson = (person: string): string =>
  `($8::boolean OR ${person} = $6::text OR EXISTS (SELECT 1 FROM team JOIN team_member m ON m.team_id = team.id WHERE team.lead_id = $6::uuid AND m.person_id::text = ${person}))`;

export const EXCEPTION_SQL: Record<ExceptionKey, FigureSql> = {
  breaching: tasks(`${open} AND task.breach_at > $1::bigint AND task.breach_at <= $1::bigint + ${BREACHING_MS} AND ${running}`),
  breached: tasks(`${open} AND task.breach_at <= $1::bigint AND ${running}`),
  unclaimed: tasks(`${open} AND task.assignee IS NULL`),
  nobody: tasks(`${open} AND ${nobodyActs}`),
  unsent: {
    kind: 'delivery',
    rows: `SELECT delivery.id, notification.run_id, delivery.person_id::text AS person, delivery.next_at AS at, 1::float8 AS value
      FROM delivery LEFT JOIN notification ON notification.id = delivery.notification_id LEFT JOIN run ON run.id = notification.run_id
      WHERE ((delivery.state = 'dead' AND NOT EXISTS (SELECT 1 FROM delivery again WHERE again.resend_of = delivery.id)) OR (delivery.state IN ('pending', 'sending') AND (delivery.attempts > 0 OR delivery.next_at <= $1::bigint - ${UNSENT_MS})))
        AND ${playbook} AND ${seesPerson('delivery.person_id::text')}`,
  },
};

const seenPiece = `($5::boolean OR piece.owner = $6::uuid OR $6::uuid = ANY (piece.authors) OR ${takesPart('piece.run_id', 6)} OR ${leadsThere('piece.run_id', 6)})`;
const pieces = (value: string, from = 'piece', at = 'piece.published_at'): FigureSql => ({
  kind: 'piece',
  rows: `SELECT piece.id, piece.run_id, piece.owner::text AS person, ${at} AS at, (${value})::float8 AS value FROM ${from} JOIN run ON run.id = piece.run_id WHERE ${playbook} AND ${inPeriod(at)} AND ${seenPiece}`,
});
const ADDED = `(SELECT added.at FROM run_event added WHERE added.type = 'PieceAdded' AND added.data -> 'piece' ->> 'id' = piece.id::text LIMIT 1)`;
/** Each piece's first check of the level: later ones look at what was done again. */
const firstCheck = (level: string): FigureSql =>
  pieces(
    `(first.entry ->> 'result' = 'passed')::integer`,
    `piece JOIN LATERAL (SELECT entry FROM jsonb_array_elements(piece.checks) WITH ORDINALITY AS made (entry, n) WHERE entry ->> 'level' = '${level}' ORDER BY n LIMIT 1) first ON true`,
    `(first.entry ->> 'at')::bigint`,
  );
/** A breach that was annulled never was one. */
const onTime = `CASE WHEN task.clock ->> 'breachedAt' IS NULL OR (task.clock ->> 'breachAnnulled')::boolean THEN 1 ELSE 0 END`;
const hasClock = `task.clock IS NOT NULL AND task.clock <> 'null'::jsonb`;
const rungs = `CASE WHEN (task.clock ->> 'breachAnnulled')::boolean THEN 0
  ELSE (SELECT count(*) FROM run_event rung WHERE rung.type = 'RungFired' AND rung.data ->> 'taskId' = task.id::text) END`;

export const FLOW_SQL: Record<FlowKey, FigureSql & { unit: FlowFigure['unit'] }> = {
  // Whoever enters a publication may name an instant before the piece was planned.
  'piece-lead-time': { unit: 'ms', ...pieces(`greatest(0, piece.published_at - ${ADDED})`) },
  'run-lead-time': {
    unit: 'ms',
    kind: 'run',
    rows: `SELECT run.id, run.id AS run_id, run.manager_id::text AS person, run.closed_at AS at, greatest(0, run.closed_at - run.started_at)::float8 AS value FROM run
      WHERE run.state = 'completed' AND ${inPeriod('run.closed_at')} AND ${playbook} AND ($5::boolean OR ${takesPart('run.id', 6)} OR ${leadsThere('run.id', 6)})`,
  },
  'first-pass-daily': { unit: 'share', ...firstCheck('daily') },
  'first-pass-weekly': { unit: 'share', ...firstCheck('weekly') },
  'first-pass-final': { unit: 'share', ...firstCheck('final') },
  rework: { unit: 'mean', ...pieces('piece.reworks') },
  'on-time': { unit: 'share', ...tasks(`task.state = 'done' AND ${inPeriod('task.closed_at')} AND ${hasClock}`, onTime, 'task.closed_at', 'task.closed_by') },
  escalations: { unit: 'per100', ...tasks(`${inPeriod('task.closed_at')} AND ${hasClock}`, rungs, 'task.closed_at') },
};

const ofPerson = (person: string): string => `($7::uuid IS NULL OR ${person} = $7::text) AND ${seesPerson(person)}`;
const held = (where: string): FigureSql => ({
  kind: 'task',
  rows: `SELECT task.id, task.run_id, acting.person_id::text AS person, task.breach_at AS at, 1::float8 AS value
    FROM inbox acting JOIN task ON task.id = acting.task_id JOIN run ON run.id = task.run_id
    WHERE acting.part IN ('do', 'sign') AND ${playbook} AND ${where} AND ${ofPerson('acting.person_id::text')}`,
});

export const PEOPLE_SQL = {
  'person-open': held('true'),
  'person-overdue': held(`task.breach_at <= $1::bigint AND ${running}`),
  'person-done': {
    kind: 'task',
    rows: `SELECT task.id, task.run_id, task.closed_by AS person, task.closed_at AS at, (CASE WHEN ${hasClock} THEN ${onTime} END)::float8 AS value
      FROM task JOIN run ON run.id = task.run_id WHERE task.state = 'done' AND ${inPeriod('task.closed_at')} AND ${playbook} AND ${ofPerson('task.closed_by')}`,
  },
} as const satisfies Record<string, FigureSql>;

export const FIGURE_SQL: Record<FigureKey, FigureSql> = { ...EXCEPTION_SQL, ...FLOW_SQL, ...PEOPLE_SQL };
