import type { Pool } from 'pg';
import { Sweep } from '../common/sweep.ts';
import type { Log } from '../common/tokens.ts';
import type { ScheduleStarter } from './schedule-starter.ts';

const EVERY_MS = 2_000;

/** Has everything started that is due, in one process at a time. */
export class ScheduleSweep extends Sweep {
  constructor(starter: ScheduleStarter, pool: Pool, log: Log) {
    super(pool, log, { name: 'schedule-starter', everyMs: EVERY_MS, work: () => starter.round() });
  }
}
