import type { Pool, PoolClient } from 'pg';

/**
 * Session-level advisory locks, all held by one connection kept for them: one sender per run among all processes
 * (a workflow takes 10 updates at once, and the eleventh hangs). A lost connection loses every lock, and `onLost` says so.
 */
export class LaneLocks {
  private session: Promise<PoolClient> | null = null;

  constructor(private readonly pool: Pool, private readonly onLost: () => void) {}

  /** True when the lock is ours now. Call once per run until `release`. */
  async take(runId: string): Promise<boolean> {
    const client = await this.connect();
    const { rows } = await client.query<{ ours: boolean }>({ name: 'lane-take', text: `SELECT pg_try_advisory_lock(hashtextextended('lane/' || $1::text, 0)) AS ours`, values: [runId] });
    return rows[0]?.ours === true;
  }

  async release(runId: string): Promise<void> {
    if (!this.session) return;
    const client = await this.session;
    await client.query({ name: 'lane-release', text: `SELECT pg_advisory_unlock(hashtextextended('lane/' || $1::text, 0))`, values: [runId] });
  }

  async close(): Promise<void> {
    const session = this.session;
    this.session = null;
    // Destroyed, not handed back: its locks must not live on in the pool.
    if (session) await session.then((client) => client.release(true), () => undefined);
  }

  private connect(): Promise<PoolClient> {
    this.session ??= this.open();
    return this.session;
  }

  private async open(): Promise<PoolClient> {
    try {
      const client = await this.pool.connect();
      client.on('error', () => this.lost(client));
      return client;
    } catch (error) {
      this.session = null;
      throw error;
    }
  }

  private lost(client: PoolClient): void {
    if (!this.session) return;
    this.session = null;
    client.release(true);
    this.onLost();
  }
}
