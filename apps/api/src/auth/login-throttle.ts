import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { DataSource } from 'typeorm';
import { AppError } from '#domain/errors';
import { poolOf } from '#persistence/data-source';
import { knowsAddress } from '#persistence/repositories/sessions';
import { HOUR_MS, MINUTE_MS } from '../common/settings.ts';
import { DATA_SOURCE, NOW, type Now } from '../common/tokens.ts';

/** How long an address from which somebody has logged in counts as theirs. */
const KNOWN_MS = 30 * 24 * HOUR_MS;

/**
 * Failed log-ins per address, per account from one address, and per account from everywhere, counted in PostgreSQL for all API processes
 * together. An attempt counts before its password is looked at, so that parallel ones do not slip by; a success is given back. The count
 * per account does not bind whoever logs in from where they have done so before: strangers who guess cannot lock anybody out.
 */
@Injectable()
export class LoginThrottle {
  private made: Limiters | undefined;

  constructor(
    @Inject(DATA_SOURCE) private readonly db: DataSource,
    @Inject(NOW) private readonly now: Now,
  ) {}

  /** Made at the first use: the API document is written without a database. */
  private get limiters(): Limiters {
    return (this.made ??= limitersOn(poolOf(this.db)));
  }

  /** @throws AppError `too-many-requests` with the time to wait */
  async attempt(address: string, account: string): Promise<void> {
    await spend(this.limiters.byAddress, networkOf(address));
    await spend(this.limiters.byPair, `${networkOf(address)} ${account}`);
    if (await within(this.limiters.byAccount, account)) return;
    if (!(await knowsAddress(this.db, account, address, this.now() - KNOWN_MS))) await spend(this.limiters.byAccount, account);
  }

  async succeeded(address: string, account: string): Promise<void> {
    await Promise.all([this.limiters.byAddress.reward(keyOf(networkOf(address))), this.limiters.byPair.delete(keyOf(`${networkOf(address)} ${account}`)), this.limiters.byAccount.reward(keyOf(account))]);
  }

  /** The password was right and only the code is missing: that was no guess. */
  async notAGuess(address: string, account: string): Promise<void> {
    await Promise.all([this.limiters.byAddress.reward(keyOf(networkOf(address))), this.limiters.byPair.reward(keyOf(`${networkOf(address)} ${account}`)), this.limiters.byAccount.reward(keyOf(account))]);
  }

  /** Counts a wish for a new password. False when the account has had its mails for this hour, which nobody is told. @throws AppError `too-many-requests` */
  async reset(address: string, account: string): Promise<boolean> {
    await spend(this.limiters.resets, networkOf(address));
    return within(this.limiters.resetsOfAccount, account);
  }

  /** Counts a try of a mailed code. @throws AppError `too-many-requests` */
  async link(address: string): Promise<void> {
    await spend(this.limiters.links, networkOf(address));
  }
}

type Limiters = ReturnType<typeof limitersOn>;

function limitersOn(pool: Pool) {
  const limiter = (keyPrefix: string, points: number, windowMs: number, clearExpiredByTimeout = false) =>
    new RateLimiterPostgres({ storeClient: pool, storeType: 'pool', tableName: 'rate_limit', tableCreated: true, clearExpiredByTimeout, keyPrefix, points, duration: windowMs / 1_000 });
  return {
    byAddress: limiter('login-address', 60, 10 * MINUTE_MS, true),
    byPair: limiter('login-pair', 10, 10 * MINUTE_MS),
    byAccount: limiter('login-account', 100, HOUR_MS),
    resets: limiter('reset-address', 20, HOUR_MS),
    resetsOfAccount: limiter('reset-account', 3, HOUR_MS),
    links: limiter('link-address', 30, 10 * MINUTE_MS),
  };
}

async function spend(limiter: RateLimiterPostgres, key: string): Promise<void> {
  try {
    await limiter.consume(keyOf(key));
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    throw new AppError('too-many-requests', { rule: 'login-throttle', retryAfterMs: refused.msBeforeNext });
  }
}

async function within(limiter: RateLimiterPostgres, key: string): Promise<boolean> {
  try {
    await limiter.consume(keyOf(key));
    return true;
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    return false;
  }
}

/** Hashed, so that the table holds no addresses and no key is too long for its column. */
const keyOf = (text: string): string => createHash('sha256').update(text).digest('base64url');

/** Whom an address stands for: an IPv6 user has a whole /64 to choose from, so its first half counts. */
export function networkOf(address: string): string {
  if (!isIPv6(address) || address.includes('.')) return address.replace(/^::ffff:/i, '');
  const [head = '', tail] = address.split('%')[0]!.split('::');
  const [left, right] = [head, tail ?? ''].map((part) => part.split(':').filter((group) => group !== ''));
  const zeros = tail === undefined ? [] : Array<string>(8 - left!.length - right!.length).fill('0');
  return [...left!, ...zeros, ...right!].slice(0, 4).map((group) => group.toLowerCase().replace(/^0+(?=.)/, '')).join(':');
}
