import { setTimeout as wait } from 'node:timers/promises';
import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { poolOf } from '#persistence/data-source';
import type { Logger } from '#platform/logger';
import { Closing, type Draining } from '../closing.ts';
import { Stop } from '../stop.ts';
import { DATABASE, LOG } from '../tokens.ts';
import { makeDigests } from './make-digests.ts';

const EVERY_MS = 30_000;

/** Looks every half minute whose daily digest 日报 is due. What is due is read from PostgreSQL: a worker that was away makes it when it is back. */
@Injectable()
export class DigestHost implements OnApplicationBootstrap, Draining {
  private running: Promise<void> = Promise.resolve();

  constructor(
    @Inject(DATABASE) private readonly database: DataSource,
    @Inject(LOG) private readonly log: Logger,
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
    while (!this.stop.signal.aborted) {
      await makeDigests(poolOf(this.database), Date.now()).catch((error: unknown) => this.log.warn({ err: error }, 'making digests failed; the next look comes in 30 s'));
      await wait(EVERY_MS, undefined, { signal: this.stop.signal }).catch(() => undefined);
    }
  }
}
