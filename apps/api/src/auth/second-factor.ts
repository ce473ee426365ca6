import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Secret, TOTP } from 'otpauth';
import type { DataSource } from 'typeorm';
import { recordActivity } from '#persistence/repositories/activity';
import type { Queryable } from '#persistence/repositories/queryable';
import { findTotp, takeRecoveryCode, takeStep } from '#persistence/repositories/totp';
import type { Sealer } from '#platform/secrets/sealer';
import { DATA_SOURCE, NOW, SEALER, type Now } from '../common/tokens.ts';

const PERIOD_S = 30;
/** Steps before and after the present one that still count: clocks of phones go wrong by half a minute. */
const WINDOW = 1;
const RECOVERY_CODES = 10;
const ALPHABET = 'abcdefghijkmnpqrstuvwxyz23456789';

/** Time-based one-time codes (RFC 6238, SHA-1, 6 digits, 30 s: what authenticator apps can do) and the recovery codes beside them. */
@Injectable()
export class SecondFactor {
  constructor(
    @Inject(DATA_SOURCE) private readonly db: DataSource,
    @Inject(SEALER) private readonly sealer: Sealer,
    @Inject(NOW) private readonly now: Now,
  ) {}

  async isOn(personId: string): Promise<boolean> {
    const row = await findTotp(this.db, personId);
    return row !== null && row.confirmedAt !== null;
  }

  /** A new seed of 160 bits: what the person types or scans, and what is stored. */
  create(personId: string, email: string): { secret: string; uri: string; sealed: string } {
    const secret = new Secret({ size: 20 });
    return { secret: secret.base32, uri: totpOf(secret, email).toString(), sealed: this.sealer.seal(secret.base32, `totp/${personId}`) };
  }

  /** Uses up a one-time code or a recovery code of somebody whose factor is on; null when it is neither, or was used before. */
  async take(personId: string, code: string): Promise<'code' | 'recovery' | null> {
    if (await this.takeCode(this.db, personId, code)) return 'code';
    return this.db.transaction(async (tx) => {
      if (!(await takeRecoveryCode(tx, personId, hashOf(code), this.now()))) return null;
      await recordActivity(tx, { actor: personId, verb: 'recovery-code-used', data: { person: personId }, at: this.now() });
      return 'recovery';
    });
  }

  /** Uses up a one-time code, of an enrolment that is not confirmed yet too. */
  async takeCode(db: Queryable, personId: string, code: string): Promise<boolean> {
    const row = await findTotp(db, personId);
    const seed = row && this.sealer.open(row.secret, `totp/${personId}`);
    if (!seed || !/^\d{6}$/.test(code.replaceAll(' ', ''))) return false;
    const now = this.now();
    const delta = totpOf(Secret.fromBase32(seed)).validate({ token: code.replaceAll(' ', ''), timestamp: now, window: WINDOW });
    return delta !== null && takeStep(db, personId, Math.floor(now / 1_000 / PERIOD_S) + delta);
  }

  /** Ten codes of 80 bits each, and their hashes. */
  recoveryCodes(): { codes: string[]; hashes: string[] } {
    const codes = Array.from({ length: RECOVERY_CODES }, () => [...randomBytes(16)].map((byte) => ALPHABET[byte % 32]).join('').replace(/(.{4})(?=.)/g, '$1-'));
    return { codes, hashes: codes.map(hashOf) };
  }
}

const totpOf = (secret: Secret, label = ''): TOTP => new TOTP({ issuer: 'Callsheet', label, secret, algorithm: 'SHA1', digits: 6, period: PERIOD_S });

/** Typed by hand: dashes, blanks and case do not count. A plain hash is enough for 80 random bits. */
const hashOf = (code: string): string => createHash('sha256').update(code.toLowerCase().replace(/[^a-z0-9]/g, '')).digest('hex');
