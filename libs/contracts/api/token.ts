import { z } from 'zod';
import { SCOPES } from '../scope.ts';
import { ZEpoch, ZId, userLine } from './fields.ts';

const ZScopes = z.array(z.enum(SCOPES)).meta({ examples: [['read', 'work']] });

/** `POST /auth/tokens`: `days` until it ends by itself. */
export const newToken = z.strictObject({
  name: userLine(100).meta({ examples: ['Metrics import'] }),
  scopes: ZScopes.min(1).refine((scopes) => new Set(scopes).size === scopes.length, 'names a scope twice'),
  days: z.number().int().min(1).max(366).default(90),
});
export type NewTokenBody = z.infer<typeof newToken>;

export const tokenItem = z.object({
  id: ZId,
  name: z.string(),
  hint: z.string().describe('How the token begins'),
  scopes: ZScopes,
  createdAt: ZEpoch,
  expiresAt: ZEpoch,
  usedAt: ZEpoch.nullable(),
});
export type TokenItem = z.infer<typeof tokenItem>;

/** The token itself is shown this once: a repeat of the request answers null in its place. */
export const tokenMade = tokenItem.extend({ token: z.string().nullable().meta({ examples: ['csp_cfj0vXoO1VYwqQGVxUOUbyWJqwZSB3dOXDsIexWPwXQ'] }) });
export type TokenMade = z.infer<typeof tokenMade>;
