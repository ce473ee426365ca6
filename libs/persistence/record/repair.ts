import type { Pool, PoolClient } from 'pg';
import { pgJson } from '../rows/json.ts';
import { COLUMNS } from '../rows/to-row.ts';
import { compareRows, type Difference, foldStored, readStored, type ReadRows, type ReadTable } from './rebuild.ts';

const INBOX_COLUMNS = ['person_id', 'breach_at', 'task_id', 'run_id', 'claimable', 'part'];
const columnsOf = (table: ReadTable): readonly string[] => (table === 'inbox' ? INBOX_COLUMNS : COLUMNS[table]);

/** Compares a run's read rows with its events; changes nothing. */
export async function checkRun(pool: Pool, runId: string): Promise<Difference[]> {
  return inTransaction(pool, 'REPEATABLE READ, READ ONLY', (client) => differences(client, runId).then(({ found }) => found));
}

/**
 * Rebuilds a run's read rows from its events where they differ, in one transaction that holds the run's lock. Notices and
 * deliveries are no read tables and stay as they are. Answers what differed before.
 */
export async function repairRun(pool: Pool, runId: string): Promise<Difference[]> {
  return inTransaction(pool, 'READ COMMITTED', async (client) => {
    await client.query('SELECT 1 FROM run WHERE id = $1 FOR UPDATE', [runId]);
    const { found, folded } = await differences(client, runId);
    if (found.length > 0) await rewrite(client, runId, folded);
    return found;
  });
}

async function differences(client: PoolClient, runId: string): Promise<{ found: Difference[]; folded: ReadRows }> {
  const folded = await foldStored(client, runId);
  return { found: compareRows(await readStored(client, runId), folded), folded };
}

async function rewrite(client: PoolClient, runId: string, folded: ReadRows): Promise<void> {
  for (const table of Object.keys(folded) as ReadTable[]) {
    const columns = columnsOf(table);
    // The run's row stays: it carries the lock that keeps recordEvents waiting. Everything else is written anew.
    if (table !== 'run') await client.query(`DELETE FROM ${table} WHERE run_id = $1`, [runId]);
    const conflict = table === 'run' ? `ON CONFLICT (id) DO UPDATE SET ${columns.map((column) => `${column} = excluded.${column}`).join(', ')}` : '';
    await client.query(`INSERT INTO ${table} (${columns.join(', ')}) SELECT ${columns.join(', ')} FROM json_populate_recordset(null::${table}, $1::json) ${conflict}`, [pgJson(folded[table])]);
  }
}

async function inTransaction<T>(pool: Pool, mode: string, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query(`BEGIN ISOLATION LEVEL ${mode}`);
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}
