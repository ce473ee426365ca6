import { z } from 'zod';
import { HEALTH_NAMES, STORY_KINDS } from '../run-view.ts';
import { ZAnyObject, ZEpoch, ZId, ZTexts } from './fields.ts';
import { pageOf, pageQuery } from './paging.ts';

const ZNextClock = z.object({
  taskId: ZId,
  title: ZTexts,
  note: z.string().nullable(),
  kind: z.string().meta({ examples: ['breach'], description: 'remind-before, at-risk, breach, remind-after, rung, rung-repeat or ack-expired' }),
  index: z.number().int(),
  at: ZEpoch,
});
/** How a run stands by the clocks of its open tasks. */
export const ZStanding = z.object({
  health: z.enum(HEALTH_NAMES).meta({ description: 'late: a due time has passed; at-risk: a warning has' }),
  open: z.number().int(),
  late: z.number().int(),
  atRisk: z.number().int(),
  next: ZNextClock.nullable(),
});

const ZStep = z.object({
  key: z.string(),
  title: ZTexts,
  state: z.enum(['pending', 'active', 'done', 'skipped', 'error']),
  visits: z.number().int().meta({ description: 'times it was entered in this turn' }),
  from: ZEpoch.nullable(),
  until: ZEpoch.nullable(),
});
const ZGateStand = z.object({ gate: z.string(), title: ZTexts, taskId: ZId.nullable(), state: z.enum(['asked', 'met', 'waived']), by: z.string().nullable(), at: ZEpoch, until: ZEpoch.nullable(), reason: z.string().nullable() });
const ZLoad = z.object({ personId: ZId, open: z.number().int(), late: z.number().int(), done: z.number().int() });
const ZRunDocument = z.object({ id: ZId, kind: z.string(), taskId: ZId.nullable(), title: ZTexts.nullable(), author: z.string(), createdAt: ZEpoch });
/** `GET /runs/:id/overview`: what the page of a run shows beside the run itself. */
export const ZRunOverview = z.object({ standing: ZStanding, steps: z.array(ZStep), people: z.array(ZLoad), gates: z.array(ZGateStand), documents: z.array(ZRunDocument) });
export type RunOverview = z.infer<typeof ZRunOverview>;

const ZSpan = z.tuple([ZEpoch, ZEpoch]);
const ZLane = z.object({
  taskId: ZId,
  title: ZTexts,
  step: z.string(),
  visit: z.number().int(),
  turn: z.number().int(),
  subject: ZAnyObject,
  assignee: z.string().nullable(),
  openedAt: ZEpoch,
  closedAt: ZEpoch.nullable(),
  dueAt: ZEpoch.nullable(),
  segments: z.array(z.object({ kind: z.enum(['waiting', 'work', 'paused']), from: ZEpoch, until: ZEpoch })),
  marks: z.array(z.object({ kind: z.string(), index: z.number().int(), at: ZEpoch })),
});
/** `GET /runs/:id/timeline`: what became of each task's time. `off` is no working time of the run's calendar. */
export const ZTimeline = z.object({ from: ZEpoch, until: ZEpoch, now: ZEpoch, off: z.array(ZSpan), lanes: z.array(ZLane) });
export type Timeline = z.infer<typeof ZTimeline>;

/** `GET /runs/:id/plan`: the first turn as its start would have been previewed, with the organisation as it is entered now. */
export const ZRunPlan = z.object({ complete: z.boolean(), steps: z.array(z.object({ key: z.string(), from: ZEpoch, until: ZEpoch.nullable() })) });
export type RunPlan = z.infer<typeof ZRunPlan>;

/** A sentence of a run's story. */
export const ZStoryItem = z.object({
  id: z.string(),
  at: ZEpoch,
  kind: z.enum(STORY_KINDS),
  type: z.string().meta({ examples: ['TaskCompleted'] }),
  sentence: ZTexts,
  reason: z.string().nullable().meta({ description: 'what somebody wrote to it' }),
  by: z.string().nullable(),
  taskId: z.string().nullable(),
});
export type StoryItem = z.infer<typeof ZStoryItem>;
export const ZStoryPage = pageOf(ZStoryItem);
export const ZStoryQuery = z.object({ ...pageQuery.shape, kind: z.enum(STORY_KINDS).optional() });
export type StoryQuery = z.infer<typeof ZStoryQuery>;
