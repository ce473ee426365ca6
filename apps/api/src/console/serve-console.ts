import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import expressStaticGzip from 'express-static-gzip';
import { API_PREFIX } from '../common/settings.ts';

/** Set on a page's answer; its policy and its styles carry it. */
const NONCE = 'cspNonce';
const PLACEHOLDER = '__CSP_NONCE__';
const YEAR_MS = 365 * 24 * 3_600_000;

/** The nonce of this answer, for the policy's `style-src`: the component library makes its styles in the browser. */
export const nonceOf = (response: { locals?: Record<string, unknown> }): string => `'nonce-${String(response.locals?.[NONCE])}'`;

export function giveNonce(_request: Request, response: Response, next: NextFunction): void {
  response.locals[NONCE] = randomBytes(16).toString('base64');
  next();
}

/**
 * Serves the console from `folder`: its hashed assets for a year, and its one page for every other address a person can type. Without a
 * build there is no console, and the API works all the same.
 */
export function serveConsole(app: NestExpressApplication, folder: string): boolean {
  const page = readPage(folder);
  if (page === null) return false;
  app.use('/assets', assets(path.join(folder, 'assets'), { immutable: true, maxAge: YEAR_MS, fallthrough: false }));
  app.use(assets(folder, { maxAge: 0 }));
  app.use((request: Request, response: Response, next: NextFunction) => {
    const wantsPage = (request.method === 'GET' || request.method === 'HEAD') && !request.path.startsWith(`/${API_PREFIX}`) && request.accepts(['json', 'html']) === 'html';
    if (!wantsPage) return next();
    response.setHeader('Cache-Control', 'no-store');
    response.type('html').send(page.replaceAll(PLACEHOLDER, String(response.locals[NONCE])));
  });
  return true;
}

/** Files with their ETag, in the smallest of the forms that the build has written and the browser takes. */
const assets = (folder: string, serveStatic: { immutable?: boolean; maxAge: number; fallthrough?: boolean }) =>
  expressStaticGzip(folder, { index: false, enableBrotli: true, orderPreference: ['br', 'gz'], serveStatic });

function readPage(folder: string): string | null {
  try {
    return readFileSync(path.join(folder, 'index.html'), 'utf8');
  } catch {
    return null;
  }
}
