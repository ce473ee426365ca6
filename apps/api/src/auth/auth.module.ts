import { Module } from '@nestjs/common';
import { AccessGuard } from './access.guard.ts';
import { AuthController } from './auth.controller.ts';
import { AuthService } from './auth.service.ts';
import { LoginThrottle } from './login-throttle.ts';
import { SessionsService } from './sessions.service.ts';

@Module({
  controllers: [AuthController],
  providers: [AuthService, SessionsService, LoginThrottle, AccessGuard],
  exports: [AccessGuard, SessionsService],
})
export class AuthModule {}
