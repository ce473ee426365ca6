import { setTimeout as wait } from 'node:timers/promises';
import type { Pool } from 'pg';
import { Lots } from '../support/seeded.ts';
import { deliveryOf } from './conduct.ts';
import type { Desk } from './desk.ts';
import type { ChaosPlan, PlannedLoop } from './plan.ts';

export interface LiveLoop {
  loop: PlannedLoop;
  runId: string;
  /** It has come where it was to come: closed, or, for one that is left live, in its second turn. */
  there: boolean;
  state: string;
}

/** The manager's part: starts the loops, pauses, skips and cancels some, and knows how far each has come. */
export class Steering {
  readonly live = new Map<string, LiveLoop>();

  constructor(
    private readonly desk: Desk,
    private readonly plan: ChaosPlan,
    private readonly pool: Pool,
  ) {}

  /** Resolves when every loop is started and everything that was planned for it has been tried. */
  async steer(until: AbortSignal): Promise<void> {
    await Promise.all(this.plan.loops.map((loop) => this.follow(loop, until)));
  }

  /** The loop of a run that people should work on. */
  loopOf(runId: string): PlannedLoop | null {
    const known = this.live.get(runId);
    return known && !known.there ? known.loop : null;
  }

  get there(): number {
    return [...this.live.values()].filter(({ there }) => there).length;
  }

  /** Looks how far the loops are; what cannot be read now is read the next time. */
  async look(): Promise<void> {
    const { rows } = await this.pool.query<{ id: string; state: string; turn: number; closed_at: number | null }>('SELECT id, state, turn, closed_at FROM run').catch(() => ({ rows: [] }));
    for (const { id, state, turn, closed_at } of rows) {
      const live = this.live.get(id);
      if (!live) continue;
      live.state = state;
      live.there ||= closed_at !== null || (live.loop.ending === 'left-live' && turn > 1);
    }
  }

  private async follow(loop: PlannedLoop, until: AbortSignal): Promise<void> {
    const lots = new Lots(this.plan.seed, `start ${loop.index}`);
    await wait(loop.startsAfterMs, undefined, { signal: until }).catch(() => undefined);
    const body = { playbook: 'collaboration-loop', title: loop.title, input: loop.input };
    const runId = await this.desk.start('manager', body, lots.weighed({ plain: 7, twice: 2, lost: 2 }), lots.between(0, 1));
    if (runId === null) return;
    this.live.set(runId, { loop, runId, there: false, state: 'starting' });
    await Promise.all(loop.escapades.map((escapade) => this.tryOut(runId, escapade, lots, until)));
  }

  private async tryOut(runId: string, { verb, afterMs, forMs }: PlannedLoop['escapades'][number], lots: Lots, until: AbortSignal): Promise<void> {
    const ask = (name: string) => this.desk.ask({ who: 'manager', runId, path: `/runs/${runId}/${name}`, body: { reason: 'The client is on leave' }, delivery: deliveryOf(lots), patience: lots.between(0, 1) });
    await wait(afterMs, undefined, { signal: until }).catch(() => undefined);
    if (until.aborted) return;
    await ask(verb);
    if (verb !== 'pause') return;
    await wait(forMs, undefined, { signal: until }).catch(() => undefined);
    // A pause whose answer was lost may have happened: it is ended all the same, and until it is known to be.
    for (let told = await ask('resume'); told.verdict === 'unknown' && !until.aborted; told = await ask('resume'));
  }
}
