import { z } from 'zod';
import { ZAnyObject, ZId, ZVersion } from './fields.ts';
import { ZPreview } from './preview.ts';
import { problem } from './problem.ts';

/** Verbs that may be done to many tasks at once. */
export const BULK_VERBS = ['claim', 'release', 'ack', 'transfer', 'complete', 'due', 'delegate', 'undelegate', 'nudge', 'recall', 'sign'] as const;
export type BulkVerb = (typeof BULK_VERBS)[number];
export const MAX_BULK = 100;

const ZBulkItem = z.strictObject({ id: ZId, version: ZVersion.optional() });
/** One verb with the same `args` (the body of its own route, without `version`) for each item; `preview` says what each would do and does nothing. */
export const ZTaskBulk = z
  .strictObject({ verb: z.enum(BULK_VERBS), args: ZAnyObject.default({}), items: z.array(ZBulkItem).min(1).max(MAX_BULK), preview: z.boolean().default(false) })
  .refine(({ items }) => new Set(items.map(({ id }) => id.toLowerCase())).size === items.length, { path: ['items'], message: 'names a task twice' })
  .meta({ examples: [{ verb: 'transfer', args: { to: '6f1c2a34-8f0e-4d5b-9a53-0c7f5f0a1b2c', reason: 'On leave next week' }, items: [{ id: '0b6f8a4e-5d2c-4c1e-9a77-3f1d2b6c8e90', version: 3 }] }] });
export type TaskBulk = z.infer<typeof ZTaskBulk>;

/** `stored`: nobody could answer yet, it is relayed; `previewed` tells what it would do; `refused` says why. Each item stands for itself. */
export const ZTaskBulkResult = z.object({
  id: ZId,
  status: z.enum(['done', 'stored', 'previewed', 'refused']),
  outcome: z.string().nullable(),
  version: z.number().int().nullable().meta({ description: 'of the task after the verb' }),
  commandId: z.string().nullable(),
  preview: ZPreview.nullable(),
  problem: problem.nullable(),
});
export const ZTaskBulkResults = z.object({ results: z.array(ZTaskBulkResult) });
export type TaskBulkResult = z.infer<typeof ZTaskBulkResult>;
