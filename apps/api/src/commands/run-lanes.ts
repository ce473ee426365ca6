import type { Pool } from 'pg';
import { LaneLocks } from './lane-locks.ts';

/** At most so many commands of one run are under way: the workflow takes 10, and the rest is room for others' mistakes. */
export const IN_FLIGHT = 8;
/** A lane unused for so long gives its lock back, so that another process may send. */
const IDLE_MS = 5_000;
const RETRY_LOCK_MS = 25;
/** How long an answered command may still show as stored, because `recordEvents` has not come to it (ms). */
const ANSWERED_MS = 10 * 60_000;

interface Lane {
  owned: boolean;
  owning: Promise<boolean> | null;
  /** Commands that a request of this process is busy with, from before they are stored until they are answered. */
  present: Set<string>;
  inFlight: number;
  /** Answered, with when: they may show as stored until `recordEvents` has come to them. */
  answered: Map<string, number>;
  waiting: Array<() => void>;
  relaying: boolean;
  usedAt: number;
}

/** The one way from this process into a run: holds the run's lock while in use and lets few through at once. */
export class RunLanes {
  private readonly lanes = new Map<string, Lane>();
  private readonly locks: LaneLocks;

  constructor(pool: Pool) {
    this.locks = new LaneLocks(pool, () => this.lanes.forEach((lane) => (lane.owned = false)));
  }

  /** Says that a request is busy with this command, before it stores it: others must not take it for a left-over. Pair with `depart`. */
  arrive(runId: string, id: string): void {
    this.lane(runId).present.add(id);
  }

  depart(runId: string, id: string, answered: boolean): void {
    const lane = this.lane(runId);
    lane.present.delete(id);
    lane.usedAt = Date.now();
    if (answered) lane.answered.set(id, lane.usedAt);
  }

  /** True when stored commands that nobody is busy with wait in front: a new one is then appended, never sent past them. */
  mustQueue(runId: string, stored: readonly string[]): boolean {
    const lane = this.lane(runId);
    return lane.relaying || stored.some((id) => !underWay(lane, id));
  }

  /** Runs `work` with the run's lock and one of its places; `null` when none came until `until` (epoch ms): nothing was sent. */
  async send<T>(runId: string, until: number, work: () => Promise<T>): Promise<T | null> {
    const lane = this.lane(runId);
    if (!(await this.ownUntil(runId, lane, until)) || !(await placeUntil(lane, until))) return null;
    lane.inFlight += 1;
    try {
      return await work();
    } finally {
      lane.inFlight -= 1;
      lane.usedAt = Date.now();
      lane.waiting.shift()?.();
    }
  }

  /** Runs `work` as the run's only relay; false when another process or relay has the run, or requests are under way. */
  async relay(runId: string, work: (underWay: (id: string) => boolean) => Promise<void>): Promise<boolean> {
    const lane = this.lane(runId);
    if (lane.relaying || lane.inFlight > 0) return false;
    lane.relaying = true;
    try {
      if (!(await this.own(runId, lane))) return false;
      await work((id) => underWay(lane, id));
      return true;
    } finally {
      lane.relaying = false;
      lane.usedAt = Date.now();
    }
  }

  /** Gives back the locks of lanes that have been idle. Called now and then by the relay. */
  async tidy(now: number): Promise<void> {
    for (const [runId, lane] of this.lanes) {
      for (const [id, at] of lane.answered) if (now - at > ANSWERED_MS) lane.answered.delete(id);
      if (lane.present.size > 0 || lane.inFlight > 0 || lane.relaying || now - lane.usedAt < IDLE_MS) continue;
      if (lane.owned) {
        lane.owned = false;
        await this.locks.release(runId);
      }
      if (lane.answered.size === 0 && lane.present.size === 0) this.lanes.delete(runId);
    }
  }

  close(): Promise<void> {
    this.lanes.clear();
    return this.locks.close();
  }

  private lane(runId: string): Lane {
    let lane = this.lanes.get(runId);
    if (!lane) {
      lane = { owned: false, owning: null, present: new Set(), inFlight: 0, answered: new Map(), waiting: [], relaying: false, usedAt: Date.now() };
      this.lanes.set(runId, lane);
    }
    return lane;
  }

  private async own(runId: string, lane: Lane): Promise<boolean> {
    if (lane.owned) return true;
    // Session locks count: two takers in this process would need two releases.
    lane.owning ??= this.locks.take(runId).finally(() => (lane.owning = null));
    lane.owned = await lane.owning;
    return lane.owned;
  }

  private async ownUntil(runId: string, lane: Lane, until: number): Promise<boolean> {
    while (lane.relaying || !(await this.own(runId, lane))) {
      if (Date.now() + RETRY_LOCK_MS >= until) return false;
      await new Promise((resolve) => setTimeout(resolve, RETRY_LOCK_MS));
    }
    return true;
  }
}

function underWay(lane: Lane, id: string): boolean {
  return lane.present.has(id) || lane.answered.has(id);
}

async function placeUntil(lane: Lane, until: number): Promise<boolean> {
  while (lane.inFlight >= IN_FLIGHT) {
    const left = until - Date.now();
    if (left <= 0) return false;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, left);
      lane.waiting.push(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }
  return true;
}
