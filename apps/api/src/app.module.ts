import { Module, type DynamicModule } from '@nestjs/common';
import { APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { AccessGuard } from './auth/access.guard.ts';
import { AuthModule } from './auth/auth.module.ts';
import { CommonModule } from './common/common.module.ts';
import { IdempotencyInterceptor } from './common/idempotency.ts';
import type { AppDeps } from './common/tokens.ts';
import { HealthModule } from './health/health.module.ts';
import { NoticesModule } from './notices/notices.module.ts';
import { OpenApiModule } from './openapi/openapi.module.ts';
import { PeopleModule } from './people/people.module.ts';
import { StreamModule } from './stream/stream.module.ts';

/** Modules with routes, one a line. */
const ROUTES = [
  AuthModule,
  HealthModule,
  NoticesModule,
  OpenApiModule,
  PeopleModule,
  StreamModule,
];

@Module({})
export class AppModule {
  static with(deps: AppDeps): DynamicModule {
    return {
      module: AppModule,
      imports: [CommonModule.with(deps), ...ROUTES],
      providers: [
        { provide: APP_GUARD, useExisting: AccessGuard },
        { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
      ],
    };
  }
}
