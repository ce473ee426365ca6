import { Inject, Injectable } from '@nestjs/common';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { AppError } from '#domain/errors';
import type { Config } from '#platform/config/config';
import type { Proof } from '../common/actor.ts';
import { CONFIG } from '../common/tokens.ts';

/** Requests of each personal token a minute. Counted per process: it protects the service from a script gone wild, and a query per request would cost more than it saves. */
@Injectable()
export class TokenRate {
  private readonly limiter: RateLimiterMemory;

  constructor(@Inject(CONFIG) config: Config) {
    this.limiter = new RateLimiterMemory({ points: config.auth.tokenRequestsPerMinute, duration: 60 });
  }

  /** @throws AppError `too-many-requests` with the time to wait */
  async spend({ hash, scopes }: Proof): Promise<void> {
    if (scopes === null) return;
    try {
      await this.limiter.consume(hash);
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused;
      throw new AppError('too-many-requests', { rule: 'token-rate', retryAfterMs: refused.msBeforeNext });
    }
  }
}
