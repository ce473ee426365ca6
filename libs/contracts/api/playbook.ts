import { z } from 'zod';
import { ZAnyObject, ZTexts } from './fields.ts';
import { pageOf, pageQuery } from './paging.ts';

export const ZSlug = z.string().regex(/^[a-z][a-z0-9-]{1,60}$/, 'is not the slug of a playbook');
export const ZPlaybookCard = z.object({
  slug: z.string(),
  version: z.number().int(),
  title: ZTexts,
  description: ZTexts,
  source: z.string(),
  status: z.enum(['draft', 'published', 'retired']),
});
/** In a list: also how much there is of it. */
export const ZPlaybookListed = ZPlaybookCard.extend({
  version: z.number().int().meta({ description: 'the newest published one, else the newest; 0 where there are drafts only' }),
  versions: z.number().int(),
  drafts: z.number().int(),
  liveRuns: z.number().int().meta({ description: 'runs on any of its versions that are not closed' }),
});
export type PlaybookListed = z.infer<typeof ZPlaybookListed>;
export const ZPlaybookPage = pageOf(ZPlaybookListed);
export const ZPlaybookListQuery = z.object({ ...pageQuery.shape, all: z.stringbool().default(false).meta({ description: 'also those that cannot be started: retired, or drafts only' }) });
export const ZPlaybookQuery = z.object({ version: z.coerce.number().int().min(1).max(1_000_000).optional() });

/** The whole playbook: steps, roles, forms, settings with their default and handbook section. */
export const ZPlaybookWhole = ZPlaybookCard.extend({
  process: z.string(),
  auditReads: z.boolean().optional(),
  calendar: z.string(),
  input: ZAnyObject,
  inputExamples: z.array(z.unknown()),
  settings: z.record(z.string(), z.object({ title: ZTexts, source: z.string(), schema: ZAnyObject, default: z.unknown() })),
  steps: z.array(z.object({ key: z.string(), title: ZTexts, source: z.string() })),
  forms: z.record(z.string(), z.object({ version: z.number().int(), title: ZTexts, schema: ZAnyObject, steers: z.array(z.string()), examples: z.array(z.unknown()) })),
  reminders: ZAnyObject,
  ladders: ZAnyObject,
  tasks: ZAnyObject,
  groups: z.record(z.string(), z.array(z.string())),
  meetings: ZAnyObject,
  checkpoints: ZAnyObject,
});
