import { Inject, Injectable } from '@nestjs/common';
import type { CookieOptions, Response } from 'express';
import type { DataSource } from 'typeorm';
import { recordActivity } from '#persistence/repositories/activity';
import type { LogInMethod } from '#persistence/repositories/sessions';
import type { Config } from '#platform/config/config';
import type { Actor, AppRequest } from '../common/actor.ts';
import { CONFIG, DATA_SOURCE, NOW, type Now } from '../common/tokens.ts';
import { cookieName, cookieOptions } from './session-cookie.ts';
import { SessionsService, type Client } from './sessions.service.ts';

/** Opens sessions, and gives browsers their cookies. A session is never carried over a log-in or a change of what it may do. */
@Injectable()
export class SignIn {
  constructor(
    @Inject(DATA_SOURCE) private readonly db: DataSource,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(NOW) private readonly now: Now,
    private readonly sessions: SessionsService,
  ) {}

  /** Begins a session for somebody who has proved who they are; with `token` a bearer token of the same log-in too. */
  async begin(request: AppRequest, response: Response, who: { personId: string; method: LogInMethod; token?: boolean }): Promise<{ token: string; expiresAt: number } | null> {
    const { personId, method } = who;
    const before: unknown = request.cookies?.[this.cookie.name];
    const { secret, token } = await this.db.transaction(async (tx) => {
      if (typeof before === 'string') await this.sessions.endSecret(tx, before);
      const opened = await this.sessions.open(tx, personId, method, clientOf(request));
      const issued = who.token ? await this.sessions.issueToken(tx, personId, method) : null;
      await recordActivity(tx, { actor: personId, verb: 'login', data: { person: personId, method, address: clientOf(request).address, token: issued !== null }, at: this.now() });
      return { secret: opened, token: issued };
    });
    response.cookie(this.cookie.name, secret, this.cookie.options).setHeader('Cache-Control', 'no-store');
    return token;
  }

  /** A new session in the place of the one a request came with, after a change of privilege. A bearer token has nothing to rotate. */
  async rotate(request: AppRequest, response: Response, actor: Actor): Promise<void> {
    if (actor.proof.kind !== 'session') return;
    const secret = await this.db.transaction(async (tx) => {
      await this.sessions.end(tx, actor.proof);
      return this.sessions.open(tx, actor.id, actor.proof.method, clientOf(request));
    });
    response.cookie(this.cookie.name, secret, this.cookie.options);
  }

  forget(response: Response): void {
    response.clearCookie(this.cookie.name, this.cookie.options);
  }

  private get cookie(): { name: string; options: CookieOptions } {
    const { publicUrl } = this.config.http;
    return { name: cookieName(publicUrl), options: cookieOptions(publicUrl) };
  }
}

export const clientOf = (request: AppRequest): Client => ({ address: request.ip ?? null, userAgent: request.headers['user-agent']?.slice(0, 300) ?? null });
