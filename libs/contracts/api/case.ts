import { z } from 'zod';
import { ZEpoch, ZId } from './fields.ts';
import { pageOf, pageQuery } from './paging.ts';

/** A case of the library (handbook 4.3, knowledge). */
export const ZCase = z.object({
  id: ZId,
  runId: ZId,
  turn: z.number().int(),
  title: z.string(),
  contentType: z.string(),
  worked: z.string(),
  didNot: z.string(),
  keptAt: ZEpoch,
  keptBy: z.string(),
  documentId: z.string().nullable(),
});
export const ZCasePage = pageOf(ZCase);
export const ZCaseQuery = z.object({ ...pageQuery.shape, contentType: z.string().min(1).max(100).optional() });
export type CaseQuery = z.infer<typeof ZCaseQuery>;
