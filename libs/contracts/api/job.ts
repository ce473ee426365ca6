import { z } from 'zod';
import { COMMAND_NAMES } from '../commands.ts';
import { JOB_ITEM_STATES, JOB_KINDS } from '../jobs.ts';
import { ZCommandAnswer, ZCommandRefusal } from './command.ts';
import { ZDuration } from '../playbook.ts';
import { ZAnyObject, ZEpoch, ZId, ZKey, ZReason } from './fields.ts';
import { pageOf, pageQuery } from './paging.ts';
import { ZSlug } from './playbook.ts';

/** Verbs that may be done to many runs at once. */
export const BULK_RUN_VERBS = ['pauseRun', 'resumeRun', 'cancelRun', 'skipStep', 'pauseStep', 'resumeStep', 'repeatStep', 'shiftDates', 'reassignPerson'] as const;
export type BulkVerb = (typeof BULK_RUN_VERBS)[number];
export const MAX_BULK_RUNS = 5_000;

const ZBulkArgs = z.strictObject({ duration: ZDuration.optional(), direction: z.enum(['later', 'earlier']).optional(), from: ZId.optional(), to: ZId.optional(), step: ZKey.optional() });
/** What each verb asks for beside its reason; `repeatStep` may name a step. */
const NEEDED: Partial<Record<BulkVerb, ReadonlyArray<keyof z.infer<typeof ZBulkArgs>>>> = { shiftDates: ['duration'], reassignPerson: ['from', 'to'] };

/**
 * `POST /jobs`: one verb over up to 5,000 runs, done one by one with a result for each. `bulk` takes a verb and the runs, named or by `filter`
 * (those that the actor may steer); handing over a person's work takes every run that has some when none are named. `playbook-move` takes a
 * playbook and the version to go to, for all its live runs on an earlier one or those named.
 */
export const ZJobStart = z.strictObject({
  kind: z.enum(['bulk', 'playbook-move']),
  name: z.enum(BULK_RUN_VERBS).optional(),
  runIds: z.array(ZId).min(1).max(MAX_BULK_RUNS).optional(),
  filter: z.strictObject({ playbook: ZSlug.optional(), version: z.number().int().min(1).max(1_000_000).optional() }).optional(),
  args: ZBulkArgs.optional(),
  playbook: ZSlug.optional(),
  to: z.number().int().min(1).max(1_000_000).optional(),
  settings: ZAnyObject.optional(),
  steps: z.record(ZKey, ZKey).optional(),
  reason: ZReason,
}).superRefine((body, context) => {
  const missing = (path: string[]): void => context.addIssue({ code: 'custom', path, message: 'is required here' });
  if (body.kind === 'playbook-move') {
    if (body.playbook === undefined) missing(['playbook']);
    if (body.to === undefined) missing(['to']);
    return;
  }
  if (body.name === undefined) return missing(['name']);
  if (body.runIds === undefined && body.filter === undefined && body.name !== 'reassignPerson') missing(['runIds']);
  for (const field of NEEDED[body.name] ?? []) if (body.args?.[field] === undefined) missing(['args', field]);
}).meta({ examples: [{ kind: 'bulk', name: 'pauseRun', runIds: ['6f1c2a34-8f0e-4d5b-9a53-0c7f5f0a1b2c'], reason: 'The studio is closed on Friday' }] });
export type JobStart = z.infer<typeof ZJobStart>;

/** `POST /jobs/preview`: how many runs, what each would do or why it refuses, and who would be told; `previewed` of them were asked. */
export const ZJobPreview = z.object({
  total: z.number().int(),
  previewed: z.number().int(),
  runs: z.array(z.object({ runId: ZId, title: z.string(), outcome: z.string().nullable(), refusal: z.object({ code: z.string(), rule: z.string().nullable(), detail: z.string().nullable() }).nullable(), tasks: z.number().int().meta({ description: 'tasks that would move' }) })),
  told: z.array(z.object({ personId: z.string(), name: z.string(), notices: z.number().int(), mails: z.number().int() })),
});
export type JobPreview = z.infer<typeof ZJobPreview>;
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
  runTitle: z.string().nullable().meta({ description: 'null while nothing of the run is recorded' }),
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
