import { z } from 'zod';

export const PAGE_LIMIT = 200;

/** Query of every list: `limit` 1 to 200, `after` the `next` of the page before. Spread `.shape` into a route's own query. */
export const pageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(PAGE_LIMIT).default(50),
  after: z.string().min(1).max(1_000).optional(),
});
export type PageQuery = z.infer<typeof pageQuery>;

/** `{items, next}`: `next` is null on the last page. */
export const pageOf = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), next: z.string().nullable() });
export interface Page<T> {
  items: T[];
  next: string | null;
}
