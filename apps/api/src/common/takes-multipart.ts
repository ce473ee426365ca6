import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';

/** Metadata key that the access guard reads. */
export const MULTIPART = 'callsheet:multipart';

/** Lets a route take `multipart/form-data` beside JSON; every other route takes JSON alone. The OpenAPI document shows the part `file`. */
export const TakesMultipart = (): MethodDecorator => applyDecorators(SetMetadata(MULTIPART, true), ApiExtension('x-multipart', true));
