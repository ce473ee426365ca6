import createClient, { type Middleware } from 'openapi-fetch';
import { currentLocale } from '../i18n/index.ts';
import { problemOf } from './problem.ts';
import type { paths } from './schema.d.ts';

/** Told when the API no longer knows us: the session has ended. */
type Listener = () => void;
const onSignedOut = new Set<Listener>();
export function whenSignedOut(listener: Listener): () => void {
  onSignedOut.add(listener);
  return () => onSignedOut.delete(listener);
}

const SAFE = ['GET', 'HEAD'];

/** Every request: the reader's language, a key that makes a repeat harmless, and problems thrown as such. */
const ours: Middleware = {
  onRequest({ request }) {
    request.headers.set('Accept-Language', currentLocale());
    if (SAFE.includes(request.method)) return request;
    if (!request.headers.has('Content-Type')) request.headers.set('Content-Type', 'application/json');
    if (!request.headers.has('Idempotency-Key')) request.headers.set('Idempotency-Key', crypto.randomUUID());
    return request;
  },
  async onResponse({ response, schemaPath }) {
    if (response.ok) return response;
    if (response.status === 401 && !schemaPath.endsWith('/auth/login')) for (const listener of onSignedOut) listener();
    throw await problemOf(response);
  },
};

/** The API of this console's own origin, typed from its OpenAPI document. */
export const api = createClient<paths>({ baseUrl: '', credentials: 'same-origin' });
api.use(ours);

/** The body of an answer that cannot be empty: problems were thrown before. */
export async function data<T>(call: Promise<{ data?: T }>): Promise<T> {
  return (await call).data as T;
}

/** The header that makes a second sending of the same act harmless: one key per act. */
export const onceMore = (key: string = crypto.randomUUID()): { 'Idempotency-Key': string } => ({ 'Idempotency-Key': key });
