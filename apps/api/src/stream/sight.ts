import type { DataSource } from 'typeorm';
import { can, unconditional } from '#domain/identity/can';
import { runsConcerning, type FeedRow } from '#persistence/repositories/feed';
import type { Actor } from '../common/actor.ts';
import { MINUTE_MS } from '../common/settings.ts';

/** Someone may be given a task of a run at any moment: a "no" is asked again soon. */
const NO_FOR_MS = 1_000;

/** What one reader may see of the feed: their own notices, and the events of runs they may read. */
export class Sight {
  private readonly runs = new Map<string, { seen: boolean; until: number }>();

  constructor(
    private readonly db: DataSource,
    private readonly now: () => number,
    public actor: Actor,
  ) {}

  /** The rows this reader may see, in their order. */
  async of(rows: readonly FeedRow[]): Promise<FeedRow[]> {
    const events = rows.filter((row) => row.source === 'event');
    const all = unconditional(this.actor, 'run.events');
    if (!all) await this.look([...new Set(events.flatMap(({ runId }) => runId ?? []))]);
    return rows.filter((row) => (row.source === 'notice' ? row.personId === this.actor.id : all || this.runs.get(row.runId ?? '')?.seen === true));
  }

  private async look(runIds: readonly string[]): Promise<void> {
    const now = this.now();
    const unsure = runIds.filter((id) => (this.runs.get(id)?.until ?? 0) <= now);
    if (unsure.length === 0) return;
    const concerning = can(this.actor, 'run.events', ['participant', 'team', 'run']) ? await runsConcerning(this.db, this.actor.id, unsure) : [];
    for (const id of unsure) {
      const seen = concerning.includes(id);
      this.runs.set(id, { seen, until: now + (seen ? MINUTE_MS : NO_FOR_MS) });
    }
  }
}
