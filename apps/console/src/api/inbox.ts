import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, data, onceMore } from './client.ts';
import type { paths } from './schema.d.ts';

export type InboxFilter = Omit<NonNullable<paths['/api/v1/inbox']['get']['parameters']['query']>, 'limit' | 'after'>;
export type InboxView = NonNullable<InboxFilter['view']>;
export type InboxCounts = paths['/api/v1/inbox/counts']['get']['responses'][200]['content']['application/json'];
export type SavedFilter = paths['/api/v1/inbox/filters']['get']['responses'][200]['content']['application/json']['items'][number];
type SavedBody = paths['/api/v1/inbox/filters']['post']['requestBody']['content']['application/json'];
const PAGE = 200;
const SAVED = ['inbox-filters'];

/** Pages of one heap of work, narrowed. Its key begins with `tasks`: what changes a task changes it. */
export function useInbox(filter: InboxFilter) {
  return useInfiniteQuery({
    queryKey: ['tasks', 'inbox', filter],
    queryFn: ({ pageParam }) => data(api.GET('/api/v1/inbox', { params: { query: { ...filter, limit: PAGE, ...(pageParam ? { after: pageParam } : {}) } } })),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
  });
}

/** How much is in each heap. */
export const useInboxCounts = () => useQuery({ queryKey: ['tasks', 'counts'], queryFn: () => data(api.GET('/api/v1/inbox/counts')) }).data;

export const useSavedFilters = () =>
  useQuery({ queryKey: SAVED, queryFn: () => data(api.GET('/api/v1/inbox/filters', { params: { query: { limit: 50 } } })) }).data?.items ?? [];

export function useSaveFilter() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ key, ...body }: SavedBody & { key: string }) => data(api.POST('/api/v1/inbox/filters', { params: { header: onceMore(key) }, body })),
    onSuccess: () => client.invalidateQueries({ queryKey: SAVED }),
  });
}

export function useRemoveFilter() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => data(api.DELETE('/api/v1/inbox/filters/{id}', { params: { path: { id }, header: onceMore() } })),
    onSuccess: () => client.invalidateQueries({ queryKey: SAVED }),
  });
}
