import { Body, Controller, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { Response } from 'express';
import type { DataSource } from 'typeorm';
import { recoveryCodes, totpConfirm, totpDisable, totpEnrol, totpSecret, type RecoveryCodes, type TotpConfirm, type TotpDisable, type TotpEnrol, type TotpSecret } from '#contracts/api/totp';
import { ConflictError, InvalidError } from '#domain/errors';
import { recordActivity } from '#persistence/repositories/activity';
import { revokeLogIns } from '#persistence/repositories/sessions';
import { beginTotp, confirmTotp, findTotp, removeTotp } from '#persistence/repositories/totp';
import { CurrentActor, type Actor, type AppRequest } from '../common/actor.ts';
import { Idempotent } from '../common/idempotency.ts';
import { ruleInBoth } from '../common/problem/messages.ts';
import { Requires } from '../common/requires.ts';
import { DATA_SOURCE, NOW, type Now } from '../common/tokens.ts';
import { LoginThrottle } from './login-throttle.ts';
import { PasswordService } from './password.service.ts';
import { SecondFactor } from './second-factor.ts';
import { SessionsService } from './sessions.service.ts';
import { SignIn } from './sign-in.ts';

/** One's own second factor. Secrets are shown once, so a repeat of a request is refused or makes new ones, whatever the key. */
@Controller('auth/totp')
export class TotpController {
  constructor(
    private readonly factor: SecondFactor,
    private readonly passwords: PasswordService,
    private readonly throttle: LoginThrottle,
    private readonly sessions: SessionsService,
    private readonly signIn: SignIn,
    @Inject(DATA_SOURCE) private readonly db: DataSource,
    @Inject(NOW) private readonly now: Now,
  ) {}

  @Post()
  @Requires('auth.totp')
  @Idempotent()
  @HttpCode(200)
  @ApiOperation({ summary: 'Begin to set up one-time codes: the seed for an authenticator app, shown this once' })
  @ApiOkResponse({ standardSchema: totpSecret })
  async enrol(@Body({ schema: totpEnrol }) { password }: TotpEnrol, @CurrentActor() actor: Actor, @Req() request: AppRequest): Promise<TotpSecret> {
    await this.passwords.prove(actor, password, request.ip ?? 'unknown', 'password');
    const { secret, uri, sealed } = this.factor.create(actor.id, actor.email);
    await this.db.transaction(async (tx) => {
      if (!(await beginTotp(tx, actor.id, sealed, this.now()))) throw new ConflictError('totp-on');
      await recordActivity(tx, { actor: actor.id, verb: 'totp-enrolled', data: { person: actor.id }, at: this.now() });
    });
    return { secret, uri };
  }

  @Post('confirm')
  @Requires('auth.totp')
  @Idempotent()
  @HttpCode(200)
  @ApiOperation({ summary: 'Turn one-time codes on with the first of them; answers recovery codes, ends other sessions, gives this one a new cookie' })
  @ApiOkResponse({ standardSchema: recoveryCodes })
  async confirm(@Body({ schema: totpConfirm }) { code }: TotpConfirm, @CurrentActor() actor: Actor, @Req() request: AppRequest, @Res({ passthrough: true }) response: Response): Promise<RecoveryCodes> {
    await this.throttle.attempt(request.ip ?? 'unknown', actor.email);
    const { codes, hashes } = this.factor.recoveryCodes();
    await this.db.transaction(async (tx) => {
      const row = await findTotp(tx, actor.id);
      if (!row || row.confirmedAt !== null) throw new ConflictError(row ? 'totp-on' : 'totp-off');
      if (!(await this.factor.takeCode(tx, actor.id, code))) throw wrongCode();
      await confirmTotp(tx, actor.id, hashes, this.now());
      await revokeLogIns(tx, actor.id, { now: this.now(), keep: actor.proof.hash });
      await recordActivity(tx, { actor: actor.id, verb: 'totp-confirmed', data: { person: actor.id }, at: this.now() });
    });
    await this.throttle.succeeded(request.ip ?? 'unknown', actor.email);
    this.sessions.ended(actor.id);
    await this.signIn.rotate(request, response, actor);
    return { recoveryCodes: codes };
  }

  @Post('disable')
  @Requires('auth.totp')
  @Idempotent()
  @HttpCode(204)
  @ApiOperation({ summary: 'Turn one-time codes off: asks for the password and a code, or a recovery code' })
  @ApiNoContentResponse({ description: 'Off' })
  async disable(@Body({ schema: totpDisable }) { password, code }: TotpDisable, @CurrentActor() actor: Actor, @Req() request: AppRequest, @Res({ passthrough: true }) response: Response): Promise<void> {
    const address = request.ip ?? 'unknown';
    await this.passwords.prove(actor, password, address, 'password');
    if (!(await this.factor.isOn(actor.id))) throw new ConflictError('totp-off');
    await this.throttle.attempt(address, actor.email);
    if (!(await this.factor.take(actor.id, code))) throw wrongCode();
    await this.throttle.succeeded(address, actor.email);
    await this.db.transaction(async (tx) => {
      await removeTotp(tx, actor.id);
      await revokeLogIns(tx, actor.id, { now: this.now(), keep: actor.proof.hash });
      await recordActivity(tx, { actor: actor.id, verb: 'totp-disabled', data: { person: actor.id }, at: this.now() });
    });
    this.sessions.ended(actor.id);
    await this.signIn.rotate(request, response, actor);
  }
}

const wrongCode = (): InvalidError => new InvalidError([{ path: 'code', message: ruleInBoth('totp-wrong') }], { rule: 'totp-wrong' });
