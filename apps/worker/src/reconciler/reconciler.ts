import { setTimeout as wait } from 'node:timers/promises';
import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import type { DataSource } from 'typeorm';
import { EVENT_VERSION, type RunEvent } from '#contracts/events';
import { runWorkflowId } from '#contracts/names';
import { poolOf } from '#persistence/data-source';
import { createTemporalClient } from '#platform/temporal-client';
import type { Logger } from '#platform/logger';
import { Closing, type Draining } from '../closing.ts';
import { Stop } from '../stop.ts';
import { ActivitySource } from '../temporal/activity-source.ts';
import { DATABASE, LOG, SETTINGS, type WorkerSettings } from '../tokens.ts';

const EVERY_MS = 60_000;
const BATCH = 200;
const OPEN_RUNS = `SELECT id, last_event AS "lastEvent" FROM run WHERE state IN ('running', 'paused') AND id > $1 ORDER BY id LIMIT ${BATCH}`;
const STILL_OPEN = `SELECT last_event AS "lastEvent" FROM run WHERE id = $1 AND state IN ('running', 'paused')`;
/** What a lost run still had open leaves the inboxes with it. */
const OPEN_TASKS = 'SELECT id FROM task WHERE run_id = $1 AND closed_at IS NULL ORDER BY id';
const FIRST_ID = '00000000-0000-0000-0000-000000000000';
const CLOSED = ['COMPLETED', 'FAILED', 'CANCELLED', 'TERMINATED', 'TIMED_OUT'];

/** Finds runs whose execution closed without telling so (an operator terminated it, a bug failed it) and records `RunLost`. */
@Injectable()
export class Reconciler implements OnApplicationBootstrap, Draining {
  private running: Promise<void> = Promise.resolve();

  constructor(
    @Inject(DATABASE) private readonly database: DataSource,
    @Inject(SETTINGS) private readonly settings: WorkerSettings,
    @Inject(LOG) private readonly log: Logger,
    private readonly source: ActivitySource,
    private readonly stop: Stop,
    private readonly closing: Closing,
  ) {}

  onApplicationBootstrap(): void {
    this.closing.register(this);
    this.running = this.keepLooking();
  }

  drained(): Promise<void> {
    return this.running;
  }

  private async keepLooking(): Promise<void> {
    const client = createTemporalClient(this.settings.temporal);
    while (!this.stop.signal.aborted) {
      await wait(EVERY_MS, undefined, { signal: this.stop.signal }).catch(() => undefined);
      if (this.stop.signal.aborted) break;
      await this.look(client).catch((error: unknown) => this.log.warn({ err: error }, 'looking for lost runs failed; next try in a minute'));
    }
    await client.connection.close();
  }

  /** One pass over all open runs, in pages. @throws when Temporal or PostgreSQL is down. */
  async look(client: Client): Promise<void> {
    for (let after = FIRST_ID; !this.stop.signal.aborted; ) {
      const { rows } = await poolOf(this.database).query<{ id: string; lastEvent: number }>(OPEN_RUNS, [after]);
      for (const run of rows) if (await this.hasClosed(client, run.id)) await this.recordLost(run.id);
      const last = rows.at(-1);
      if (!last || rows.length < BATCH) return;
      after = last.id;
    }
  }

  /** An execution that Temporal does not know at all is an operator's matter (a wrong namespace, a lost server), not a lost run. */
  private async hasClosed(client: Client, runId: string): Promise<boolean> {
    try {
      const { status } = await client.workflow.getHandle(runWorkflowId(runId)).describe();
      return CLOSED.includes(status.name);
    } catch (error) {
      if (!(error instanceof WorkflowNotFoundError)) throw error;
      this.log.error({ alarm: true, runId }, 'Temporal does not know the execution of an open run');
      return false;
    }
  }

  /** Read again after Temporal answered: a run that closed in order has recorded its end before it closed. */
  private async recordLost(runId: string): Promise<void> {
    const { rows } = await poolOf(this.database).query<{ lastEvent: number }>(STILL_OPEN, [runId]);
    const row = rows[0];
    if (!row) return;
    const reason = 'the execution closed without a closing event';
    const open = await poolOf(this.database).query<{ id: string }>(OPEN_TASKS, [runId]);
    const common = { v: EVENT_VERSION, at: Date.now(), cause: { kind: 'reconciler', id: `lost/${runId}` } } as const;
    const cancelled = open.rows.map(({ id }, index): RunEvent<'TaskCancelled'> => ({ ...common, n: row.lastEvent + 1 + index, type: 'TaskCancelled', data: { taskId: id, reason } }));
    const lost: RunEvent<'RunLost'> = { ...common, n: row.lastEvent + 1 + cancelled.length, type: 'RunLost', data: { reason } };
    await this.source.activities.recordEvents({ runId, events: [...cancelled, lost] });
    this.log.error({ alarm: true, runId }, 'a run was lost: its execution closed without a closing event');
  }
}
