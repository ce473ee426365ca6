import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { z } from 'zod';
import { problem } from '#contracts/api/problem';
import type { ErrorCode } from '#domain/errors';
import { titleOf } from '../common/problem/messages.ts';
import { STATUSES } from '../common/problem/statuses.ts';
import { exampleOf, type JsonSchema } from './example.ts';

interface Media {
  schema?: JsonSchema;
  example?: unknown;
  examples?: unknown;
}
/** The parts of an operation that we add to. */
export interface Operation {
  summary?: string;
  'x-action'?: string;
  'x-public'?: boolean;
  'x-idempotent'?: boolean;
  'x-multipart'?: boolean;
  parameters?: Array<{ name: string; in: string; required?: boolean; description?: string; schema?: JsonSchema; example?: unknown }>;
  requestBody?: { content: Record<string, Media> };
  responses: Record<string, { description: string; content?: Record<string, Media>; headers?: unknown }>;
  security?: Array<Record<string, string[]>>;
}
const METHODS = ['get', 'put', 'post', 'delete', 'patch'] as const;

/** Every operation of a document, with its method and address. */
export function operationsOf(document: OpenAPIObject): Array<{ method: string; path: string; operation: Operation }> {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => (item[method] ? [{ method, path, operation: item[method] as unknown as Operation }] : [])),
  );
}

/** The API's OpenAPI document: what Nest reads off the routes, plus what every route has in common — errors, security, keys, examples. */
export function describeApi(app: INestApplication): OpenAPIObject {
  const base = new DocumentBuilder()
    .setTitle('Callsheet')
    .setDescription('Workflow automation for short-video operations teams. Errors are RFC 9457 problem+json; lists answer `{items, next}`; times are epoch milliseconds.')
    .setVersion('1')
    .addCookieAuth('sid', { type: 'apiKey', in: 'cookie', description: 'Session cookie of `POST /auth/login`; `__Host-sid` where the public address is https' }, 'cookie')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'Token of `POST /auth/login` with `token: true`' }, 'bearer')
    .build();
  const document = SwaggerModule.createDocument(app, base);
  document.components = { ...document.components, schemas: { ...document.components?.schemas, Problem: z.toJSONSchema(problem, { target: 'openapi-3.0' }) as never } };
  for (const { operation } of operationsOf(document)) complete(operation);
  return document;
}

const FILE_PART: Media = { schema: { type: 'object', required: ['file'], properties: { file: { type: 'string', format: 'binary' } } }, example: { file: 'PNG…' } };

function complete(operation: Operation): void {
  operation.security = operation['x-public'] ? [] : [{ cookie: [] }, { bearer: [] }];
  if (operation['x-idempotent']) addKeyHeader(operation);
  if (operation['x-multipart'] && operation.requestBody) operation.requestBody.content['multipart/form-data'] = FILE_PART;
  for (const parameter of operation.parameters ?? []) if (parameter.schema && parameter.in !== 'header') parameter.example ??= exampleOf(parameter.schema);
  for (const media of [...Object.values(operation.requestBody?.content ?? {}), ...Object.values(operation.responses).flatMap(({ content }) => Object.values(content ?? {}))]) {
    if (media.schema && media.examples === undefined) media.example ??= exampleOf(media.schema);
  }
  for (const code of errorsOf(operation)) addProblem(operation, code);
}

function addKeyHeader(operation: Operation): void {
  const description = 'Makes a repeat of this request answer as the first did; the same key with another body answers 422';
  const schema = { type: 'string', minLength: 1, maxLength: 200, pattern: '^[\\x21-\\x7e]+$' };
  operation.parameters = [...(operation.parameters ?? []), { name: 'Idempotency-Key', in: 'header', required: true, description, schema, example: '7c0a5f4e-complete-1' }];
}

/** Which errors an operation may answer, by what it takes. */
function errorsOf(operation: Operation): ErrorCode[] {
  const takesInput = operation.requestBody !== undefined || (operation.parameters?.length ?? 0) > 0;
  const names = operation.parameters?.some((parameter) => parameter.in === 'path');
  return [
    ...(takesInput ? (['validation'] as const) : []),
    ...(operation['x-public'] ? [] : (['unauthenticated', 'forbidden'] as const)),
    ...(names ? (['not-found'] as const) : []),
    ...(operation.requestBody ? (['too-large', 'media-type'] as const) : []),
    ...(operation['x-idempotent'] ? (['conflict', 'invalid'] as const) : []),
    'internal',
  ];
}

function addProblem(operation: Operation, code: ErrorCode): void {
  const status = STATUSES[code];
  const title = titleOf(code, 'en');
  const example = { type: `/problems/${code}`, title, status };
  operation.responses[String(status)] ??= { description: title, content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' }, example } } };
}
