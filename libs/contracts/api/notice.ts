import { z } from 'zod';
import { pageQuery } from './paging.ts';

export const noticeQuery = z.strictObject({ ...pageQuery.shape, unread: z.stringbool().optional() });
export type NoticeQuery = z.infer<typeof noticeQuery>;
/** Marking read needs no words: `{}` or nothing. */
export const noBody = z.strictObject({});

/** One notice to one person; it may cover several events of a run. */
export const notice = z.object({
  id: z.string(),
  runId: z.string().nullable().describe('Null when it is about no single run'),
  kind: z.string(),
  eventNumbers: z.array(z.number().int()),
  taskId: z.string().nullable(),
  data: z.record(z.string(), z.unknown()),
  createdAt: z.number().int().describe('Epoch ms'),
  readAt: z.number().int().nullable(),
});
export type Notice = z.infer<typeof notice>;
