import { z } from 'zod';
import { ZId, ZTexts } from './fields.ts';
import { PAGE_LIMIT } from './paging.ts';

export const SEARCH_TYPES = ['people', 'runs', 'tasks', 'pieces', 'cases'] as const;
export type SearchType = (typeof SEARCH_TYPES)[number];

const ZTypes = z
  .string()
  .max(100)
  .transform((list) => [...new Set(list.split(',').map((part) => part.trim()))])
  .pipe(z.array(z.enum(SEARCH_TYPES)).min(1));

/** One box for everything. `after` pages one type on, so it goes with exactly one. */
export const ZSearchQuery = z
  .strictObject({
    q: z.string().trim().min(1).max(200),
    types: ZTypes.optional().meta({ type: 'string', description: 'of people, runs, tasks, pieces, cases, with commas between; all by default', examples: ['tasks,runs'] }),
    limit: z.coerce.number().int().min(1).max(PAGE_LIMIT).default(10),
    after: z.string().min(1).max(1_000).optional(),
  });
export type SearchQuery = z.infer<typeof ZSearchQuery>;

/** A text that shows what was looked for, with where: [from, to) in UTF-16 units. */
const ZFound = z.object({ field: z.string(), text: z.string(), marks: z.array(z.tuple([z.number().int(), z.number().int()])) });
export const ZHit = z.object({
  id: ZId,
  runId: ZId.nullable(),
  title: ZTexts.meta({ description: 'in both languages; the same where a person made it' }),
  state: z.string().nullable(),
  found: z.array(ZFound),
});
export type Hit = z.infer<typeof ZHit>;
const ZHits = z.object({ items: z.array(ZHit), next: z.string().nullable() });
export const ZSearchResult = z.object({ people: ZHits.optional(), runs: ZHits.optional(), tasks: ZHits.optional(), pieces: ZHits.optional(), cases: ZHits.optional() });
export type SearchResult = z.infer<typeof ZSearchResult>;
