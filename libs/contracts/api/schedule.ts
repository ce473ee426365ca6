import { z } from 'zod';
import { CATCH_UP_POLICIES, OCCURRENCE_STATES, OVERLAP_POLICIES, SCHEDULE_STATES } from '../schedule.ts';
import { ZRecurrence } from '../playbook.ts';
import { userLine, ZAnyObject, ZEpoch, ZId, ZReason, ZSeverity, ZTexts, ZVersion } from './fields.ts';
import { pageOf, pageQuery } from './paging.ts';
import { ZSlug } from './playbook.ts';
import { ZCalendarId } from './recurrence.ts';

const DAY_MS = 86_400_000;
const ZOverlap = z.enum(OVERLAP_POLICIES).meta({ description: 'when the run before is still open: leave this one out, keep one for when it has closed, start beside it, or cancel it first' });
const ZCatchUp = z.strictObject({
  policy: z.enum(CATCH_UP_POLICIES),
  windowMs: z.number().int().min(0).max(366 * DAY_MS).meta({ description: 'none older than this is caught up', examples: [DAY_MS] }),
}).meta({ description: 'which of the dates that an outage missed are started afterwards' });
const pinned = z.number().int().min(1).nullable().meta({ description: 'version of the playbook; null: the newest published one at each start' });
const EXAMPLE = { title: 'Friday report', playbook: 'task-chain', input: {}, recurrence: { kind: 'weekly' as const, weekdays: [5], time: '16:00' }, calendar: 'org', overlap: 'skip' as const };

/** `POST /schedules`: each occurrence starts a run of the playbook with this title and input, as the owner. */
export const ZScheduleNew = z.strictObject({
  title: userLine(200),
  playbook: ZSlug,
  playbookVersion: pinned.default(null),
  input: ZAnyObject.default({}),
  severity: ZSeverity.nullable().default(null),
  recurrence: ZRecurrence,
  calendar: ZCalendarId.default('org'),
  overlap: ZOverlap.default('skip'),
  catchUp: ZCatchUp.default({ policy: 'latest', windowMs: DAY_MS }),
  ownerId: ZId.optional().meta({ description: 'in whose name runs start and who hears of failures; yourself unless given' }),
}).meta({ examples: [EXAMPLE] });
export type ScheduleNew = z.infer<typeof ZScheduleNew>;
/** What is left out stays. Another recurrence or calendar counts from now. */
export const ZScheduleChange = z.strictObject({
  title: userLine(200).optional(),
  playbook: ZSlug.optional(),
  playbookVersion: pinned.optional(),
  input: ZAnyObject.optional(),
  severity: ZSeverity.nullable().optional(),
  recurrence: ZRecurrence.optional(),
  calendar: ZCalendarId.optional(),
  overlap: ZOverlap.optional(),
  catchUp: ZCatchUp.optional(),
  ownerId: ZId.optional(),
  version: ZVersion.optional(),
}).meta({ examples: [{ recurrence: { kind: 'nth', of: 'month', nth: -1, day: 'working', time: '16:00' }, version: 1 }] });
export type ScheduleChange = z.infer<typeof ZScheduleChange>;
export const ZScheduleVerb = z.strictObject({ reason: ZReason, version: ZVersion.optional() }).meta({ examples: [{ reason: 'The account is closed over New Year', version: 1 }] });
export type ScheduleVerb = z.infer<typeof ZScheduleVerb>;
export const ZScheduleRunNow = z.strictObject({ reason: ZReason.optional() }).meta({ examples: [{ reason: 'The client asked for it a day early' }] });

export const ZScheduleOccurrence = z.object({
  at: ZEpoch,
  byHand: z.boolean().meta({ description: 'started by somebody with "run now"' }),
  state: z.enum(OCCURRENCE_STATES),
  runId: ZId.nullable(),
  runState: z.string().nullable(),
  reason: ZTexts.nullable().meta({ description: 'why it was skipped or missed, or what its start was refused for' }),
  notedAt: ZEpoch,
  settledAt: ZEpoch.nullable(),
});
export type ScheduleOccurrenceResource = z.infer<typeof ZScheduleOccurrence>;
export const ZSchedule = z.object({
  id: ZId,
  title: z.string(),
  playbook: z.object({ slug: z.string(), version: z.number().int().nullable() }),
  input: ZAnyObject,
  severity: ZSeverity.nullable(),
  recurrence: ZRecurrence,
  calendar: z.string(),
  overlap: ZOverlap,
  catchUp: ZCatchUp,
  ownerId: ZId,
  state: z.enum(SCHEDULE_STATES),
  reason: z.string().nullable().meta({ description: 'why it is paused or deleted' }),
  nextAt: ZEpoch.nullable().meta({ description: 'when it next starts a run; null while it is paused' }),
  last: ZScheduleOccurrence.nullable(),
  version: z.number().int(),
  createdBy: z.string(),
  createdAt: ZEpoch,
});
export type ScheduleResource = z.infer<typeof ZSchedule>;
export const ZSchedulePage = pageOf(ZSchedule);
export const ZScheduleQuery = z.object({ ...pageQuery.shape, state: z.enum(SCHEDULE_STATES).optional(), ownerId: ZId.optional(), playbook: ZSlug.optional() });
export type ScheduleQuery = z.infer<typeof ZScheduleQuery>;
export const ZScheduleOccurrencePage = pageOf(ZScheduleOccurrence);
export const ZScheduleDatesQuery = z.object({ count: z.coerce.number().int().min(1).max(50).default(10) });
