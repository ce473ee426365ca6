import { z } from 'zod';
import { ZEpoch, ZId, ZKey, ZTexts } from './fields.ts';
import { pageOf, pageQuery } from './paging.ts';

/** What needs somebody now; counted as of this moment. */
export const EXCEPTIONS = ['breaching', 'breached', 'unclaimed', 'nobody', 'unsent'] as const;
/** How the work flows; counted over a period. */
export const FLOW = ['piece-lead-time', 'run-lead-time', 'first-pass-daily', 'first-pass-weekly', 'first-pass-final', 'rework', 'on-time', 'escalations'] as const;
/** One person's work: open and overdue now, done in a period. */
export const PEOPLE = ['person-open', 'person-overdue', 'person-done'] as const;
export const FIGURES = [...EXCEPTIONS, ...FLOW, ...PEOPLE] as const;
export type FigureKey = (typeof FIGURES)[number];
export type FlowKey = (typeof FLOW)[number];
export type ExceptionKey = (typeof EXCEPTIONS)[number];

/** "About to breach" on the boards (issue 5): so long before the due time, clock time in ms. */
export const BREACHING_MS = 24 * 3_600_000;
/** A message that is due for longer than this is no longer on its way; the worker's sweeper looks every ten seconds. Clock time in ms. */
export const UNSENT_MS = 60_000;
const WEEK_MS = 7 * 24 * 3_600_000;
/** The period of a board that is asked for none. */
export const BOARD_PERIOD_MS = 8 * WEEK_MS;
export const BOARD_PERIOD_MAX_MS = 54 * WEEK_MS;

const instant = z.coerce.number().int().min(946_684_800_000).max(4_102_444_800_000).optional().meta({ description: 'epoch milliseconds' });
const period = {
  from: instant.meta({ description: 'begins here (epoch ms, included); eight weeks before its end by default' }),
  until: instant.meta({ description: 'ends here (epoch ms, not included); now by default' }),
  playbook: ZKey.optional().meta({ description: 'only runs of this playbook' }),
};
type Ends = { from?: number | undefined; until?: number | undefined };
const inOrder = ({ from, until }: Ends): boolean => from === undefined || until === undefined || until > from;
const notTooLong = ({ from, until }: Ends): boolean => from === undefined || until === undefined || until - from <= BOARD_PERIOD_MAX_MS;
const ORDER = { path: ['until'], message: 'must be after from' };
const LENGTH = { path: ['from'], message: 'at most 54 weeks before until' };

export const ZExceptionsQuery = z.object({ playbook: period.playbook });
export const ZFlowQuery = z.object(period).refine(inOrder, ORDER).refine(notTooLong, LENGTH);
export const ZBoardPeopleQuery = z.object({ ...pageQuery.shape, ...period }).refine(inOrder, ORDER).refine(notTooLong, LENGTH);
export const ZFigureItemQuery = z
  .object({ ...pageQuery.shape, ...period, figure: z.enum(FIGURES), personId: ZId.optional(), which: z.enum(['all', 'counted', 'rest']).default('all') })
  .refine(inOrder, ORDER)
  .refine(notTooLong, LENGTH)
  .refine(({ figure, personId }) => !figure.startsWith('person-') || personId !== undefined, { path: ['personId'], message: 'goes with a figure of one person' });
export type ExceptionsQuery = z.infer<typeof ZExceptionsQuery>;
export type FlowQuery = z.infer<typeof ZFlowQuery>;
export type BoardPeopleQuery = z.infer<typeof ZBoardPeopleQuery>;
export type FigureItemQuery = z.infer<typeof ZFigureItemQuery>;

/** Over whose work it is counted: all of it, or what the reader takes part in. */
const sight = z.enum(['all', 'own']);
const of = z.number().int().meta({ description: 'how many things it is over: the length of its list', examples: [40] });
const counted = z.number().int().meta({ description: 'how many of them count towards it: on time, passed, with an escalation …', examples: [34] });
const value = z.number().nullable().meta({ description: 'null: there is nothing that it could be computed of', examples: [0.85] });

/** `share` 0..1, `ms` the median of elapsed time, `mean` per thing, `per100` per 100 things. */
const ZFlowFigure = z.object({
  key: z.enum(FLOW),
  unit: z.enum(['share', 'ms', 'mean', 'per100']),
  value,
  of,
  counted,
  trend: z.array(z.object({ from: ZEpoch, until: ZEpoch, value, of })).meta({ description: 'by week of the organisation’s calendar, clipped to the period; a week with nothing is there with null' }),
});
export const ZExceptions = z.object({ at: ZEpoch, sight, breachingMs: z.number().int(), figures: z.array(z.object({ key: z.enum(EXCEPTIONS), of })) });
export const ZFlow = z.object({ from: ZEpoch, until: ZEpoch, timeZone: z.string(), sight, figures: z.array(ZFlowFigure) });
export const ZPersonFigures = z.object({ personId: ZId, name: z.string(), open: of, overdue: of, done: of, rated: of.meta({ description: 'how many of those done had a due time' }), onTime: value });
export const ZPersonFiguresPage = pageOf(ZPersonFigures);
export const ZFigureItem = z.object({
  kind: z.enum(['task', 'piece', 'run', 'delivery']),
  id: ZId,
  runId: ZId.nullable(),
  runTitle: z.string().nullable(),
  title: ZTexts,
  person: z.string().nullable().meta({ description: 'who has it, did it or was to be told' }),
  at: ZEpoch.nullable().meta({ description: 'when it is due, was closed, published or checked, as the figure counts it' }),
  value: z.number().nullable().meta({ description: 'what it adds: 1 or 0, elapsed ms, a count' }),
});
export const ZFigureItemPage = pageOf(ZFigureItem);
export type FlowFigure = z.infer<typeof ZFlowFigure>;
export type Exceptions = z.infer<typeof ZExceptions>;
export type Flow = z.infer<typeof ZFlow>;
export type PersonFigures = z.infer<typeof ZPersonFigures>;
export type FigureItem = z.infer<typeof ZFigureItem>;
