import { Injectable } from '@nestjs/common';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { AppError } from '#domain/errors';
import { HOUR_MS, MINUTE_MS } from '../common/settings.ts';

const limiter = (points: number, windowMs: number): RateLimiterMemory => new RateLimiterMemory({ points, duration: windowMs / 1_000 });

/**
 * Failed log-ins per address, per account from one address, and per account from everywhere (loose, so that a stranger cannot lock
 * anybody out at once). An attempt counts before its password is looked at, so that parallel ones do not slip by; a success is given back.
 */
@Injectable()
export class LoginThrottle {
  private readonly byAddress = limiter(60, 10 * MINUTE_MS);
  private readonly byPair = limiter(10, 10 * MINUTE_MS);
  private readonly byAccount = limiter(100, HOUR_MS);

  /** @throws AppError `too-many-requests` with the time to wait */
  async attempt(address: string, account: string): Promise<void> {
    try {
      await this.byAddress.consume(address);
      await this.byPair.consume(`${address} ${account}`);
      await this.byAccount.consume(account);
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused;
      throw new AppError('too-many-requests', { rule: 'login-throttle', retryAfterMs: refused.msBeforeNext });
    }
  }

  async succeeded(address: string, account: string): Promise<void> {
    await Promise.all([this.byAddress.reward(address), this.byPair.delete(`${address} ${account}`), this.byAccount.reward(account)]);
  }
}
