import { setTimeout as wait } from 'node:timers/promises';
import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { PoolClient } from 'pg';
import type { DataSource } from 'typeorm';
import { poolOf } from '#persistence/data-source';
import type { ObjectStore } from '#platform/objects/object-store';
import type { Logger } from '#platform/logger';
import { Closing, type Draining } from '../closing.ts';
import { Stop } from '../stop.ts';
import { DATABASE, LOG, OBJECTS } from '../tokens.ts';
import { forgetPersonal } from './forget-personal.ts';
import { purgeAttachments } from './purge-attachments.ts';

const EVERY_MS = 60_000;
const LOCK = `hashtext('callsheet/tidy')`;

/** Removes what nobody needs any more: drafts of closed tasks, snoozes that ended, bytes of attachments that were deleted or never finished. One process at a time; what fails is done by a later round. */
@Injectable()
export class Tidy implements OnApplicationBootstrap, Draining {
  private running: Promise<void> = Promise.resolve();

  constructor(
    @Inject(DATABASE) private readonly database: DataSource,
    @Inject(OBJECTS) private readonly objects: ObjectStore,
    @Inject(LOG) private readonly log: Logger,
    private readonly stop: Stop,
    private readonly closing: Closing,
  ) {}

  onApplicationBootstrap(): void {
    this.closing.register(this);
    this.running = this.keepTidying();
  }

  drained(): Promise<void> {
    return this.running;
  }

  /** One round as of `now` (epoch ms). @throws when the database or the store of objects is down */
  async tidy(now: number): Promise<void> {
    const session = await poolOf(this.database).connect();
    try {
      const { rows } = await session.query<{ mine: boolean }>(`SELECT pg_try_advisory_lock(${LOCK}) AS mine`);
      if (!rows[0]!.mine) return;
      await this.round(session, now).finally(() => session.query(`SELECT pg_advisory_unlock(${LOCK})`));
    } finally {
      session.release();
    }
  }

  private async round(session: PoolClient, now: number): Promise<void> {
    await forgetPersonal(session, now);
    await purgeAttachments(session, this.objects, now);
  }

  private async keepTidying(): Promise<void> {
    while (!this.stop.signal.aborted) {
      await this.tidy(Date.now()).catch((error: unknown) => this.log.warn({ err: error }, 'tidying failed; the next round comes in a minute'));
      await wait(EVERY_MS, undefined, { signal: this.stop.signal }).catch(() => undefined);
    }
  }
}
