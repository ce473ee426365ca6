import { z } from 'zod';
import { CHECK_LEVELS, PIECE_STATES } from '../piece.ts';
import { ZEpoch, ZId, ZTexts, userLine } from './fields.ts';
import { pageOf, pageQuery } from './paging.ts';

export const PIECE_STAGES = ['planned', 'producing', 'daily', 'weekly', 'final', 'rework', 'ready', 'published', 'dropped'] as const;
/** A content calendar shows so much time at once. */
export const CALENDAR_MAX_MS = 62 * 24 * 3_600_000;

export const ZDefect = z.object({ code: z.string(), note: z.string() });
const ZPieceCheck = z.object({ level: z.enum(CHECK_LEVELS), result: z.enum(['passed', 'failed']), by: z.string(), at: ZEpoch, defects: z.array(ZDefect), taskId: z.string() });
const ZVerdict = z.object({ metric: z.string(), floor: z.number(), value: z.number().nullable(), verdict: z.enum(['ok', 'under', 'missing']) });
const ZPieceTask = z.object({ id: ZId, key: z.string(), title: ZTexts, state: z.string(), check: z.enum(CHECK_LEVELS).nullable(), assignee: z.string().nullable(), openedAt: ZEpoch, dueAt: ZEpoch.nullable(), atRiskAt: ZEpoch.nullable(), breachedAt: ZEpoch.nullable(), closedAt: ZEpoch.nullable() });
const ZExpected = z.object({
  at: ZEpoch,
  basis: z.enum(['published', 'planned', 'clocks']).meta({ description: 'published then; so says the publishing plan; or the clocks of its run come to it' }),
  window: z.enum(['inside', 'outside']).nullable().meta({ description: 'whether that lies within the publishing window of its playbook' }),
  earliest: ZEpoch.nullable(),
  latest: ZEpoch.nullable(),
});

/** 作品: one video, with where it stands and when it goes out. */
export const ZPiece = z.object({
  id: ZId,
  runId: ZId,
  turn: z.number().int(),
  title: z.string(),
  format: z.string(),
  account: z.string(),
  contentType: z.string(),
  owner: z.string().nullable(),
  state: z.enum(PIECE_STATES),
  authors: z.array(z.string()),
  checks: z.array(ZPieceCheck),
  reworks: z.number().int(),
  reworkCap: z.number().int(),
  publishedAt: ZEpoch.nullable(),
  publishedBy: z.string().nullable(),
  platform: z.string().nullable(),
  link: z.string().nullable(),
  checkpoints: z.array(z.object({ node: z.string(), at: ZEpoch, metrics: z.array(ZVerdict) })),
  version: z.number().int(),
  runTitle: z.string(),
  stage: z.enum(PIECE_STAGES).meta({ description: 'its state, or the level that checks it now' }),
  expected: ZExpected.nullable().meta({ description: 'when it goes out; null when it never will' }),
  window: z.object({ from: z.string(), until: z.string(), timeZone: z.string(), source: z.string() }).nullable().meta({ description: 'the publishing window of its run (handbook 2.1), local time' }),
  tasks: z.array(ZPieceTask).meta({ description: 'open tasks about it' }),
});
export const ZPiecePage = pageOf(ZPiece);
export type PieceCard = z.infer<typeof ZPiece>;
export type PieceTask = z.infer<typeof ZPieceTask>;

const filters = { runId: ZId.optional(), account: userLine(100).optional(), check: z.enum(CHECK_LEVELS).optional().meta({ description: 'only those that a check of this level looks at now' }) };
export const ZPieceQuery = z.object({ ...pageQuery.shape, ...filters, state: z.enum(PIECE_STATES).optional(), live: z.stringbool().optional().meta({ description: 'true: only those neither published nor dropped' }) });
export type PieceQuery = z.infer<typeof ZPieceQuery>;
const instant = z.coerce.number().int().min(946_684_800_000).max(4_102_444_800_000).meta({ examples: [1_772_960_400_000] });
export const ZPieceCalendarQuery = z.object({ from: instant, until: instant, ...filters })
  .refine(({ from, until }) => until > from, { path: ['until'], message: 'must be after from' })
  .refine(({ from, until }) => until - from <= CALENDAR_MAX_MS, { path: ['until'], message: 'at most 62 days after from' });
export type PieceCalendarQuery = z.infer<typeof ZPieceCalendarQuery>;
export const ZPieceCalendar = z.object({ items: z.array(ZPiece), complete: z.boolean().meta({ description: 'false when there are more than are shown: narrow the filter' }) });
export const ZAccounts = z.object({ items: z.array(z.object({ account: z.string(), pieces: z.number().int() })) });

const ZPieceStep = z.object({
  n: z.number().int(),
  at: ZEpoch,
  kind: z.enum(['added', 'moved', 'checked', 'rework', 'cap-reached', 'cap-raised', 'published', 'checkpoint']),
  state: z.enum(PIECE_STATES).nullable(),
  level: z.enum(CHECK_LEVELS).nullable(),
  result: z.enum(['passed', 'failed']).nullable(),
  by: z.string().nullable(),
  defects: z.array(ZDefect),
  reworks: z.number().int().nullable(),
  node: z.string().nullable(),
});
export type PieceStep = z.infer<typeof ZPieceStep>;
/** A piece whole: its path, all its tasks, and its metrics against their floors. */
export const ZPieceWhole = ZPiece.extend({
  path: z.array(ZPieceStep),
  history: z.array(ZPieceTask).meta({ description: 'closed tasks about it, latest first, at most 100' }),
  nodes: z.array(z.object({ node: z.string(), at: ZEpoch.nullable().meta({ description: 'when it is looked at; null while it is not published' }), metrics: z.array(ZVerdict).nullable().meta({ description: 'null until then' }) })),
  metrics: z.array(z.object({ metric: z.string(), title: ZTexts, unit: z.enum(['count', 'ratio']), floor: z.number(), points: z.array(z.object({ at: ZEpoch, value: z.number(), source: z.string() })) })),
});
export type PieceWhole = z.infer<typeof ZPieceWhole>;
