import {
  applyDecorators,
  createParamDecorator,
  Injectable,
  SetMetadata,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ApiExtension } from '@nestjs/swagger';
import type { Observable } from 'rxjs';
import { canonicalJson } from '#domain/audit/canonical';
import { AppError } from '#domain/errors';
import { hashedId, sha256 } from '#persistence/hashed-id';
import type { AppRequest } from './actor.ts';
import { FIELDS } from './problem/messages.ts';

const IDEMPOTENT = 'callsheet:idempotent';
const HEADER = 'Idempotency-Key';
const VISIBLE = /^[\x21-\x7e]{1,200}$/;

/** What makes a request the same as an earlier one. `route` is method and path with its ids; `bodyHash` is blind to the order of keys. */
export interface Idempotency {
  key: string;
  route: string;
  bodyHash: string;
  /** The request only asks what it would do: nothing may be written for it. */
  previewing?: boolean;
}

/** Every POST that creates or acts: the header is required, checked before the body is. */
export const Idempotent = (): MethodDecorator => applyDecorators(SetMetadata(IDEMPOTENT, true), ApiExtension('x-idempotent', true));

/** Injects the request's key, route and body hash: `@IdempotencyOf() idempotency: Idempotency`. */
export const IdempotencyOf = createParamDecorator((_data: unknown, context: ExecutionContext): Idempotency => {
  const { idempotency } = context.switchToHttp().getRequest<AppRequest>();
  if (!idempotency) throw new Error('the route is not marked @Idempotent()');
  return idempotency;
});

/** Reads the header for routes marked `@Idempotent()`; runs before the pipes. */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(private readonly reflector: Reflector) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (this.reflector.get<boolean>(IDEMPOTENT, context.getHandler())) {
      const request = context.switchToHttp().getRequest<AppRequest>();
      const same = { route: `${request.method} ${request.path}`, bodyHash: bodyHash(request.body) };
      request.idempotency = request.previewing ? { key: request.id ?? '', ...same, previewing: true } : { key: keyOf(request), ...same };
    }
    return next.handle();
  }
}

function keyOf(request: AppRequest): string {
  const key = request.headers['idempotency-key'];
  if (key === undefined || key === '') throw new AppError('idempotency-key-missing', { errors: [{ path: HEADER, message: FIELDS.required }] });
  if (typeof key !== 'string' || !VISIBLE.test(key)) throw new AppError('validation', { errors: [{ path: HEADER, message: FIELDS.idempotencyKey }] });
  return key;
}

/** SHA-256, hex, of the body as canonical JSON; a missing body equals an empty one. */
export function bodyHash(body: unknown): string {
  return sha256(canonicalJson(body ?? {}));
}

/** Id of a command: the same actor, route, target and key always give the same one. */
export const commandId = (actor: string, route: string, target: string, key: string): string => hashedId(actor, route, target, key);
