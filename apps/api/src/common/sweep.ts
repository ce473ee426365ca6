import type { Pool } from 'pg';
import type { Log } from './tokens.ts';

/** What a sweep does and how often. `name` is also its lock: one process sweeps at a time. */
export interface SweepOptions {
  name: string;
  everyMs: number;
  work: () => Promise<void>;
}

/** Does something again and again, in one process at a time. A round that fails is done by a later one. */
export class Sweep {
  private timer: NodeJS.Timeout | null = null;
  private round: Promise<void> = Promise.resolve();

  constructor(
    private readonly pool: Pool,
    private readonly log: Log,
    private readonly options: SweepOptions,
  ) {}

  start(): void {
    this.timer = setTimeout(() => {
      this.round = this.sweep();
      void this.round.finally(() => this.timer && this.start());
    }, this.options.everyMs);
  }

  async stop(): Promise<void> {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    await this.round;
  }

  /** One round. Never rejects. */
  async sweep(): Promise<void> {
    const { name, work } = this.options;
    try {
      const session = await this.pool.connect();
      try {
        const { rows: lock } = await session.query<{ ours: boolean }>('SELECT pg_try_advisory_lock(hashtext($1)) AS ours', [name]);
        if (!lock[0]?.ours) return;
        await work().finally(() => session.query('SELECT pg_advisory_unlock(hashtext($1))', [name]));
      } finally {
        session.release();
      }
    } catch (error) {
      this.log.warn({ err: error, sweep: name }, 'a sweep will try again');
    }
  }
}
