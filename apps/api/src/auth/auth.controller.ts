import { Body, Controller, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { Response } from 'express';
import { loginAnswer, loginBody, me, type LoginAnswer, type LoginBody, type Me } from '#contracts/api/auth';
import type { Config } from '#platform/config/config';
import { CurrentActor, type Actor, type AppRequest } from '../common/actor.ts';
import { Public, Requires } from '../common/requires.ts';
import { CONFIG } from '../common/tokens.ts';
import { AuthService } from './auth.service.ts';
import { refuseForeignLogin } from './cross-site.ts';
import { cookieName, cookieOptions } from './session-cookie.ts';
import { SessionsService } from './sessions.service.ts';

@Controller('auth')
export class AuthController {
  constructor(
    private readonly auth: AuthService,
    private readonly sessions: SessionsService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Post('login')
  @Public()
  @HttpCode(200)
  @ApiOperation({ summary: 'Log in: sets the session cookie; with `token: true` also answers a bearer token for scripts' })
  @ApiOkResponse({ standardSchema: loginAnswer, headers: { 'Set-Cookie': { schema: { type: 'string' } } } })
  async login(@Body({ schema: loginBody }) body: LoginBody, @Req() request: AppRequest, @Res({ passthrough: true }) response: Response): Promise<LoginAnswer> {
    const { publicUrl } = this.config.http;
    refuseForeignLogin(request, publicUrl);
    const person = await this.auth.check(body, request.ip ?? 'unknown');
    const before: unknown = request.cookies?.[cookieName(publicUrl)];
    if (typeof before === 'string') await this.sessions.endSecret(before);
    response.cookie(cookieName(publicUrl), await this.sessions.open(person.id), cookieOptions(publicUrl));
    response.setHeader('Cache-Control', 'no-store');
    const profile = await this.auth.profile(person.email);
    if (!body.token) return { person: profile };
    const { token, expiresAt } = await this.sessions.issueToken(person.id);
    return { person: profile, token, tokenExpiresAt: expiresAt };
  }

  @Post('logout')
  @Requires('auth.logout')
  @HttpCode(204)
  @ApiOperation({ summary: 'Log out: ends the session, or the bearer token, that the request came with' })
  @ApiNoContentResponse({ description: 'Ended' })
  async logout(@CurrentActor() actor: Actor, @Res({ passthrough: true }) response: Response): Promise<void> {
    await this.sessions.end(actor.proof);
    if (actor.proof.kind === 'session') response.clearCookie(cookieName(this.config.http.publicUrl), cookieOptions(this.config.http.publicUrl));
  }

  @Get('me')
  @Requires('auth.me')
  @ApiOperation({ summary: 'Who is signed in' })
  @ApiOkResponse({ standardSchema: me })
  me(@CurrentActor() actor: Actor): Promise<Me> {
    return this.auth.profile(actor.email);
  }
}
