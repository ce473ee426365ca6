import { Body, Controller, Get, HttpCode, Inject, Patch, Post, Req, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { Response } from 'express';
import type { DataSource } from 'typeorm';
import { loginAnswer, loginBody, logInMethods, me, profileChange, type LoginAnswer, type LoginBody, type LogInMethods, type Me, type ProfileChange } from '#contracts/api/auth';
import { recordActivity } from '#persistence/repositories/activity';
import type { Config } from '#platform/config/config';
import { CurrentActor, type Actor, type AppRequest } from '../common/actor.ts';
import { Public, Requires } from '../common/requires.ts';
import { CONFIG, DATA_SOURCE, NOW, type Now } from '../common/tokens.ts';
import { AuthService } from './auth.service.ts';
import { refuseForeignLogin } from './cross-site.ts';
import { SessionsService } from './sessions.service.ts';
import { SignIn } from './sign-in.ts';

@Controller('auth')
export class AuthController {
  constructor(
    private readonly auth: AuthService,
    private readonly sessions: SessionsService,
    private readonly signIn: SignIn,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(DATA_SOURCE) private readonly db: DataSource,
    @Inject(NOW) private readonly now: Now,
  ) {}

  @Get('methods')
  @Public()
  @ApiOperation({ summary: 'How one can log in here' })
  @ApiOkResponse({ standardSchema: logInMethods })
  methods(): LogInMethods {
    return this.auth.methods();
  }

  @Post('login')
  @Public()
  @HttpCode(200)
  @ApiOperation({ summary: 'Log in: sets the session cookie; with `token: true` also answers a bearer token for scripts. 401 with rule `totp-required` asks for `code`' })
  @ApiOkResponse({ standardSchema: loginAnswer, headers: { 'Set-Cookie': { schema: { type: 'string' } } } })
  async login(@Body({ schema: loginBody }) body: LoginBody, @Req() request: AppRequest, @Res({ passthrough: true }) response: Response): Promise<LoginAnswer> {
    refuseForeignLogin(request, this.config.http.publicUrl);
    const { person, method } = await this.auth.check(body, request.ip ?? 'unknown');
    const issued = await this.signIn.begin(request, response, { personId: person.id, method, token: body.token ?? false });
    const profile = await this.auth.profile(person.email);
    return issued ? { person: profile, token: issued.token, tokenExpiresAt: issued.expiresAt } : { person: profile };
  }

  @Post('logout')
  @Requires('auth.logout')
  @HttpCode(204)
  @ApiOperation({ summary: 'Log out: ends the session, or the bearer token, that the request came with' })
  @ApiNoContentResponse({ description: 'Ended' })
  async logout(@CurrentActor() actor: Actor, @Res({ passthrough: true }) response: Response): Promise<void> {
    await this.db.transaction(async (tx) => {
      await this.sessions.end(tx, actor.proof);
      await recordActivity(tx, { actor: actor.id, verb: 'logout', data: { person: actor.id }, at: this.now() });
    });
    this.sessions.ended(actor.id);
    if (actor.proof.kind === 'session') this.signIn.forget(response);
  }

  @Get('me')
  @Requires('auth.me')
  @ApiOperation({ summary: 'Who is signed in' })
  @ApiOkResponse({ standardSchema: me })
  me(@CurrentActor() actor: Actor): Promise<Me> {
    return this.auth.profile(actor.email);
  }

  @Patch('me')
  @Requires('auth.profile')
  @ApiOperation({ summary: 'Change your own name, language or time zone' })
  @ApiOkResponse({ standardSchema: me })
  change(@Body({ schema: profileChange }) body: ProfileChange, @CurrentActor() actor: Actor): Promise<Me> {
    return this.auth.changeProfile(actor, body);
  }
}
