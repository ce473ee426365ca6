import { COLUMNS } from '../rows/to-row.ts';

/**
 * Parts of the one statement that stores a batch. Each takes one JSON parameter (`$json`) and reads `head`, which is empty
 * when somebody else moved the run meanwhile: then no part writes anything.
 */
const EVENT_COLUMNS = 'n integer, type text, v integer, at bigint, cause jsonb, data jsonb, audience uuid[]';

type Table = keyof typeof COLUMNS;
const assign = (columns: readonly string[], from: string): string => columns.map((column) => `${column} = ${from}.${column}`).join(', ');
const prefixed = (columns: readonly string[], table: string): string => columns.map((column) => `${table}.${column}`).join(', ');

function upsert(table: Table): string {
  const columns = COLUMNS[table];
  const changing = columns.filter((column) => column !== 'id' && column !== 'run_id');
  return `INSERT INTO ${table} (${columns.join(', ')}) SELECT ${prefixed(columns, 'r')} FROM head, json_populate_recordset(null::${table}, $json) r
    ON CONFLICT (id) DO UPDATE SET ${assign(changing, 'excluded')}`;
}

function insert(table: string, columns: readonly string[]): string {
  return `INSERT INTO ${table} (${columns.join(', ')}) SELECT ${prefixed(columns, 'r')} FROM head, json_populate_recordset(null::${table}, $json) r ON CONFLICT DO NOTHING`;
}

const runColumns = COLUMNS.run.filter((column) => column !== 'id');

/** The head of a run that is there: moves it on from the event number that the batch was folded on ($2). Takes the row's lock. */
export const MOVE_RUN = `UPDATE run SET ${assign(runColumns, 'r')} FROM json_populate_record(null::run, $3::json) r WHERE run.id = $1 AND run.last_event = $2 RETURNING run.id`;
/** The head of a run that starts; `$2` is 0. */
export const START_RUN = `INSERT INTO run (${COLUMNS.run.join(', ')}) SELECT ${prefixed(COLUMNS.run, 'r')} FROM json_populate_record(null::run, $3::json) r
  WHERE r.id = $1 AND $2::integer = 0 ON CONFLICT (id) DO NOTHING RETURNING id`;

/** Part name → SQL, in the order in which they are written. */
export const PARTS = {
  events: `INSERT INTO run_event (run_id, n, type, v, at, cause, data, audience)
    SELECT head.id, e.n, e.type, e.v, e.at, e.cause, e.data, e.audience FROM head, json_to_recordset($json) AS e(${EVENT_COLUMNS}) ORDER BY e.n`,
  tasks: upsert('task'),
  meetings: upsert('meeting'),
  pieces: upsert('piece'),
  cases: insert('case_entry', COLUMNS.case_entry),
  inboxGone: `DELETE FROM inbox USING head, json_populate_recordset(null::inbox, $json) r WHERE inbox.person_id = r.person_id AND inbox.task_id = r.task_id`,
  snoozesGone: `DELETE FROM snooze USING head, json_populate_recordset(null::inbox, $json) r WHERE snooze.person_id = r.person_id AND snooze.task_id = r.task_id`,
  inboxPut: `INSERT INTO inbox (person_id, breach_at, task_id, run_id, claimable, part) SELECT r.person_id, r.breach_at, r.task_id, r.run_id, r.claimable, r.part
    FROM head, json_populate_recordset(null::inbox, $json) r
    ON CONFLICT (person_id, task_id) DO UPDATE SET breach_at = excluded.breach_at, claimable = excluded.claimable, part = excluded.part`,
  started: `UPDATE run_start SET started_at = coalesce(started_at, ($json::json ->> 'at')::bigint) FROM head WHERE run_start.run_id = head.id`,
  commands: `UPDATE command SET state = 'accepted', settled_at = c.at, answer = coalesce(command.answer,
      jsonb_build_object('id', command.id, 'eventNumber', c.n, 'version', c.version, 'outcome', c.outcome, 'bodyHash', command.body ->> 'bodyHash'))
    FROM head, json_to_recordset($json) AS c(id text, n integer, version integer, outcome text, at bigint) WHERE command.id = c.id AND command.state <> 'accepted'`,
  voids: `UPDATE delivery SET state = 'superseded' FROM head, json_to_recordset($json) AS v(task_id uuid, kind text), notification
    WHERE notification.task_id = v.task_id AND notification.kind = v.kind AND delivery.notification_id = notification.id AND delivery.state = 'pending'`,
  notifications: `${insert('notification', ['id', 'person_id', 'run_id', 'from_n', 'kind', 'event_numbers', 'task_id', 'data', 'created_at'])} RETURNING id`,
  told: insert('notification_event', ['person_id', 'run_id', 'n', 'notification_id']),
  deliveries: `INSERT INTO delivery (id, notification_id, person_id, channel, state, next_at, created_at)
    SELECT r.id, r.notification_id, r.person_id, r.channel, r.state, r.next_at, r.created_at
    FROM json_populate_recordset(null::delivery, $json) r JOIN notifications ON notifications.id = r.notification_id ON CONFLICT DO NOTHING`,
} as const;
export type PartName = keyof typeof PARTS;
export const PART_NAMES = Object.keys(PARTS) as PartName[];
