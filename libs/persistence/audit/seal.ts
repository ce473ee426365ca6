import type { Pool } from 'pg';
import type { AuditEntry, SealedEntry } from '#contracts/audit';
import { seal, START, type Head } from '#domain/audit/chain';
import { entryOfActivity, entryOfCommand, type CommandEvent } from '#domain/audit/entry-of';
import { sha256 } from '../hashed-id.ts';
import { readFrontier } from '../repositories/feed.ts';
import type { Queryable } from '../repositories/queryable.ts';
import { inTransaction } from '../transaction.ts';
import { readSources, type SealPosition, type SourceRow } from './sources.ts';

/** Rows read at once. More than the events of one batch (200), so that a command's events of one transaction are never cut. */
const PAGE = 1_000;
const ORIGIN: SealPosition = { xact: '0', source: 'command', ordinal: '0' };
/** Transactions after which the position is moved on although there was nothing to seal, so that the next look need not read them again. */
const STRIDE = 10_000n;
const LOCK = `SELECT pg_try_advisory_xact_lock(hashtext('callsheet/audit')) AS mine`;

/** What one look came to. `head` is the end of the chain, null when another process had the turn. */
export interface Sealing {
  sealed: number;
  more: boolean;
  head: Head | null;
}
type Unsealed = Omit<AuditEntry, 'seq'>;

/**
 * Seals what has settled since the last look, at most a page of it, in one transaction. One process at a time, by a lock; each source row once, by
 * the position and, should that be lost, by its id. After a restore into another cluster, where transactions are numbered anew, every source is
 * looked through once.
 */
export async function sealOnce(pool: Pool): Promise<Sealing> {
  const { cluster } = await readFrontier({ query: async <T>(sql: string) => (await pool.query(sql)).rows as T });
  const known = await pool.query<{ cluster: string }>('SELECT cluster FROM audit_position');
  return known.rows[0] && known.rows[0].cluster !== cluster ? recover(pool) : inTransaction(pool, (tx) => sealPage(tx, null));
}

/** Seals what the chain lacks, whatever its transaction number, then goes on from where this cluster stood before. */
async function recover(pool: Pool): Promise<Sealing> {
  const frontier = await readFrontier({ query: async <T>(sql: string) => (await pool.query(sql)).rows as T });
  let sealed = 0;
  for (let from: SealPosition | null = ORIGIN; from; ) {
    const page: Sealing & { last?: SealPosition | null } = await inTransaction(pool, (tx) => sealPage(tx, from));
    if (!page.head) return page;
    sealed += page.sealed;
    from = page.last ?? null;
  }
  return inTransaction(pool, async (tx) => {
    await move(tx, { xact: frontier.below, source: 'command', ordinal: '0' }, frontier.cluster);
    return { sealed, more: true, head: await headOf(tx) };
  });
}

/** `anew`: where a look through everything stands; null reads on from the stored position, settled rows only. */
async function sealPage(tx: Queryable, anew: SealPosition | null): Promise<Sealing & { last?: SealPosition | null }> {
  const [lock] = await tx.query<Array<{ mine: boolean }>>(LOCK);
  if (!lock!.mine) return { sealed: 0, more: false, head: null };
  const [stored] = await tx.query<Array<SealPosition & { cluster: string }>>('SELECT cluster, xact::text, source, ordinal::text FROM audit_position');
  const frontier = await readFrontier(tx);
  const from = anew ?? stored ?? ORIGIN;
  const read = await readSources(tx, from, anew === null, PAGE);
  const rows = whole(read);
  const head = await append(tx, rows);
  const last = rows.at(-1);
  if (anew === null && last) await move(tx, last, frontier.cluster);
  else if (anew === null && (!stored || BigInt(frontier.below) - BigInt(from.xact) > STRIDE)) await move(tx, { xact: frontier.below, source: 'command', ordinal: '0' }, frontier.cluster);
  return { sealed: rows.length, more: read.length === PAGE, head, last: read.length === PAGE ? last! : null };
}

/** A full page may end within a transaction: its events are left for the next one. */
function whole(rows: SourceRow[]): SourceRow[] {
  const last = rows.at(-1);
  if (rows.length < PAGE || last?.source !== 'command') return rows;
  const complete = rows.filter(({ xact, source }) => xact !== last.xact || source !== 'command');
  return complete.length > 0 ? complete : rows;
}

async function append(tx: Queryable, rows: readonly SourceRow[]): Promise<Head> {
  const head = await headOf(tx);
  const found = entriesOf(rows);
  if (found.length === 0) return head;
  const known = await tx.query<Array<{ key: string }>>(`SELECT a.source || ' ' || a.source_id AS key FROM unnest($1::text[], $2::text[]) AS k(source, source_id) JOIN audit_entry a USING (source, source_id)`, [found.map(({ source }) => source), found.map(({ sourceId }) => sourceId)]);
  const keys = new Set(known.map(({ key }) => key));
  const sealed = seal(found.filter(({ source, sourceId }) => !keys.has(`${source} ${sourceId}`)), head, sha256);
  await tx.query(INSERT, [JSON.stringify(sealed)]);
  return sealed.at(-1) ?? head;
}
const INSERT = `
  INSERT INTO audit_entry (seq, source, source_id, at, actor, action, target_kind, target_id, run_id, data, prev_hash, hash)
  SELECT e.seq, e.source, e."sourceId", e.at, e.actor, e.action, e."targetKind", e."targetId", e."runId", e.data, e."prevHash", e.hash
  FROM json_to_recordset($1::json) AS e(seq bigint, source text, "sourceId" text, at bigint, actor text, action text, "targetKind" text, "targetId" text, "runId" uuid, data jsonb, "prevHash" text, hash text)`;

/** One entry for the events of a command within a transaction, one for each activity, in the order in which they were written. */
function entriesOf(rows: readonly SourceRow[]): Unsealed[] {
  const groups = new Map<string, CommandEvent[] | Unsealed>();
  for (const row of rows) {
    if (row.source === 'activity') groups.set(`activity ${row.activity.id}`, entryOfActivity(row.activity));
    else {
      const key = `${row.xact} ${row.event.runId} ${row.event.cause.id}`;
      const group = groups.get(key) as CommandEvent[] | undefined;
      if (group) group.push(row.event);
      else groups.set(key, [row.event]);
    }
  }
  return [...groups.values()].map((group) => (Array.isArray(group) ? entryOfCommand(group, sha256) : group));
}

async function headOf(tx: Queryable): Promise<Head> {
  const [row] = await tx.query<Array<Pick<SealedEntry, 'seq' | 'hash'>>>('SELECT seq, hash FROM audit_entry ORDER BY seq DESC LIMIT 1');
  return row ? { seq: row.seq, hash: row.hash } : START;
}

async function move(tx: Queryable, { xact, source, ordinal }: SealPosition, cluster: string): Promise<void> {
  await tx.query(
    `INSERT INTO audit_position (one, cluster, xact, source, ordinal) VALUES (true, $1, $2::xid8, $3, $4)
     ON CONFLICT (one) DO UPDATE SET cluster = excluded.cluster, xact = excluded.xact, source = excluded.source, ordinal = excluded.ordinal`,
    [cluster, xact, source, ordinal],
  );
}
