import { z } from 'zod';
import { COMMAND_NAMES } from '../commands.ts';
import { JOB_ITEM_STATES, JOB_KINDS } from '../jobs.ts';
import { ZCommandAnswer, ZCommandRefusal } from './command.ts';
import { ZAnyObject, ZEpoch, ZId, ZReason } from './fields.ts';
import { pageOf, pageQuery } from './paging.ts';

/** Verbs that may be done to many runs at once. */
export const BULK_RUN_VERBS = ['pauseRun', 'resumeRun', 'cancelRun', 'skipStep'] as const;

/** `POST /jobs`: one verb over up to 5,000 runs, done one by one with a result for each. */
export const ZJobStart = z.strictObject({
  kind: z.literal('bulk'),
  name: z.enum(BULK_RUN_VERBS),
  runIds: z.array(ZId).min(1).max(5_000),
  reason: ZReason,
}).meta({ examples: [{ kind: 'bulk', name: 'pauseRun', runIds: ['6f1c2a34-8f0e-4d5b-9a53-0c7f5f0a1b2c'], reason: 'The studio is closed on Friday' }] });
export type JobStart = z.infer<typeof ZJobStart>;
export const ZJobStarted = z.object({ id: ZId });

export const ZJob = z.object({
  id: ZId,
  kind: z.enum(JOB_KINDS),
  params: ZAnyObject,
  requestedBy: z.string(),
  createdAt: ZEpoch,
  startsAt: ZEpoch.nullable(),
  closedAt: ZEpoch.nullable(),
  outcome: z.enum(['completed', 'cancelled']).nullable(),
  items: z.partialRecord(z.enum(JOB_ITEM_STATES), z.number().int()).meta({ description: 'how many items stand where', examples: [{ done: 998, conflict: 2 }] }),
});
export type JobResource = z.infer<typeof ZJob>;
export const ZJobPage = pageOf(ZJob);
export const ZJobQuery = z.object(pageQuery.shape);

export const ZJobItem = z.object({
  key: z.string(),
  runId: ZId,
  target: z.object({ kind: z.enum(['task', 'run', 'meeting']), id: z.string() }),
  name: z.enum(COMMAND_NAMES),
  version: z.number().int().nullable(),
  attempt: z.number().int(),
  state: z.enum(JOB_ITEM_STATES),
  answer: ZCommandAnswer.nullable(),
  refusal: ZCommandRefusal.nullable(),
  settledAt: ZEpoch.nullable(),
});
export type JobItemResource = z.infer<typeof ZJobItem>;
export const ZJobItemPage = pageOf(ZJobItem);
export const ZJobItemQuery = z.object({ ...pageQuery.shape, state: z.enum(JOB_ITEM_STATES).optional() });
export const ZJobStop = z.strictObject({});
