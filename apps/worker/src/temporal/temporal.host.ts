import { setTimeout as wait } from 'node:timers/promises';
import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { NativeConnection, Worker } from '@temporalio/worker';
import { TASK_QUEUES } from '#contracts/names';
import type { Logger } from '#platform/logger';
import { untilSucceeded } from '../backoff.ts';
import { Closing, type Draining } from '../closing.ts';
import { Stop } from '../stop.ts';
import { LOG, SETTINGS, type WorkerSettings } from '../tokens.ts';
import { ActivitySource } from './activity-source.ts';
import { connectionOptions, workflowSource } from './worker-options.ts';

/** After a worker process died, its cached runs go to another one this soon (the default of 10 s is felt by people). */
const STICKY_TIMEOUT_MS = 2_500;
/** Activities in hand get this long to finish when the process is asked to end; Temporal retries what is cut off. */
const GRACE_MS = 10_000;

/** Hosts the Temporal worker that runs workflows and activities, and puts up a new one when it fails. */
@Injectable()
export class TemporalHost implements OnApplicationBootstrap, Draining {
  private worker: Worker | undefined;
  private running: Promise<void> = Promise.resolve();

  constructor(
    @Inject(SETTINGS) private readonly settings: WorkerSettings,
    @Inject(LOG) private readonly log: Logger,
    private readonly stop: Stop,
    private readonly source: ActivitySource,
    private readonly closing: Closing,
  ) {}

  onApplicationBootstrap(): void {
    this.closing.register(this);
    this.stop.signal.addEventListener('abort', () => this.shutdownWorker());
    this.running = this.keepRunning();
  }

  drained(): Promise<void> {
    return this.running;
  }

  private async keepRunning(): Promise<void> {
    const stopped = this.stop.signal;
    while (!stopped.aborted) {
      try {
        const connection = await untilSucceeded(() => this.connect(), stopped, (failure) => this.log.warn(failure, 'Temporal cannot be reached yet'));
        await this.runOnce(connection);
      } catch (error) {
        if (stopped.aborted) return;
        this.log.error({ err: error }, 'the Temporal worker failed and is put up again');
        await wait(1_000, undefined, { signal: stopped }).catch(() => undefined);
      }
    }
  }

  private async connect(): Promise<NativeConnection> {
    return NativeConnection.connect(await connectionOptions(this.settings.temporal));
  }

  private async runOnce(connection: NativeConnection): Promise<void> {
    try {
      this.worker = await Worker.create({
        connection,
        namespace: this.settings.temporal.namespace,
        taskQueue: TASK_QUEUES.runs,
        ...workflowSource(this.settings.workflowBundle),
        activities: { ...this.source.activities },
        stickyQueueScheduleToStartTimeout: STICKY_TIMEOUT_MS,
        shutdownGraceTime: GRACE_MS,
      });
      // A stop that came while the worker was being made found nothing to stop.
      if (this.stop.signal.aborted) return;
      this.log.info({ taskQueue: TASK_QUEUES.runs }, 'Temporal worker is running');
      await this.worker.run();
    } finally {
      this.worker = undefined;
      await connection.close().catch(() => undefined);
    }
  }

  private shutdownWorker(): void {
    if (this.worker?.getState() === 'RUNNING') this.worker.shutdown();
  }
}
