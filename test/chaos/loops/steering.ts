import { setTimeout as wait } from 'node:timers/promises';
import type { Pool } from 'pg';
import { Lots } from '../support/seeded.ts';
import { deliveryOf } from './conduct.ts';
import type { Desk } from './desk.ts';
import type { ChaosPlan, Goal, PlannedLoop } from './plan.ts';

export interface LiveLoop {
  loop: PlannedLoop;
  runId: string;
  /** It has come where it was to come. */
  there: boolean;
  state: string;
}

interface RunRow {
  id: string;
  state: string;
  step: string | null;
  turn: number;
  closed_at: number | null;
}
function arrived(goal: Goal, { closed_at, turn, step }: RunRow): boolean {
  if (closed_at !== null) return true;
  return (goal === 'left' && turn > 1) || (goal === 'planning' && step !== null && step !== 'review');
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
    return known && !(known.there && known.loop.goal === 'left') ? known.loop : null;
  }

  get there(): number {
    return [...this.live.values()].filter(({ there }) => there).length;
  }

  /** Looks how far the loops are; what cannot be read now is read the next time. */
  async look(): Promise<void> {
    const { rows } = await this.pool.query<RunRow>('SELECT id, state, step, turn, closed_at FROM run').catch(() => ({ rows: [] as RunRow[] }));
    for (const row of rows) {
      const { id, state } = row;
      const live = this.live.get(id);
      if (!live) continue;
      live.state = state;
      live.there ||= arrived(live.loop.goal, row);
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
    const ask = async (name: string) => this.desk.ask({ who: 'manager', runId, path: `/runs/${runId}/${name}`, body: { reason: 'The client is on leave', ...(await this.more(name, lots)) }, delivery: deliveryOf(lots), patience: lots.between(0, 1) });
    // Something whose answer was lost for good is asked for again, under another key: it may have happened, and is then refused.
    const insist = async (name: string): Promise<void> => {
      while ((await ask(name)).verdict === 'unknown' && !until.aborted);
    };
    await wait(afterMs, undefined, { signal: until }).catch(() => undefined);
    if (until.aborted) return;
    await insist(verb);
    if (verb !== 'pause' && verb !== 'pause-step') return;
    await wait(forMs, undefined, { signal: until }).catch(() => undefined);
    await insist(verb.replace('pause', 'resume'));
  }

  /** What some verbs take beside a reason. */
  private async more(verb: string, lots: Lots): Promise<object> {
    if (verb === 'shift') return { duration: { clock: `PT${Math.round(lots.between(1, 4) * this.plan.size.tempo)}S` } };
    if (verb !== 'reassign') return {};
    const [from, to] = await Promise.all([lots.pick(['copy', 'ops', 'data']), lots.pick(['legal', 'pr'])].map((who) => this.desk.browser.personId(who)));
    return { from, to };
  }
}
