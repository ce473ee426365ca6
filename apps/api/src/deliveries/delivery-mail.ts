import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type { DeliveryDetail } from '#contracts/api/delivery';
import type { Letter } from '#contracts/telling';
import { relevant } from '#domain/notice/relevance';
import type { DeliveryRow } from '#persistence/repositories/deliveries';
import { findOpenInvitation } from '#persistence/repositories/invitations';
import { passwordLinkHolds } from '#persistence/repositories/password-links';
import type { Queryable } from '#persistence/repositories/queryable';
import { readLetter, readTelling } from '#persistence/repositories/tellings';
import type { Config } from '#platform/config/config';
import type { Sealer } from '#platform/secrets/sealer';
import { renderLetter, renderTelling } from '#platform/templates/render';
import { hashSecret } from '../auth/session-cookie.ts';
import { CONFIG, DATA_SOURCE, NOW, SEALER, type Now } from '../common/tokens.ts';

type Made = Pick<DeliveryDetail, 'mail' | 'withheld'>;

/** A delivery's mail as the worker would make it now, by the same rules and templates; a letter's code is left out. */
@Injectable()
export class DeliveryMail {
  constructor(
    @Inject(DATA_SOURCE) private readonly db: DataSource,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(SEALER) private readonly sealer: Sealer,
    @Inject(NOW) private readonly now: Now,
  ) {}

  async of({ notificationId, letterId }: Pick<DeliveryRow, 'notificationId' | 'letterId'>): Promise<Made> {
    return letterId === null ? this.notice(notificationId!) : this.letter(letterId);
  }

  /** Whether the code of a letter still opens something; true for letters without one. */
  async holds(db: Queryable, letterId: string): Promise<boolean> {
    const letter = await readLetter(db, letterId);
    if (letter.secret === null) return true;
    const code = this.sealer.open(letter.secret, `letter/${letter.id}`);
    if (code === null) return false;
    const hash = hashSecret(code);
    return letter.kind === 'invitation' ? (await findOpenInvitation(db, { hash }, this.now())) !== null : passwordLinkHolds(db, hash, this.now());
  }

  private async notice(id: string): Promise<Made> {
    const telling = await readTelling(this.db, id, this.now());
    const rest = relevant(telling);
    // What is no longer worth sending is shown as it was, so that one sees what it would have said.
    const items = 'items' in rest ? rest.items : telling.data.items;
    const mail = await renderTelling({ ...telling, data: { ...telling.data, items } }, this.config.http.publicUrl);
    if ('held' in rest) return { mail, withheld: { reason: 'the person has put it aside', until: rest.held } };
    return { mail, withheld: 'superseded' in rest ? { reason: rest.superseded, until: null } : null };
  }

  private async letter(id: string): Promise<Made> {
    const letter = await readLetter(this.db, id);
    const { kind, data, address, expiresAt, locale, timeZone } = letter;
    const mail = await renderLetter({ kind, data, account: address, secret: null, expiresAt }, { locale, timeZone, publicUrl: this.config.http.publicUrl });
    return { mail, withheld: await this.withheld(letter) };
  }

  private async withheld(letter: Letter): Promise<Made['withheld']> {
    if (letter.disabled) return { reason: 'the person has left', until: null };
    return (await this.holds(this.db, letter.id)) ? null : { reason: 'what it offers is no longer on offer', until: null };
  }
}
