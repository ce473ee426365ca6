import type { ActivityRow, CommandEvent } from '#domain/audit/entry-of';
import type { FeedPosition } from '../repositories/feed.ts';
import type { Queryable } from '../repositories/queryable.ts';

/** Where the sealer stands: transaction, then events before activities, then ordinal, as the feed's readers do. */
export type SealPosition = Pick<FeedPosition, 'xact' | 'ordinal'> & { source: 'command' | 'activity' };
export type SourceRow = SealPosition & ({ source: 'command'; event: CommandEvent } | { source: 'activity'; activity: ActivityRow });

const PAST = '9223372036854775807';

/**
 * Rows of both sources after `from`, in order, at most `limit`. `settled`: only what no transaction under way can still precede; without it
 * everything that is visible, for a database whose transaction numbers began anew.
 */
export async function readSources(db: Queryable, from: SealPosition, settled: boolean, limit: number): Promise<SourceRow[]> {
  const below = settled ? 'AND t.xact < pg_snapshot_xmin(pg_current_snapshot())' : '';
  const rows = await db.query<Array<SealPosition & { body: never }>>(
    `(SELECT t.xact::text, 'command' AS source, t.ordinal::text, jsonb_build_object('runId', t.run_id, 'n', t.n, 'type', t.type, 'v', t.v, 'at', t.at, 'cause', t.cause, 'data', t.data,
        'command', (SELECT jsonb_build_object('name', c.name, 'args', c.body -> 'args') FROM command c WHERE c.id = t.cause ->> 'id')) AS body, t.xact AS x, 0 AS s, t.ordinal AS o
      FROM run_event t WHERE (t.xact, t.ordinal) > ($1::xid8, $2::bigint) ${below} AND t.cause ->> 'kind' = 'command' ORDER BY t.xact, t.ordinal LIMIT $4)
     UNION ALL
     (SELECT t.xact::text, 'activity', t.ordinal::text, jsonb_build_object('id', t.id, 'runId', t.run_id, 'taskId', t.task_id, 'actor', t.actor, 'verb', t.verb, 'data', t.data, 'at', t.at), t.xact, 1, t.ordinal
      FROM activity_log t WHERE (t.xact, t.ordinal) > ($1::xid8, $3::bigint) ${below} ORDER BY t.xact, t.ordinal LIMIT $4)
     ORDER BY x, s, o LIMIT $4`,
    [from.xact, from.source === 'activity' ? PAST : from.ordinal, from.source === 'activity' ? from.ordinal : '0', limit],
  );
  return rows.map(({ xact, source, ordinal, body }) => (source === 'command' ? { xact, source, ordinal, event: body } : { xact, source, ordinal, activity: body }));
}

/** Events by run and number, for judging entries by their sources. */
export async function eventsOf(db: Queryable, keys: ReadonlyArray<{ runId: string; n: number }>): Promise<Map<string, Omit<CommandEvent, 'command'>>> {
  const rows = await db.query<Array<Omit<CommandEvent, 'command'>>>(
    `SELECT e.run_id AS "runId", e.n, e.type, e.v, e.at, e.cause, e.data FROM unnest($1::uuid[], $2::integer[]) AS k(run_id, n) JOIN run_event e USING (run_id, n)`,
    [keys.map(({ runId }) => runId), keys.map(({ n }) => n)],
  );
  return new Map(rows.map((row) => [`${row.runId}/${row.n}`, row]));
}

export async function activitiesOf(db: Queryable, ids: readonly string[]): Promise<Map<string, ActivityRow>> {
  const rows = await db.query<ActivityRow[]>('SELECT id, run_id AS "runId", task_id AS "taskId", actor, verb, data, at FROM activity_log WHERE id = ANY ($1::uuid[])', [ids]);
  return new Map(rows.map((row) => [row.id, row]));
}

/** How many rows of the sources older than `before` (epoch ms) no entry tells of: events of commands whose transaction has none, and activities. */
export async function countUnsealed(db: Queryable, before: number): Promise<number> {
  const [row] = await db.query<Array<{ n: number }>>(
    `SELECT (SELECT count(*) FROM activity_log l WHERE l.at < $1 AND NOT EXISTS (SELECT 1 FROM audit_entry a WHERE a.source = 'activity' AND a.source_id = l.id::text))
      + (SELECT count(*) FROM (SELECT run_id, min(n) AS n FROM run_event WHERE cause ->> 'kind' = 'command' AND at < $1 GROUP BY run_id, xact, cause ->> 'id') e
         WHERE NOT EXISTS (SELECT 1 FROM audit_entry a WHERE a.source = 'command' AND a.source_id = e.run_id || '/' || e.n)) AS n`,
    [before],
  );
  return Number(row!.n);
}
