import { AppError } from '#domain/errors';
import type { AppRequest } from '../common/actor.ts';

const SAFE = ['GET', 'HEAD', 'OPTIONS'];

/** Does the request say that it comes from our own pages? `none` is the address bar or no browser: then the Origin must match. */
function fromOurPages(request: AppRequest, publicUrl: string): boolean {
  if (request.headers['sec-fetch-site'] === 'same-origin') return true;
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'none') return false;
  return request.headers.origin !== undefined && ourOrigins(request, publicUrl).includes(request.headers.origin);
}

/** The public address, and the one this request came to: a cookie never travels to a host that is not ours. */
const ourOrigins = (request: AppRequest, publicUrl: string): string[] => [new URL(publicUrl).origin, `${request.protocol}://${request.headers.host}`];

/** Refuses what another site could make a signed-in browser send. @throws AppError `cross-site`, `media-type` */
export function refuseCrossSite(request: AppRequest, publicUrl: string): void {
  if (SAFE.includes(request.method)) return;
  if (!fromOurPages(request, publicUrl)) throw new AppError('cross-site', { rule: 'origin' });
  if (!request.is('application/json') && !isJsonTyped(request)) throw new AppError('media-type');
}

/** `request.is` answers null for a request without a body, whose type counts all the same. */
const isJsonTyped = (request: AppRequest): boolean => /^application\/json\b/i.test(request.headers['content-type'] ?? '');

/** Log-in carries no cookie yet; another site's page is refused when it says so itself. @throws AppError `cross-site` */
export function refuseForeignLogin(request: AppRequest, publicUrl: string): void {
  const { origin, 'sec-fetch-site': site } = request.headers;
  if (origin === undefined && (site === undefined || site === 'none')) return;
  if (!fromOurPages(request, publicUrl)) throw new AppError('cross-site', { rule: 'origin' });
}
