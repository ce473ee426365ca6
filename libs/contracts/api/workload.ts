import { z } from 'zod';
import { ZEpoch, ZId, ZKey, ZTexts } from './fields.ts';
import { pageOf, pageQuery } from './paging.ts';

/** How far the load looks ahead (issue 5: the next four weeks). */
export const WORKLOAD_DAYS = 28;
export const WORKLOAD_GROUPS = ['open', 'overdue', 'breaching', 'undated', 'paused'] as const;
export type WorkloadGroup = (typeof WORKLOAD_GROUPS)[number];
const ZDate = z.iso.date().meta({ examples: ['2026-11-24'] });

export const ZWorkloadQuery = z.object({ ...pageQuery.shape, team: ZKey.optional().meta({ description: 'key of a team: only its members' }) });
export type WorkloadQuery = z.infer<typeof ZWorkloadQuery>;
/** Either one day's cell, or one of the groups that are counted beside it. */
export const ZWorkloadTaskQuery = z.object({ ...pageQuery.shape, personId: ZId, date: ZDate.optional(), group: z.enum(WORKLOAD_GROUPS).optional() })
  .refine(({ date, group }) => (date === undefined) !== (group === undefined), { path: ['date'], message: 'give either date or group' });
export type WorkloadTaskQuery = z.infer<typeof ZWorkloadTaskQuery>;

const count = z.number().int().meta({ examples: [3] });
const ms = z.number().meta({ description: 'working ms', examples: [28_800_000] });
const ZPersonLoad = z.object({
  personId: ZId,
  name: z.string(),
  teams: z.array(z.string()),
  /** Null for people whose work the reader may not see: their name is all there is. */
  load: z.object({
    open: count, overdue: count, breaching: count, undated: count, paused: count,
    deputyId: z.string().nullable(),
    absences: z.array(z.object({ id: ZId, from: ZEpoch, until: ZEpoch, deputyId: z.string().nullable() })),
    days: z.array(z.object({ date: ZDate, capacityMs: ms, loadMs: ms, tasks: count })).meta({ description: 'one for each of `dates`; no capacity on a day that they do not work' }),
  }).nullable(),
});
export const ZWorkload = pageOf(ZPersonLoad).extend({
  dates: z.array(ZDate),
  timeZone: z.string(),
  share: z.number().meta({ description: 'the share of the time allowed for a task that counts as work (setting workload.share)', examples: [0.25] }),
  breachingMs: z.number().int(),
});
export type PersonLoad = z.infer<typeof ZPersonLoad>;
export type Workload = z.infer<typeof ZWorkload>;

const ZWorkloadTask = z.object({
  id: ZId, runId: ZId, runTitle: z.string(), title: ZTexts, version: z.number().int(), assignee: z.string().nullable(),
  dueAt: ZEpoch.nullable(), atRiskAt: ZEpoch.nullable(), breachedAt: ZEpoch.nullable(), closedAt: ZEpoch.nullable(),
  ms: ms.nullable().meta({ description: 'working ms of it that fall on the day asked for' }),
});
export const ZWorkloadTaskPage = pageOf(ZWorkloadTask);
export type WorkloadTask = z.infer<typeof ZWorkloadTask>;
