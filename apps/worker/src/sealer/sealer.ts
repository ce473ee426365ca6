import { setTimeout as wait } from 'node:timers/promises';
import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type { Head } from '#domain/audit/chain';
import { poolOf } from '#persistence/data-source';
import { sealOnce } from '#persistence/audit/seal';
import type { Logger } from '#platform/logger';
import { Closing, type Draining } from '../closing.ts';
import { Stop } from '../stop.ts';
import { DATABASE, LOG } from '../tokens.ts';

const EVERY_MS = 2_000;
const TOLD_EVERY_MS = 3_600_000;

/** Seals the audit. The end of its chain goes to the log once an hour, where a chain that was cut short in the database still shows. */
@Injectable()
export class Sealer implements OnApplicationBootstrap, Draining {
  private running: Promise<void> = Promise.resolve();
  private told = { at: 0, seq: 0 };

  constructor(
    @Inject(DATABASE) private readonly database: DataSource,
    @Inject(LOG) private readonly log: Logger,
    private readonly stop: Stop,
    private readonly closing: Closing,
  ) {}

  onApplicationBootstrap(): void {
    this.closing.register(this);
    this.running = this.keepSealing();
  }

  drained(): Promise<void> {
    return this.running;
  }

  private async keepSealing(): Promise<void> {
    while (!this.stop.signal.aborted) {
      const more = await this.look().catch((error: unknown) => {
        this.log.warn({ err: error }, 'sealing the audit failed; the next look comes in 2 s');
        return false;
      });
      if (!more) await wait(EVERY_MS, undefined, { signal: this.stop.signal }).catch(() => undefined);
    }
  }

  private async look(): Promise<boolean> {
    const { head, more } = await sealOnce(poolOf(this.database));
    if (head) this.tell(head, Date.now());
    return more;
  }

  private tell({ seq, hash }: Head, now: number): void {
    if (seq === this.told.seq || now - this.told.at < TOLD_EVERY_MS) return;
    this.told = { at: now, seq };
    this.log.info({ audit: { seq, hash } }, 'the audit is sealed up to here');
  }
}
