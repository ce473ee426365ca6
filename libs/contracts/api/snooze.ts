import { z } from 'zod';
import { ZDuration } from '../playbook.ts';
import { ZEpoch, ZInstant, ZReason } from './fields.ts';

/** Until an instant, or for a length of working or clock time from now. */
export const ZSnoozeNew = z.strictObject({ until: ZInstant.optional(), for: ZDuration.optional(), reason: ZReason.optional() })
  .refine((body) => (body.until === undefined) !== (body.for === undefined), { path: ['until'], message: 'give either until or for' })
  .meta({ examples: [{ for: { working: 'P1D' }, reason: 'The material comes tomorrow' }] });
export type SnoozeNew = z.infer<typeof ZSnoozeNew>;
/** One person's own: nobody else sees it, and the task's clock goes on. */
export const ZSnooze = z.object({ until: ZEpoch, reason: z.string().nullable(), createdAt: ZEpoch });
export type Snooze = z.infer<typeof ZSnooze>;
export const ZSnoozed = z.object({ snooze: ZSnooze });
