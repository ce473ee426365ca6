import type { Pool, PoolClient } from 'pg';
import type { Queryable } from './repositories/queryable.ts';

/** Runs `work` in one transaction on a connection of its own; commits what it did, or takes it back and throws what it threw. */
export async function inTransaction<T>(pool: Pool, work: (tx: Queryable, client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const result = await work({ query: async <R>(sql: string, values?: unknown[]) => (await client.query(sql, values)).rows as R }, client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}
