import type { Client } from '@temporalio/client';
import type { Pool } from 'pg';
import type { RunInput } from '#contracts/process';
import { Sweep } from '../common/sweep.ts';
import type { Log } from '../common/tokens.ts';
import { startRun } from './start-run.ts';

const EVERY_MS = 2_000;
/** Younger starts still have their request at work. */
const LEFT_OVER_MS = 5_000;
const AT_ONCE = 20;

/** Re-drives starts that stayed: Temporal was away, or the API died between its commit and the start. Oldest first. */
export class RunStartSweeper extends Sweep {
  constructor(client: Client, pool: Pool, now: () => number, log: Log) {
    super(pool, log, { name: 'run-start-sweeper', everyMs: EVERY_MS, work: () => drive(client, pool, now, log) });
  }
}

async function drive(client: Client, pool: Pool, now: () => number, log: Log): Promise<void> {
  const text = 'SELECT input FROM run_start WHERE started_at IS NULL AND created_at < $1 ORDER BY created_at LIMIT $2';
  const { rows } = await pool.query<{ input: RunInput }>(text, [now() - LEFT_OVER_MS, AT_ONCE]);
  for (const { input } of rows) {
    // One that fails says that Temporal is away: the others would wait for the same.
    if (!(await startRun(client, pool, input, now))) return;
    log.info({ runId: input.runId }, 'started a run that had stayed');
  }
}
