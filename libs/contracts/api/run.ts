import { z } from 'zod';
import { RUN_STATES } from '../run.ts';
import { answered } from './command.ts';
import { ZDuration } from '../playbook.ts';
import { ZAnyObject, ZEpoch, ZId, ZKey, ZReason, ZSeverity, ZTexts, ZVersion, userLine } from './fields.ts';
import { pageOf, pageQuery } from './paging.ts';
import { ZSlug } from './playbook.ts';
import { HEALTH_NAMES } from '../run-view.ts';
import { ZStanding } from './run-view.ts';

const EXAMPLE_START = {
  playbook: 'collaboration-loop',
  title: 'Spring campaign, first turn',
  input: { contentType: 'tutorial', settings: { 'review-due': 'PT4H' } },
};
/** `POST /runs`. `input` follows the playbook's input schema; `input.settings` overrides its settings, key by key. */
export const ZRunStart = z.strictObject({
  playbook: ZSlug,
  title: userLine(200),
  input: ZAnyObject.default({}),
  severity: ZSeverity.optional(),
}).meta({ examples: [EXAMPLE_START] });
export type RunStart = z.infer<typeof ZRunStart>;
/** `POST /runs/:id/copy`. An `input` replaces the original's as a whole, its settings too. */
export const ZRunCopy = z.strictObject({ title: userLine(200).optional(), input: ZAnyObject.optional(), version: z.enum(['newest', 'same']).default('newest') }).meta({ examples: [{ title: 'Spring campaign, second turn', version: 'newest' }] });
export type RunCopy = z.infer<typeof ZRunCopy>;
export const ZRunStarted = z.object({ id: ZId });

export const ZRunVerb = z.strictObject({ reason: ZReason, version: ZVersion.optional() }).meta({ examples: [{ reason: 'The client is on leave until Monday', version: 3 }] });
export type RunVerb = z.infer<typeof ZRunVerb>;
/** Null: it has no severity any more; a task then follows its run again. */
export const ZSeverityChange = z.strictObject({ severity: ZSeverity.nullable(), reason: ZReason, version: ZVersion.optional() }).meta({ examples: [{ severity: 1, reason: 'The rumour has reached the evening news', version: 3 }] });
export type SeverityChange = z.infer<typeof ZSeverityChange>;

/** `POST /runs/:id/repeat`: the step under way, or an earlier one. */
export const ZRunRepeat = z.strictObject({ step: ZKey.optional(), reason: ZReason, version: ZVersion.optional() }).meta({ examples: [{ reason: 'The first takes are lost' }] });
/** `POST /runs/:id/shift`: everything open, or what is named. Working time counts by each task's calendar. */
export const ZRunShift = z.strictObject({
  duration: ZDuration,
  direction: z.enum(['later', 'earlier']).default('later'),
  taskIds: z.array(ZId).min(1).max(500).optional(),
  meetingIds: z.array(ZId).min(1).max(100).optional(),
  reason: ZReason,
  version: ZVersion.optional(),
}).meta({ examples: [{ duration: { working: 'P2D' }, direction: 'later', reason: 'The host is ill' }] });
export const ZRunReassign = z.strictObject({ from: ZId, to: ZId, reason: ZReason, version: ZVersion.optional() })
  .refine(({ from, to }) => from.toLowerCase() !== to.toLowerCase(), { path: ['to'], message: 'is the same person' })
  .meta({ examples: [{ from: '6f1c2a34-8f0e-4d5b-9a53-0c7f5f0a1b2c', to: '0b6f8a4e-5d2c-4c1e-9a77-3f1d2b6c8e90', reason: 'On parental leave from Monday' }] });

/** `POST /runs/:id/move`: `to` is the playbook's version; `version` the run's, as everywhere. The run's own settings go along where they still exist. */
export const ZRunMove = z.strictObject({
  to: z.number().int().min(1).max(1_000_000),
  settings: ZAnyObject.optional(),
  steps: z.record(ZKey, ZKey).optional(),
  reason: ZReason,
  version: ZVersion.optional(),
}).meta({ examples: [{ to: 2, reason: 'The pre-work gets a day more' }] });
export type RunMove = z.infer<typeof ZRunMove>;

export const ZRunState = z.enum([...RUN_STATES, 'starting']);
export const ZRun = z.object({
  id: ZId,
  parentId: ZId.nullable(),
  rootId: ZId,
  playbook: z.object({ slug: z.string(), version: z.number().int() }),
  process: z.string(),
  title: z.string(),
  state: ZRunState,
  managerId: z.string(),
  startedBy: z.string(),
  startedAt: ZEpoch,
  closedAt: ZEpoch.nullable(),
  outcome: z.string().nullable(),
  step: z.string().nullable(),
  stepTitle: ZTexts.nullable(),
  visit: z.number().int(),
  turn: z.number().int(),
  contentType: z.string().nullable(),
  pause: z.object({ by: z.string(), at: ZEpoch, reason: z.string() }).nullable(),
  stepPause: z.object({ step: z.string(), visit: z.number().int(), by: z.string(), at: ZEpoch, reason: z.string() }).nullable(),
  severity: ZSeverity.nullable(),
  version: z.number().int(),
  lastEvent: z.number().int(),
  input: ZAnyObject,
  settings: ZAnyObject,
});
export type RunResource = z.infer<typeof ZRun>;
/** A run as lists show it: with its standing, and how many of its playbook's steps it has come to. Nothing is open in a closed run. */
export const ZRunListed = ZRun.extend({ standing: ZStanding, progress: z.object({ at: z.number().int(), of: z.number().int() }) });
export type RunListed = z.infer<typeof ZRunListed>;
export const ZRunPage = pageOf(ZRunListed);
export const ZRunAnswered = answered('run', ZRun);
/** `q` finds words of the title; `health` keeps to runs that are not over. */
export const ZRunQuery = z.object({
  ...pageQuery.shape,
  state: z.enum(RUN_STATES).optional(),
  playbook: z.string().max(100).optional(),
  version: z.coerce.number().int().min(1).max(1_000_000).optional().meta({ description: 'of the playbook' }),
  managerId: ZId.optional(),
  health: z.enum(HEALTH_NAMES).optional(),
  q: z.string().trim().min(1).max(200).optional(),
});
export type RunQuery = z.infer<typeof ZRunQuery>;

/** One fact of the run's story. `data` follows the event's type and version. */
export const ZRunEvent = z.object({
  n: z.number().int(),
  type: z.string().meta({ examples: ['TaskCompleted'] }),
  v: z.number().int(),
  at: ZEpoch,
  cause: z.object({ kind: z.string(), id: z.string(), actor: z.string().optional() }),
  data: ZAnyObject,
});
export const ZRunEventPage = pageOf(ZRunEvent);
export const ZRunEventQuery = z.object(pageQuery.shape);
