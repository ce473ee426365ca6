import type { AuditSource, SealedEntry } from '#contracts/audit';
import type { Queryable } from '../repositories/queryable.ts';

/** What the audit can be asked for; everything left out matches. `text` is looked for in action and data, whatever its case. */
export interface AuditFilter {
  actor?: string | undefined;
  action?: string | undefined;
  target?: string | undefined;
  runId?: string | undefined;
  source?: AuditSource | undefined;
  /** Epoch ms: at or after, before. */
  from?: number | undefined;
  until?: number | undefined;
  text?: string | undefined;
}

const COLUMNS = `seq, source, source_id AS "sourceId", at, actor, action, target_kind AS "targetKind", target_id AS "targetId", run_id AS "runId", data, prev_hash AS "prevHash", hash`;
const escaped = (text: string): string => text.replace(/[\\%_]/g, (sign) => `\\${sign}`);

function conditions({ actor, action, target, runId, source, from, until, text }: AuditFilter, values: unknown[]): string {
  const parts: Array<[sql: string, value: unknown]> = [
    ['actor = ?', actor], ['action = ?', action], ['target_id = ?', target], ['run_id = ?::uuid', runId], ['source = ?', source], ['at >= ?', from], ['at < ?', until],
    [`(action || ' ' || data::text) ILIKE ?`, text === undefined ? undefined : `%${escaped(text)}%`],
  ];
  return parts.flatMap(([sql, value]) => (value === undefined ? [] : [`AND ${sql.replace('?', `$${values.push(value)}`)}`])).join(' ');
}

/** Entries that match, newest first, before number `before`. */
export async function latestEntries(db: Queryable, filter: AuditFilter, before: number | null, limit: number): Promise<SealedEntry[]> {
  const values: unknown[] = [before ?? Number.MAX_SAFE_INTEGER, limit];
  return db.query(`SELECT ${COLUMNS} FROM audit_entry WHERE seq < $1 ${conditions(filter, values)} ORDER BY seq DESC LIMIT $2`, values);
}

/** Entries that match, in the order of the chain, after number `after`. */
export async function entriesAfter(db: Queryable, filter: AuditFilter, after: number, limit: number): Promise<SealedEntry[]> {
  const values: unknown[] = [after, limit];
  return db.query(`SELECT ${COLUMNS} FROM audit_entry WHERE seq > $1 ${conditions(filter, values)} ORDER BY seq LIMIT $2`, values);
}
