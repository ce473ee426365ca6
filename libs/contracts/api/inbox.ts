import { z } from 'zod';
import { ZEpoch, ZId, userLine } from './fields.ts';
import { pageOf, pageQuery } from './paging.ts';

/** Heaps of work as a person tells them apart: to do, to claim, what they started, what they were copied on, what they put aside, what they closed. */
export const INBOX_VIEWS = ['mine', 'claim', 'started', 'copied', 'later', 'done'] as const;
export type InboxView = (typeof INBOX_VIEWS)[number];
export const INBOX_DUE = ['over', 'today', 'week'] as const;
export type InboxDue = (typeof INBOX_DUE)[number];

/** `text` is looked for in titles of task, run and piece; `due` counts days and weeks in the reader's zone, and each includes the one before. */
export const ZInboxFilter = z.strictObject({
  view: z.enum(INBOX_VIEWS).default('mine'),
  text: userLine(100).optional(),
  runId: ZId.optional(),
  due: z.enum(INBOX_DUE).optional(),
  check: z.enum(['daily', 'weekly', 'final']).optional(),
});
export type InboxFilter = z.infer<typeof ZInboxFilter>;
export const ZInboxQuery = z.object({ ...pageQuery.shape, ...ZInboxFilter.shape });
export type InboxQuery = z.infer<typeof ZInboxQuery>;

/** Counts end at this many: a person who has more does not need to know how many. */
export const MOST_COUNTED = 1_000;
const ZCount = z.object({ count: z.number().int().meta({ description: `at most ${MOST_COUNTED}` }), over: z.number().int().meta({ description: 'of these, past their due time' }) });
export const ZInboxCounts = z.object({ mine: ZCount, claim: ZCount, started: ZCount, copied: ZCount, later: ZCount, done: ZCount });
export type InboxCounts = z.infer<typeof ZInboxCounts>;

/** A filter that a person keeps under a name of theirs. */
export const ZSavedFilter = z.object({ id: ZId, name: z.string(), filter: ZInboxFilter, createdAt: ZEpoch });
export type SavedFilter = z.infer<typeof ZSavedFilter>;
export const ZSavedFilterPage = pageOf(ZSavedFilter);
export const ZSavedFilterSave = z.strictObject({ name: userLine(60), filter: ZInboxFilter }).meta({ examples: [{ name: 'Final checks this week', filter: { view: 'mine', due: 'week', check: 'final' } }] });
export type SavedFilterSave = z.infer<typeof ZSavedFilterSave>;
/** So many filters a person keeps at most. */
export const MAX_SAVED_FILTERS = 50;
