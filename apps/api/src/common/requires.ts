import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';
import type { Action } from '#domain/identity/matrix';

/** Metadata keys that the access guard reads. */
export const ACTION = 'callsheet:action';
export const PUBLIC = 'callsheet:public';

/**
 * Names the action of a route. The guard refuses whoever may never do it; the service asks `demand` once it knows the relation.
 * The OpenAPI document shows it as `x-action`, where a test looks for it.
 */
export const Requires = (action: Action): MethodDecorator => applyDecorators(SetMetadata(ACTION, action), ApiExtension('x-action', action));

/** Opens a route to everybody: log-in, health and the OpenAPI document only. */
export const Public = (): MethodDecorator => applyDecorators(SetMetadata(PUBLIC, true), ApiExtension('x-public', true));
