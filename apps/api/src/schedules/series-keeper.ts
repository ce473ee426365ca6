import type { Client } from '@temporalio/client';
import type { Pool } from 'pg';
import { Sweep } from '../common/sweep.ts';
import type { Log } from '../common/tokens.ts';
import { seriesRuns, tellSeries } from './series.ts';

const EVERY_MS = 1_000;
const AT_ONCE = 20;
/** How often every schedule is looked at for a series that is gone. */
const LOOK_MS = 60_000;
const PAGE = 200;
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/** Brings changes of schedules to their series, and starts a series again that Temporal lost or never had. */
export class SeriesKeeper extends Sweep {
  private lookedAt = 0;

  constructor(
    private readonly client: Client,
    private readonly rows: Pool,
    private readonly notes: Log,
    lookMs: number = LOOK_MS,
  ) {
    super(rows, notes, { name: 'series-keeper', everyMs: EVERY_MS, work: async () => {
      if (Date.now() - this.lookedAt >= lookMs) {
        await this.look();
        this.lookedAt = Date.now();
      }
      await this.tell();
    } });
  }

  /** Oldest first. One that fails says that Temporal is away: the others would wait for the same. */
  private async tell(): Promise<void> {
    const { rows } = await this.rows.query<{ id: string }>('SELECT id FROM schedule WHERE told_revision < revision ORDER BY created_at LIMIT $1', [AT_ONCE]);
    for (const { id } of rows) if (!(await tellSeries(this.client, this.rows, id))) return;
  }

  /** Has those told again whose series is not there; what was missed meanwhile is judged by the catch-up policy. @throws when Temporal is away */
  async look(): Promise<void> {
    for (let after = FIRST_ID; ; ) {
      const { rows } = await this.rows.query<{ id: string }>(`SELECT id FROM schedule WHERE state <> 'deleted' AND id > $1 ORDER BY id LIMIT ${PAGE}`, [after]);
      for (const { id } of rows) if (!(await seriesRuns(this.client, id))) await this.startAgain(id);
      const last = rows.at(-1);
      if (!last || rows.length < PAGE) return;
      after = last.id;
    }
  }

  /** One just made has none yet and is no news. */
  private async startAgain(id: string): Promise<void> {
    const { rowCount } = await this.rows.query('UPDATE schedule SET told_revision = 0 WHERE id = $1 AND told_revision > 0', [id]);
    if (rowCount) this.notes.warn({ scheduleId: id }, 'the series of a schedule was gone and is started again');
  }
}
