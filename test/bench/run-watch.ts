import { setTimeout as wait } from 'node:timers/promises';
import type { Pool } from 'pg';

/** A run as its readers see it: the last event in the read tables, and its open task. */
export interface Seen {
  id: string;
  lastEvent: number;
  taskId: string | null;
}
interface Waiting {
  runId: string;
  shows: (seen: Seen) => boolean;
  resolve: (seen: Seen) => void;
  reject: (error: unknown) => void;
}

/** Between two looks (ms): the resolution of `readableMs`. */
const LOOK_EVERY_MS = 2;
const LOOK = {
  name: 'bench-watch',
  text: `SELECT run.id, run.last_event AS "lastEvent", task.id AS "taskId" FROM run
    LEFT JOIN task ON task.run_id = run.id AND task.state IN ('open', 'claimed') WHERE run.id = ANY ($1::uuid[])`,
};

/** Sees when a run's events have reached the read tables: one small query for everybody who waits, as often as it comes back. */
export class RunWatch {
  private waiting: Waiting[] = [];
  private looking = false;

  constructor(private readonly pool: Pool) {}

  /** Resolves once the read tables hold `event` of the run. */
  reached(runId: string, event: number): Promise<Seen> {
    return this.until(runId, ({ lastEvent }) => lastEvent >= event);
  }

  /** Resolves with the open task of the run, once the read tables show one. */
  async openTask(runId: string): Promise<string> {
    return (await this.until(runId, ({ taskId }) => taskId !== null)).taskId!;
  }

  private until(runId: string, shows: Waiting['shows']): Promise<Seen> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ runId, shows, resolve, reject });
      if (!this.looking) void this.look();
    });
  }

  private async look(): Promise<void> {
    this.looking = true;
    try {
      while (this.waiting.length > 0) {
        const { rows } = await this.pool.query<Seen>({ ...LOOK, values: [this.waiting.map(({ runId }) => runId)] });
        this.settle(new Map(rows.map((row) => [row.id, row])));
        if (this.waiting.length > 0) await wait(LOOK_EVERY_MS);
      }
    } catch (error) {
      for (const { reject } of this.waiting.splice(0)) reject(error);
    } finally {
      this.looking = false;
    }
  }

  private settle(seen: ReadonlyMap<string, Seen>): void {
    this.waiting = this.waiting.filter(({ runId, shows, resolve }) => {
      const run = seen.get(runId);
      if (!run || !shows(run)) return true;
      resolve(run);
      return false;
    });
  }
}
