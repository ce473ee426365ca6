import type { Client } from '@temporalio/client';
import type { Pool } from 'pg';
import type { RunInput } from '#contracts/process';
import type { Log } from '../common/tokens.ts';
import { startRun } from './start-run.ts';

const EVERY_MS = 2_000;
/** Younger starts still have their request at work. */
const LEFT_OVER_MS = 5_000;
const AT_ONCE = 20;

/** Re-drives starts that stayed: Temporal was away, or the API died between its commit and the start. */
export class RunStartSweeper {
  private timer: NodeJS.Timeout | null = null;
  private round: Promise<void> = Promise.resolve();

  constructor(
    private readonly client: Client,
    private readonly pool: Pool,
    private readonly now: () => number,
    private readonly log: Log,
  ) {}

  start(): void {
    this.timer = setTimeout(() => {
      this.round = this.sweep();
      void this.round.finally(() => this.timer && this.start());
    }, EVERY_MS);
  }

  async stop(): Promise<void> {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    await this.round;
  }

  /** One look, oldest first; one process at a time. Never rejects: what cannot be started now is started by a later look. */
  async sweep(): Promise<void> {
    try {
      const session = await this.pool.connect();
      try {
        const { rows: lock } = await session.query<{ ours: boolean }>(`SELECT pg_try_advisory_lock(hashtext('run-start-sweeper')) AS ours`);
        if (!lock[0]?.ours) return;
        await this.drive().finally(() => session.query(`SELECT pg_advisory_unlock(hashtext('run-start-sweeper'))`));
      } finally {
        session.release();
      }
    } catch (error) {
      this.log.warn({ err: error }, 'the sweeper of run starts will try again');
    }
  }

  private async drive(): Promise<void> {
    const text = 'SELECT input FROM run_start WHERE started_at IS NULL AND created_at < $1 ORDER BY created_at LIMIT $2';
    const { rows } = await this.pool.query<{ input: RunInput }>(text, [this.now() - LEFT_OVER_MS, AT_ONCE]);
    for (const { input } of rows) {
      // One that fails says that Temporal is away: the others would wait for the same.
      if (!(await startRun(this.client, this.pool, input, this.now))) return;
      this.log.info({ runId: input.runId }, 'started a run that had stayed');
    }
  }
}
