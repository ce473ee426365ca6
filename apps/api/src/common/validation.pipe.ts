import { StandardSchemaValidationPipe } from '@nestjs/common';
import type { ArgumentMetadata } from '@nestjs/common';
import { z } from 'zod';
import { ValidationError } from '#domain/errors';
import { fieldIssues } from './problem/issues.ts';

/** Nest's schema pipe, answering problems with field paths; a single parameter's name begins the path (`id`). */
export class ZodValidationPipe extends StandardSchemaValidationPipe {
  override async transform<T = unknown>(value: T, metadata: ArgumentMetadata): Promise<T> {
    const schema = metadata.schema as z.ZodType | undefined;
    if (!schema || !this.toValidate(metadata)) return value;
    this.stripProtoKeys(value);
    // A missing body counts as an empty one, so that the answer names the fields that are missing.
    const input = metadata.type === 'body' && value === undefined ? {} : value;
    const parsed = await z.safeParseAsync(schema, input, { reportInput: true });
    if (!parsed.success) throw new ValidationError(fieldIssues(parsed.error.issues, metadata.data));
    return parsed.data as T;
  }
}

/** A body that its handler reads by itself, checked as `@Body({ schema })` would. @throws ValidationError */
export function parsedBody<S extends z.ZodType>(schema: S, body: unknown): Promise<z.output<S>> {
  return new ZodValidationPipe().transform(body as z.output<S>, { type: 'body', schema });
}

/** Schema of an id in an address: `@Param('id', { schema: idParam }) id: string`. */
export const idParam = z.guid();
