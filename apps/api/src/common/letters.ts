import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { insertLetter, type NewLetter } from '#persistence/repositories/letters';
import type { PersonRow } from '#persistence/repositories/people';
import type { Queryable } from '#persistence/repositories/queryable';
import type { DeliveryQueue } from '#platform/queues/delivery-queue';
import type { Sealer } from '#platform/secrets/sealer';
import { DELIVERIES, LOGGER, SEALER, type Log } from './tokens.ts';

/** Mail about accounts: written in the caller's transaction, sent by the worker's queue like every delivery. */
@Injectable()
export class Letters {
  constructor(
    @Inject(SEALER) private readonly sealer: Sealer,
    @Inject(DELIVERIES) private readonly deliveries: Pick<DeliveryQueue, 'enqueue'>,
    @Inject(LOGGER) private readonly log: Log,
  ) {}

  /** Writes one, with its secret sealed; answers its id, which is its delivery's too. */
  async write(db: Queryable, letter: Omit<NewLetter, 'id'>): Promise<string> {
    const id = randomUUID();
    await insertLetter(db, { ...letter, id, secret: letter.secret === null ? null : this.sealer.seal(letter.secret, `letter/${id}`) });
    return id;
  }

  /** Asks for its turn once it is committed; nobody waits, and what the queue misses the sweeper brings within seconds. */
  wake(id: string | null): void {
    if (id === null) return;
    this.deliveries.enqueue([id]).catch((error: unknown) => this.log.warn({ err: error, deliveryId: id }, 'a letter could not be enqueued; the sweeper will see to it'));
  }
}

/** The recipient of a letter to somebody who has an account. */
export const recipient = (person: PersonRow): NewLetter['to'] => ({ personId: person.id, name: person.name, address: person.email, locale: person.locale, timeZone: person.time_zone });
