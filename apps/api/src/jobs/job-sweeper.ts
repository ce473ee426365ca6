import type { Client } from '@temporalio/client';
import type { Pool } from 'pg';
import type { CoordinatorInput } from '#contracts/jobs';
import { Sweep } from '../common/sweep.ts';
import type { Log } from '../common/tokens.ts';
import { startCoordinator } from './start-coordinator.ts';

const EVERY_MS = 2_000;
const LEFT_OVER_MS = 5_000;
const AT_ONCE = 20;

/** Starts jobs that stayed: Temporal was away, or the API died between its commit and the start. */
export class JobSweeper extends Sweep {
  constructor(client: Client, pool: Pool, now: () => number, log: Log) {
    super(pool, log, { name: 'job-sweeper', everyMs: EVERY_MS, work: () => drive(client, pool, now) });
  }
}

async function drive(client: Client, pool: Pool, now: () => number): Promise<void> {
  const text = `SELECT id AS "jobId", starts_at AS "startsAt" FROM job WHERE started_at IS NULL AND created_at < $1 ORDER BY created_at LIMIT $2`;
  const { rows } = await pool.query<CoordinatorInput>(text, [now() - LEFT_OVER_MS, AT_ONCE]);
  for (const input of rows) if (!(await startCoordinator(client, pool, input, now))) return;
}
