import { z } from 'zod';
import { ZInstant, ZTexts } from './fields.ts';
import { pageQuery } from './paging.ts';

export const noticeQuery = z.strictObject({ ...pageQuery.shape, unread: z.stringbool().optional() });
export type NoticeQuery = z.infer<typeof noticeQuery>;
/** Marking read needs no words: `{}` or nothing. */
export const noBody = z.strictObject({});

/** One notice to one person; it may cover several events of a run. */
export const storedNotice = z.object({
  id: z.string(),
  runId: z.string().nullable().describe('Null when it is about no single run'),
  kind: z.string(),
  eventNumbers: z.array(z.number().int()),
  taskId: z.string().nullable(),
  data: z.record(z.string(), z.unknown()),
  createdAt: z.number().int().describe('Epoch ms'),
  readAt: z.number().int().nullable(),
});
export type StoredNotice = z.infer<typeof storedNotice>;
/** Likewise in words. */
export const notice = storedNotice.extend({ subject: ZTexts.describe('What it says, in one line'), lead: ZTexts.describe('The same in a sentence') });
export type Notice = z.infer<typeof notice>;

/** How many wait to be read; counted up to this many. */
export const MOST_UNREAD = 100;
export const noticeCount = z.object({ unread: z.number().int() });

/** Everything up to what the reader saw last: what came meanwhile stays unread. */
export const readAll = z.strictObject({ upTo: ZInstant.describe('`createdAt` of the newest notice that was seen') });
export type ReadAll = z.infer<typeof readAll>;
