import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Config } from '#platform/config/config';
import { AppError, ForbiddenError } from '#domain/errors';
import { mayEver } from '#domain/identity/can';
import type { Action } from '#domain/identity/matrix';
import { scopeAllows } from '#domain/identity/scopes';
import type { Actor, AppRequest } from '../common/actor.ts';
import { ACTION, PUBLIC } from '../common/requires.ts';
import { MULTIPART } from '../common/takes-multipart.ts';
import { CONFIG } from '../common/tokens.ts';
import { refuseCrossSite } from './cross-site.ts';
import { cookieName } from './session-cookie.ts';
import { SessionsService } from './sessions.service.ts';
import { TokenRate } from './token-rate.ts';

/** What an admin may do before the second factor that the installation asks of them is set up. */
const BEFORE_SECOND_FACTOR: readonly Action[] = ['auth.me', 'auth.logout', 'auth.totp', 'auth.password'];

/** The door of every route: who it is, whether another site sent them, and whether they may ever do this. Closed unless a route says otherwise. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: SessionsService,
    private readonly rate: TokenRate,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<AppRequest>();
    const types = this.reflector.get<boolean>(MULTIPART, context.getHandler()) ? ['application/json', 'multipart/form-data'] : ['application/json'];
    if (hasBody(request) && !request.is(types)) throw new AppError('media-type');
    if (this.reflector.get<boolean>(PUBLIC, context.getHandler())) return true;
    const actor = await this.identify(request);
    await this.rate.spend(actor.proof);
    const action = this.reflector.get<Action | undefined>(ACTION, context.getHandler());
    if (!action || !mayEver(actor, action)) throw new ForbiddenError('no-permission');
    if (!scopeAllows(actor.proof.scopes, action)) throw new ForbiddenError('token-scope');
    if (this.lacksSecondFactor(actor) && !BEFORE_SECOND_FACTOR.includes(action)) throw new ForbiddenError('totp-enrolment');
    request.actor = actor;
    return true;
  }

  /** A bearer token goes before a cookie and is exempt from the cross-site check: no browser adds it by itself. */
  private async identify(request: AppRequest): Promise<Actor> {
    const [, bearer] = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
    if (request.headers.authorization !== undefined) return this.known(bearer ? await this.sessions.byToken(bearer) : null);
    const cookie: unknown = request.cookies?.[cookieName(this.config.http.publicUrl)];
    const actor = this.known(typeof cookie === 'string' ? await this.sessions.bySession(cookie) : null);
    refuseCrossSite(request, this.config.http.publicUrl);
    return actor;
  }

  private known(actor: Actor | null): Actor {
    if (!actor) throw new AppError('unauthenticated');
    return actor;
  }

  /** A provider's log-in counts as it is: its factors are the provider's matter (ADR 0011). */
  private lacksSecondFactor(actor: Actor): boolean {
    return this.config.auth.requireAdminTotp && actor.role === 'admin' && !actor.secondFactor && actor.proof.method !== 'oidc';
  }
}

const hasBody = (request: AppRequest): boolean => request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0;
