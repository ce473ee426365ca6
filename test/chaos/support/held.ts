import pg from 'pg';
import { until } from '../../support/until.ts';

const REACHED_MS = 30_000;
/** A lost activity is tried again when its time is up. */
const REACHED_TWICE_MS = 75_000;

/**
 * A run whose next batch of events cannot commit: its row is locked, so `recordEvents` has sent its one statement and waits inside
 * it. That is the exact instant between the two writes, in a real worker without a fail point: whoever is killed now is killed
 * before the commit, and we decide whether the commit still comes.
 */
export class HeldCommit {
  private constructor(
    readonly runId: string,
    private readonly session: pg.Client,
    /** Looks on from outside the transaction: within one, `pg_stat_activity` never shows backends that came later. */
    private readonly outside: pg.Pool,
    private readonly pid: number,
    private readonly before: number,
  ) {}

  static async take({ ownerUrl, pool }: { ownerUrl: string; pool: pg.Pool }, runId: string): Promise<HeldCommit> {
    const session = await connect(ownerUrl);
    await session.query('BEGIN');
    const { rows } = await session.query<{ last_event: string; pid: number }>('SELECT last_event, pg_backend_pid() AS pid FROM run WHERE id = $1 FOR NO KEY UPDATE', [runId]);
    return new HeldCommit(runId, session, pool, rows[0]!.pid, Number(rows[0]!.last_event));
  }

  /** Resolves when the worker's statement waits for us. */
  async untilReached(): Promise<void> {
    await until(async () => (await this.waiting()).length > 0, REACHED_MS);
  }

  /** The server goes through with it, whether or not anybody is left to hear: committed, and its completion never stored. */
  async letCommit(): Promise<void> {
    await this.session.query('COMMIT');
    await until(async () => (await this.lastEvent()) > this.before, REACHED_MS);
    await this.session.end();
  }

  /** Waits until the batch is tried a second time while the first trial, whose worker is dead, still waits; then both go on. */
  async letBothRace(): Promise<void> {
    await until(async () => (await this.waiting()).length > 1, REACHED_TWICE_MS);
    await this.letCommit();
  }

  /** The statement is ended before it could commit; nothing of it stays. */
  async letFail(): Promise<void> {
    for (const pid of await this.waiting()) {
      await this.session.query('SELECT pg_terminate_backend($1)', [pid]);
      await until(async () => !(await this.waiting()).includes(pid), REACHED_MS);
    }
    if ((await this.lastEvent()) !== this.before) throw new Error(`run ${this.runId} moved on although its row was held`);
    await this.session.query('COMMIT');
    await this.session.end();
  }

  /** Statements of workers that wait for us, or behind one that does. */
  private async waiting(): Promise<number[]> {
    const text = `WITH waiter AS (SELECT pid, pg_blocking_pids(pid) AS behind FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND application_name = 'callsheet-worker')
      SELECT pid FROM waiter WHERE $1 = ANY(behind) OR behind && (SELECT array_agg(pid) FROM waiter WHERE $1 = ANY(behind))`;
    return (await this.outside.query<{ pid: number }>(text, [this.pid])).rows.map(({ pid }) => pid);
  }

  private async lastEvent(): Promise<number> {
    const { rows } = await this.outside.query<{ last_event: string }>('SELECT last_event FROM run WHERE id = $1', [this.runId]);
    return Number(rows[0]!.last_event);
  }
}

/** A run into which the API may not send: a command is stored and then waits for the run's lock. */
export class HeldLane {
  private constructor(private readonly session: pg.Client) {}

  static async take(url: string, runId: string): Promise<HeldLane> {
    const session = await connect(url);
    const { rows } = await session.query<{ ours: boolean }>(`SELECT pg_try_advisory_lock(hashtextextended('lane/' || $1::text, 0)) AS ours`, [runId]);
    if (!rows[0]!.ours) throw new Error(`the API still holds the lane of run ${runId}`);
    return new HeldLane(session);
  }

  release(): Promise<void> {
    return this.session.end();
  }
}

async function connect(url: string): Promise<pg.Client> {
  const session = new pg.Client({ connectionString: url, application_name: 'test-hold' });
  // A round that failed leaves it open until PostgreSQL stops, which is no news then.
  session.on('error', () => undefined);
  await session.connect();
  return session;
}
