import { createHash, randomBytes } from 'node:crypto';
import type { CookieOptions } from 'express';

/** `__Host-` and `Secure` exactly where the public address is https: browsers refuse both on plain http. */
export const cookieName = (publicUrl: string): string => (isHttps(publicUrl) ? '__Host-sid' : 'sid');

export const cookieOptions = (publicUrl: string): CookieOptions => ({ httpOnly: true, sameSite: 'lax', secure: isHttps(publicUrl), path: '/' });

const isHttps = (publicUrl: string): boolean => new URL(publicUrl).protocol === 'https:';

/** 256 random bits, for whoever keeps them, and their SHA-256, which is all we store. */
export function newSecret(prefix = ''): { secret: string; hash: string } {
  const secret = prefix + randomBytes(32).toString('base64url');
  return { secret, hash: hashSecret(secret) };
}

export const hashSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex');
