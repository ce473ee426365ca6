import { z } from 'zod';
import { ZLogInMethod } from './auth.ts';
import { ZEpoch, ZId } from './fields.ts';

/** One of one's own sessions. */
export const sessionItem = z.object({
  id: ZId,
  current: z.boolean().describe('The one this request came with'),
  method: ZLogInMethod,
  userAgent: z.string().nullable(),
  address: z.string().nullable(),
  createdAt: ZEpoch,
  seenAt: ZEpoch,
  expiresAt: ZEpoch,
});
export type SessionItem = z.infer<typeof sessionItem>;

/** How many sessions and log-in tokens ended. */
export const endedAnswer = z.object({ ended: z.number().int() });
export type EndedAnswer = z.infer<typeof endedAnswer>;
