import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { api, data } from './client.ts';
import type { Problem } from './problem.ts';
import type { paths } from './schema.d.ts';

export type AuditFilter = Omit<NonNullable<paths['/api/v1/audit']['get']['parameters']['query']>, 'limit' | 'after'>;
export type AuditEntry = paths['/api/v1/audit']['get']['responses'][200]['content']['application/json']['items'][number];
export type Verdict = paths['/api/v1/audit/verify']['get']['responses'][200]['content']['application/json'];
const PAGE = 50;

/** Entries of the audit, newest first. */
export const useAudit = (filter: AuditFilter) =>
  useInfiniteQuery({
    queryKey: ['audit', filter],
    queryFn: ({ pageParam }) => data(api.GET('/api/v1/audit', { params: { query: { ...filter, limit: PAGE, ...(pageParam ? { after: pageParam } : {}) } } })),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
  });

/** Walks the whole chain: asked for, never by itself. */
export const useVerify = () => useMutation<Verdict, Problem>({ mutationFn: () => data(api.GET('/api/v1/audit/verify')) });

/** Where the browser fetches what matches as a file. */
export function exportAddress(filter: AuditFilter, format: 'ndjson' | 'csv'): string {
  const query = new URLSearchParams({ format });
  for (const [name, value] of Object.entries(filter)) if (value !== undefined) query.set(name, String(value));
  return `/api/v1/audit/export?${query.toString()}`;
}
