import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import cookieParser from 'cookie-parser';
import type { NextFunction, Response } from 'express';
import helmet from 'helmet';
import { AppModule } from './app.module.ts';
import type { AppRequest } from './common/actor.ts';
import { NestLogger } from './common/nest-logger.ts';
import { ProblemFilter } from './common/problem/problem.filter.ts';
import { API_PREFIX, BODY_LIMIT } from './common/settings.ts';
import type { AppDeps } from './common/tokens.ts';
import { ZodValidationPipe } from './common/validation.pipe.ts';
import { giveNonce, nonceOf, serveConsole } from './console/serve-console.ts';
import { OpenApiService } from './openapi/openapi.service.ts';
import { asVerb } from './preview/preview-request.ts';
import { VerbRoutes } from './preview/verb-routes.ts';

/** The API, ready to listen; `main.ts` and the tests make it the same way. */
export async function createApp(deps: AppDeps): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule.with(deps), { bodyParser: false, logger: new NestLogger(deps.log), abortOnError: false });
  app.disable('x-powered-by');
  if (deps.config.http.trustProxy) app.set('trust proxy', deps.config.http.trustProxy);
  app.use(withRequestId, giveNonce, helmet(headers(deps.config.http.publicUrl)), cookieParser());
  if (!serveConsole(app, deps.config.consoleFolder)) deps.log.warn({ folder: deps.config.consoleFolder }, 'there is no built console here: only the API is served');
  app.useBodyParser('json', { limit: BODY_LIMIT });
  const verbs = app.get(VerbRoutes);
  app.use(asVerb((noun, verb) => verbs.has(noun, verb)));
  app.setGlobalPrefix(API_PREFIX);
  app.useGlobalPipes(new ZodValidationPipe());
  app.useGlobalFilters(new ProblemFilter(deps.log));
  app.get(OpenApiService).describes(app);
  return app;
}

function withRequestId(request: AppRequest, response: Response, next: NextFunction): void {
  request.id = randomUUID();
  response.setHeader('X-Request-Id', request.id);
  next();
}

/** Security headers; HSTS only where we are served by https, since it would lock a plain http address out. */
function headers(publicUrl: string): Parameters<typeof helmet>[0] {
  const self = ["'self'"];
  const none = ["'none'"];
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: self,
        styleSrc: ["'self'", (_request, response) => nonceOf(response as Response)],
        imgSrc: ["'self'", 'data:', 'blob:'],
        objectSrc: none,
        baseUri: none,
        frameAncestors: none,
        formAction: self,
      },
    },
    strictTransportSecurity: publicUrl.startsWith('https:') ? { maxAge: 31_536_000, includeSubDomains: true } : false,
    referrerPolicy: { policy: 'no-referrer' },
  };
}
