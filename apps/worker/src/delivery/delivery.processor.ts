import { Inject, Injectable } from '@nestjs/common';
import { bearsInvitation } from '#contracts/notice';
import type { Letter, Telling } from '#contracts/telling';
import type { Locale } from '#contracts/text';
import { relevant } from '#domain/notice/relevance';
import type { Channel, Message } from '#platform/channels/channel';
import { meetingCalendar } from '#platform/channels/meeting-calendar';
import type { DeliveryTurn } from '#platform/queues/delivery-queue';
import { renderTelling } from '#platform/templates/render';
import type { Logger } from '#platform/logger';
import { backoffMs, untilSucceeded } from '../backoff.ts';
import { CHANNELS, LOG, SETTINGS, type WorkerSettings } from '../tokens.ts';
import { DeliveryStore, type Claim } from './delivery.store.ts';
import { letterMessage } from './letter-message.ts';

/** Longer than the channel's own time-outs together: while a claim is held, nobody else sends. */
export const LEASE_MS = 60_000;
/** With the back-off below about nine hours of trying. */
export const MAX_ATTEMPTS = 20;
/** A mailbox that is refused for good (SMTP 5xx to the address or the message) is not asked for hours. */
export const MAX_REFUSALS = 5;
const RETRY_BASE_MS = 2_000;
const RETRY_CAP_MS = 3_600_000;

/**
 * Brings one delivery to its person. At least once: a crash after the server took the mail and before the row says so
 * sends again under the same Message-ID, once the lease has run out; nothing else can double.
 */
@Injectable()
export class DeliveryProcessor {
  constructor(
    private readonly store: DeliveryStore,
    @Inject(CHANNELS) private readonly channels: readonly Channel[],
    @Inject(SETTINGS) private readonly settings: Pick<WorkerSettings, 'http' | 'secretKeys'>,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  /** Takes one turn. Never throws for a failed delivery; throws when PostgreSQL is away, and the sweeper asks again. */
  async deliver(deliveryId: string): Promise<DeliveryTurn> {
    const claim = await this.store.claim(deliveryId, Date.now(), LEASE_MS);
    if (!claim) return { done: true };
    try {
      await this.bring(claim);
      return { done: true };
    } catch (error) {
      return this.failed(claim, error);
    }
  }

  private async bring(claim: Claim): Promise<void> {
    if (claim.letterId !== null) return this.bringLetter(claim, await this.store.letter(claim.letterId));
    const telling = await this.store.telling(claim.notificationId!, Date.now());
    const rest = relevant(telling);
    if ('held' in rest) return this.store.markHeld(claim, rest.held);
    if ('superseded' in rest) return this.store.markSuperseded(claim, rest.superseded);
    await this.send(claim, await this.message(claim, { ...telling, data: { ...telling.data, items: rest.items } }), telling.person.locale);
  }

  private async bringLetter(claim: Claim, letter: Letter): Promise<void> {
    if (letter.disabled) return this.store.markSuperseded(claim, 'the person has left');
    if (letter.expiresAt !== null && letter.expiresAt <= Date.now()) return this.store.markSuperseded(claim, 'what it offers has expired');
    await this.send(claim, await letterMessage(claim.id, letter, this.settings), letter.locale);
  }

  private async send(claim: Claim, message: Message, locale: Locale): Promise<void> {
    const channel = this.channels.find((known) => known.name === claim.channel);
    if (!channel) throw new Error(`no channel is named ${claim.channel}`);
    const { messageId } = await channel.send(message);
    const sent = { messageId, locale, now: Date.now() };
    // The mail is out: a database that is away for a moment is no reason to send it twice. Past our lease the row is another's.
    await untilSucceeded(() => this.store.markSent(claim, sent), AbortSignal.timeout(LEASE_MS / 2), (failure) => this.log.warn({ deliveryId: claim.id, ...failure }, 'a sent delivery cannot be noted yet'));
  }

  /** Language and time zone are the person's at this moment, not at the event's. */
  private async message(claim: Claim, telling: Telling): Promise<Message> {
    const { kind, data, createdAt, person, people } = telling;
    const rendered = await renderTelling(telling, this.settings.http.publicUrl);
    const invites = bearsInvitation(kind);
    const calendar = invites && data.meeting ? meetingCalendar(data.meeting, { locale: person.locale, people, cancelled: kind === 'meeting-cancelled', stampedAt: createdAt, publicUrl: this.settings.http.publicUrl, taskId: data.items[0]?.taskId ?? null }) : undefined;
    return { deliveryId: claim.id, to: { name: person.name, address: person.email }, ...rendered, ...(calendar ? { calendar } : {}) };
  }

  private async failed(claim: Claim, error: unknown): Promise<DeliveryTurn> {
    const reason = (error instanceof Error ? error.message : String(error)).slice(0, 500);
    if (claim.attempt >= (isRefusal(error) ? MAX_REFUSALS : MAX_ATTEMPTS)) {
      await this.store.markDead(claim, reason);
      this.log.error({ deliveryId: claim.id, attempts: claim.attempt, err: error }, 'a delivery is given up');
      return { done: true };
    }
    const retryAt = Date.now() + backoffMs(claim.attempt, RETRY_BASE_MS, RETRY_CAP_MS);
    await this.store.markFailed(claim, reason, retryAt);
    this.log.warn({ deliveryId: claim.id, attempt: claim.attempt, retryAt, reason }, 'a delivery failed and is tried again');
    return { done: false, retryAt };
  }
}

function isRefusal(error: unknown): boolean {
  const { code, responseCode } = error as { code?: string; responseCode?: number };
  return (code === 'EENVELOPE' || code === 'EMESSAGE') && (responseCode ?? 0) >= 500;
}
