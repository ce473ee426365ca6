import type { Queryable } from './queryable.ts';

/** Where a reader of the live feed stands: transaction, then events before notices, then ordinal. Numbers of 64 bits travel as text. */
export interface FeedPosition {
  xact: string;
  source: FeedSource;
  ordinal: string;
}
export type FeedSource = 'event' | 'notice';

export interface FeedRow extends FeedPosition {
  /** Null for a notice about no single run. */
  runId: string | null;
  /** The one reader of a notice; null for an event, which whoever may read the run may see. */
  personId: string | null;
  body: Record<string, unknown>;
}

/** What the feed may show now, and of which database. */
export interface Frontier {
  /** Changes when the data does not go on from where it was: another cluster, a restore to a point in time, another database. */
  cluster: string;
  /** Everything below is settled: no transaction that could still add a row there is under way. */
  below: string;
}

export async function readFrontier(db: Queryable): Promise<Frontier> {
  const [row] = await db.query<Frontier[]>(`
    SELECT (SELECT system_identifier FROM pg_control_system()) || '.' || (SELECT timeline_id FROM pg_control_checkpoint()) || '.'
        || (SELECT oid FROM pg_database WHERE datname = current_database()) AS cluster,
      pg_snapshot_xmin(pg_current_snapshot())::text AS below`);
  return row!;
}

/**
 * Settled rows after `from`, in order, at most `limit`. A transaction is shown only when every older one has ended: so no
 * row ever appears behind a reader's back.
 */
export async function readFeed(db: Queryable, from: FeedPosition, limit: number): Promise<FeedRow[]> {
  const past = from.source === 'notice' ? '9223372036854775807' : from.ordinal;
  const told = from.source === 'notice' ? from.ordinal : '0';
  return db.query(
    `(SELECT xact::text, 'event' AS source, ordinal::text, run_id AS "runId", NULL::uuid AS "personId",
        jsonb_build_object('runId', run_id, 'n', n, 'type', type, 'v', v, 'at', at, 'cause', cause, 'data', data) AS body, xact AS x, 0 AS s, ordinal AS o
      FROM run_event e WHERE (xact, ordinal) > ($1::xid8, $2::bigint) AND xact < pg_snapshot_xmin(pg_current_snapshot()) ORDER BY e.xact, e.ordinal LIMIT $4)
     UNION ALL
     (SELECT xact::text, 'notice', ordinal::text, run_id, person_id,
        jsonb_build_object('id', id, 'runId', run_id, 'kind', kind, 'eventNumbers', event_numbers, 'taskId', task_id, 'data', data, 'createdAt', created_at, 'readAt', read_at), xact, 1, ordinal
      FROM notification t WHERE (xact, ordinal) > ($1::xid8, $3::bigint) AND xact < pg_snapshot_xmin(pg_current_snapshot()) ORDER BY t.xact, t.ordinal LIMIT $4)
     ORDER BY x, s, o LIMIT $4`,
    [from.xact, past, told, limit],
  );
}

/** Of these runs, the ones in which a person takes part, which they manage, or in which someone of a team they lead has work. */
export async function runsConcerning(db: Queryable, personId: string, runIds: readonly string[]): Promise<string[]> {
  const rows = await db.query<Array<{ id: string }>>(
    `SELECT r.id FROM run r WHERE r.id = ANY ($2::uuid[]) AND (
       r.manager_id = $1 OR r.started_by = $1::text
       OR EXISTS (SELECT 1 FROM task t WHERE t.run_id = r.id AND $1 = ANY (t.people))
       OR EXISTS (SELECT 1 FROM meeting m WHERE m.run_id = r.id AND (m.organizer = $1 OR $1 = ANY (m.attendees)))
       OR EXISTS (SELECT 1 FROM team led JOIN team_member m ON m.team_id = led.id JOIN task t ON t.assignee = m.person_id WHERE led.lead_id = $1 AND t.run_id = r.id))`,
    [personId, runIds],
  );
  return rows.map(({ id }) => id);
}
