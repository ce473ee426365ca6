import { z } from 'zod';
import { CHECK_LEVELS, PIECE_STATES } from '../piece.ts';
import { ZEpoch, ZId } from './fields.ts';
import { pageOf, pageQuery } from './paging.ts';

export const ZDefect = z.object({ code: z.string(), note: z.string() });
const ZPieceCheck = z.object({ level: z.enum(CHECK_LEVELS), result: z.enum(['passed', 'failed']), by: z.string(), at: ZEpoch, defects: z.array(ZDefect), taskId: z.string() });
const ZVerdict = z.object({ metric: z.string(), floor: z.number(), value: z.number().nullable(), verdict: z.enum(['ok', 'under', 'missing']) });

/** 作品: one video. */
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
});
export const ZPiecePage = pageOf(ZPiece);
export const ZPieceQuery = z.object({ ...pageQuery.shape, runId: ZId.optional(), state: z.enum(PIECE_STATES).optional() });
export type PieceQuery = z.infer<typeof ZPieceQuery>;
