import type { Log } from '../common/tokens.ts';
import type { CommandGateway } from './command-gateway.ts';
import type { CommandRow, CommandStore } from './command-store.ts';
import { EXPIRED } from './refusals.ts';
import type { RunLanes } from './run-lanes.ts';

const EVERY_MS = 1_000;
/** Younger commands still have a request waiting for them. */
const LEFT_OVER_MS = 1_500;
const RELAY_FOR_MS = 24 * 3_600_000;
const RUNS_AT_ONCE = 50;

/** Brings what nobody answered to its run, in order, one at a time, with the same id, for up to 24 h. */
export class CommandRelay {
  private timer: NodeJS.Timeout | null = null;
  private round: Promise<void> = Promise.resolve();

  constructor(
    private readonly store: CommandStore,
    private readonly lanes: RunLanes,
    private readonly gateway: CommandGateway,
    private readonly now: () => number,
    private readonly log: Log,
  ) {}

  start(): void {
    this.timer = setTimeout(() => {
      this.round = this.tick();
      void this.round.finally(() => this.timer && this.start());
    }, EVERY_MS);
  }

  async stop(): Promise<void> {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    await this.round;
  }

  /** One look at everything that waits. Never rejects: what cannot be done now is done by a later look. */
  async tick(): Promise<void> {
    try {
      await this.lanes.tidy(Date.now());
      while (await this.relayRound()) if (!this.timer) return;
    } catch (error) {
      this.log.warn({ err: error }, 'the command relay will try again');
    }
  }

  /** Serves the runs that wait longest; true when there may be more and every one of these had its turn, so that a job over many runs does not wait for the next look. */
  private async relayRound(): Promise<boolean> {
    const runs = await this.store.runsWaiting(this.now() - LEFT_OVER_MS, RUNS_AT_ONCE);
    const drained = await Promise.all(runs.map(async (runId) => {
      let empty = false;
      await this.lanes.relay(runId, async (underWay) => void (empty = await this.drain(runId, underWay)));
      return empty;
    }));
    return runs.length === RUNS_AT_ONCE && drained.every(Boolean);
  }

  /** True when everything that waited for the run is settled. */
  private async drain(runId: string, underWay: (id: string) => boolean): Promise<boolean> {
    for (const id of await this.store.waiting(runId)) {
      if (underWay(id)) continue;
      const row = await this.store.find(id);
      if (!row || row.state !== 'stored') continue;
      // The first without an answer stops the run's queue: order matters more than haste.
      if (!(await this.bring(row))) return false;
    }
    return true;
  }

  private async bring(row: CommandRow): Promise<boolean> {
    if (this.now() - row.receivedAt <= RELAY_FOR_MS) return this.gateway.relay(row);
    const refusal = { type: EXPIRED, message: 'nobody could answer this command for 24 hours' };
    await this.store.refuse(row.id, refusal, this.now(), true);
    return true;
  }
}
