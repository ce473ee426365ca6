import { Module } from '@nestjs/common';
import { AccessGuard } from './access.guard.ts';
import { AuthController } from './auth.controller.ts';
import { AuthService } from './auth.service.ts';
import { LoginThrottle } from './login-throttle.ts';
import { FlowCookie } from './oidc/flow-cookie.ts';
import { OidcController } from './oidc/oidc.controller.ts';
import { OidcService } from './oidc/oidc.service.ts';
import { OidcProvider } from './oidc/provider.ts';
import { PasswordController } from './password.controller.ts';
import { PasswordService } from './password.service.ts';
import { SecondFactor } from './second-factor.ts';
import { SessionsController } from './sessions.controller.ts';
import { SessionsService } from './sessions.service.ts';
import { SignIn } from './sign-in.ts';
import { TokenRate } from './token-rate.ts';
import { TokensController } from './tokens.controller.ts';
import { TotpController } from './totp.controller.ts';

@Module({
  controllers: [AuthController, SessionsController, PasswordController, TokensController, TotpController, OidcController],
  providers: [AuthService, SessionsService, PasswordService, SecondFactor, SignIn, LoginThrottle, TokenRate, OidcProvider, OidcService, FlowCookie, AccessGuard],
  exports: [AccessGuard, SessionsService, PasswordService, LoginThrottle],
})
export class AuthModule {}
