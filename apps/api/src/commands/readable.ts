import type { Pool } from 'pg';

const EVERY_MS = 8;

interface Waiter {
  runId: string;
  event: number;
  until: number;
  done: (readable: boolean) => void;
}

/** Waits until read tables have an event. One query serves everybody who waits, so that many waiters cost no more than one. */
export class Readable {
  private waiters: Waiter[] = [];
  private timer: NodeJS.Timeout | null = null;

  constructor(private readonly pool: Pool) {}

  /** True once `run.last_event` is at least `event`; false when it is not within `maxMs`, or the database cannot be asked. */
  wait(runId: string, event: number, maxMs = 2_000): Promise<boolean> {
    return new Promise((done) => {
      this.waiters.push({ runId, event, until: Date.now() + maxMs, done });
      this.timer ??= setTimeout(() => void this.look(), EVERY_MS);
    });
  }

  private async look(): Promise<void> {
    const reached = await this.read();
    const now = Date.now();
    const left: Waiter[] = [];
    for (const waiter of this.waiters) {
      if ((reached.get(waiter.runId) ?? -1) >= waiter.event) waiter.done(true);
      else if (now >= waiter.until) waiter.done(false);
      else left.push(waiter);
    }
    this.waiters = left;
    this.timer = left.length > 0 ? setTimeout(() => void this.look(), EVERY_MS) : null;
  }

  private async read(): Promise<Map<string, number>> {
    const ids = [...new Set(this.waiters.map((waiter) => waiter.runId))];
    try {
      const { rows } = await this.pool.query<{ id: string; last_event: number }>({ name: 'readable', text: 'SELECT id, last_event FROM run WHERE id = ANY($1::uuid[])', values: [ids] });
      return new Map(rows.map((row) => [row.id, row.last_event]));
    } catch {
      // Unreadable for now: the answer itself stands, and says so.
      return new Map();
    }
  }
}
