import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import type { Scope } from '#contracts/scope';
import type { Locale } from '#contracts/text';
import { AppError, ForbiddenError } from '#domain/errors';
import { can, type Actor as CanActor } from '#domain/identity/can';
import type { Action, Relation } from '#domain/identity/matrix';
import type { LogInMethod } from '#persistence/repositories/sessions';
import type { Idempotency } from './idempotency.ts';

/** By what the caller proved who they are; the hash finds session or token again. */
export interface Proof {
  kind: 'session' | 'token';
  hash: string;
  method: LogInMethod;
  /** What a personal token is limited to; null for a session and for a log-in's token. */
  scopes: readonly Scope[] | null;
}

/** Whoever made the request. */
export interface Actor extends CanActor {
  email: string;
  name: string;
  locale: Locale;
  /** Whether the person has a confirmed second factor. */
  secondFactor: boolean;
  proof: Proof;
}

export type AppRequest = Request & { id?: string; actor?: Actor; idempotency?: Idempotency; previewing?: boolean };

/** Injects the caller into a handler: `@CurrentActor() actor: Actor`. */
export const CurrentActor = createParamDecorator((_data: unknown, context: ExecutionContext): Actor => {
  const { actor } = context.switchToHttp().getRequest<AppRequest>();
  if (!actor) throw new AppError('unauthenticated');
  return actor;
});

/** Lets the actor go on only if they may do this to something they stand in these relations to. @throws ForbiddenError */
export function demand(actor: CanActor, action: Action, relations: readonly Relation[] = []): void {
  if (!can(actor, action, relations)) throw new ForbiddenError('no-permission');
}
