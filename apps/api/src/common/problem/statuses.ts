import type { ErrorCode } from '#domain/errors';

/** The one place where an error becomes a status. */
export const STATUSES: Record<ErrorCode, number> = {
  'bad-request': 400,
  validation: 400,
  'idempotency-key-missing': 400,
  unauthenticated: 401,
  credentials: 401,
  'second-factor': 401,
  forbidden: 403,
  'cross-site': 403,
  'not-found': 404,
  closed: 409,
  stale: 409,
  conflict: 409,
  'too-large': 413,
  'media-type': 415,
  invalid: 422,
  'idempotency-mismatch': 422,
  'too-many-requests': 429,
  internal: 500,
  unavailable: 503,
};

/** Code of a status that the framework or a parser answered with. */
export function codeOf(status: number): ErrorCode {
  const found = Object.entries(STATUSES).find(([, known]) => known === status)?.[0] as ErrorCode | undefined;
  return found ?? (status >= 500 ? 'internal' : 'bad-request');
}
