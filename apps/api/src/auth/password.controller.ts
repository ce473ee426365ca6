import { Body, Controller, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiNoContentResponse, ApiOperation } from '@nestjs/swagger';
import type { Response } from 'express';
import { passwordChange, resetAsked, resetBody, resetRequest, type PasswordChange, type ResetBody, type ResetRequest } from '#contracts/api/password';
import type { Config } from '#platform/config/config';
import { CurrentActor, type Actor, type AppRequest } from '../common/actor.ts';
import { Idempotent } from '../common/idempotency.ts';
import { Public, Requires } from '../common/requires.ts';
import { CONFIG } from '../common/tokens.ts';
import { refuseForeignLogin } from './cross-site.ts';
import { PasswordService } from './password.service.ts';
import { SignIn } from './sign-in.ts';

@Controller('auth/password')
export class PasswordController {
  constructor(
    private readonly passwords: PasswordService,
    private readonly signIn: SignIn,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** A repeat finds the old password gone and is refused: the key only marks it as one request. */
  @Post()
  @Requires('auth.password')
  @Idempotent()
  @HttpCode(204)
  @ApiOperation({ summary: 'Change your password; ends all other sessions and gives this one a new cookie' })
  @ApiNoContentResponse({ description: 'Changed' })
  async change(@Body({ schema: passwordChange }) body: PasswordChange, @CurrentActor() actor: Actor, @Req() request: AppRequest, @Res({ passthrough: true }) response: Response): Promise<void> {
    await this.passwords.change(actor, body, request.ip ?? 'unknown');
    await this.signIn.rotate(request, response, actor);
  }

  @Post('reset-request')
  @Public()
  @HttpCode(202)
  @ApiOperation({ summary: 'Ask for a link to choose a new password; the answer is the same for unknown addresses' })
  @ApiAcceptedResponse({ standardSchema: resetAsked })
  async ask(@Body({ schema: resetRequest }) { email }: ResetRequest, @Req() request: AppRequest): Promise<{ asked: true }> {
    refuseForeignLogin(request, this.config.http.publicUrl);
    await this.passwords.ask(email, request.ip ?? 'unknown');
    return { asked: true };
  }

  @Post('reset')
  @Public()
  @HttpCode(204)
  @ApiOperation({ summary: 'Choose a new password with the code of a mailed link; it works once and ends every session' })
  @ApiNoContentResponse({ description: 'Set: log in with it' })
  async reset(@Body({ schema: resetBody }) body: ResetBody, @Req() request: AppRequest): Promise<void> {
    refuseForeignLogin(request, this.config.http.publicUrl);
    await this.passwords.reset(body, request.ip ?? 'unknown');
  }
}
