import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import type { Letter, Telling } from '#contracts/telling';
import type { Locale } from '#contracts/text';
import { poolOf } from '#persistence/data-source';
import { readLetter, readTelling } from '#persistence/repositories/tellings';
import { DATABASE } from '../tokens.ts';

/** A delivery that this process holds until its lease ends. `attempt` fences: only the latest claim may settle the row. */
export interface Claim {
  id: string;
  /** What it brings: a notice, or a letter. */
  notificationId: string | null;
  letterId: string | null;
  channel: string;
  attempt: number;
}

const CLAIM = `
  UPDATE delivery SET state = 'sending', attempts = attempts + 1, next_at = $2::bigint + $3
  WHERE id = $1 AND state IN ('pending', 'sending') AND next_at <= $2
  RETURNING id, notification_id AS "notificationId", letter_id AS "letterId", channel, attempts AS attempt`;
/** Every way of settling names the attempt: a claim whose lease ran out no longer owns the row. */
const settle = (set: string): string => `UPDATE delivery SET ${set} WHERE id = $1 AND state = 'sending' AND attempts = $2`;

/** The `delivery` rows: the guard against doubles and the log of what was brought to whom. Times are epoch ms. */
@Injectable()
export class DeliveryStore {
  private readonly pool: Pool;

  constructor(@Inject(DATABASE) private readonly database: DataSource) {
    this.pool = poolOf(database);
  }

  /** Takes a delivery that is due for `leaseMs`; null when it is settled, not due yet, or in another's hands. */
  async claim(id: string, now: number, leaseMs: number): Promise<Claim | null> {
    const { rows } = await this.pool.query<Claim>(CLAIM, [id, now, leaseMs]);
    return rows[0] ?? null;
  }

  /** What a notice has to say now. @throws when it is gone */
  telling(notificationId: string, now: number): Promise<Telling> {
    return readTelling(this.database, notificationId, now);
  }

  letter(id: string): Promise<Letter> {
    return readLetter(this.database, id);
  }

  async markSent(claim: Claim, sent: { messageId: string; locale: Locale; now: number }): Promise<void> {
    await this.pool.query(settle(`state = 'sent', message_id = $3, locale = $4, sent_at = $5, last_error = NULL`), [claim.id, claim.attempt, sent.messageId, sent.locale, sent.now]);
  }

  async markSuperseded(claim: Claim, why: string): Promise<void> {
    await this.pool.query(settle(`state = 'superseded', last_error = $3`), [claim.id, claim.attempt, why]);
  }

  /** Gives the row back to be tried again at `retryAt`. */
  async markFailed(claim: Claim, error: string, retryAt: number): Promise<void> {
    await this.pool.query(settle(`state = 'pending', last_error = $3, next_at = $4`), [claim.id, claim.attempt, error, retryAt]);
  }

  /** Gives the row back until the person wants to hear of it (epoch ms); no attempt is counted. */
  async markHeld(claim: Claim, until: number): Promise<void> {
    await this.pool.query(settle(`state = 'pending', attempts = attempts - 1, next_at = $3`), [claim.id, claim.attempt, until]);
  }

  /** Dead letter: kept with its error, tried no more. */
  async markDead(claim: Claim, error: string): Promise<void> {
    await this.pool.query(settle(`state = 'dead', last_error = $3`), [claim.id, claim.attempt, error]);
  }
}
