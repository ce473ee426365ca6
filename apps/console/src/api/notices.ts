import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, data, onceMore } from './client.ts';
import type { paths } from './schema.d.ts';

export type Notice = paths['/api/v1/notices']['get']['responses'][200]['content']['application/json']['items'][number];
const KEY = 'notices';
const PAGE = 30;

/** How many wait to be read. */
export const useUnread = (): number => useQuery({ queryKey: [KEY, 'count'], queryFn: () => data(api.GET('/api/v1/notices/count')) }).data?.unread ?? 0;

/** Pages of one's notices, newest first; read when `enabled`. */
export function useNotices(enabled: boolean) {
  return useInfiniteQuery({
    queryKey: [KEY, 'list'],
    queryFn: ({ pageParam }) => data(api.GET('/api/v1/notices', { params: { query: { limit: PAGE, ...(pageParam ? { after: pageParam } : {}) } } })),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
    enabled,
  });
}

export function useReadNotice() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => data(api.POST('/api/v1/notices/{id}/read', { params: { path: { id }, header: onceMore() }, body: {} })),
    onSuccess: () => client.invalidateQueries({ queryKey: [KEY] }),
  });
}

/** Marks all read up to the newest that was seen. */
export function useReadAll() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (upTo: number) => data(api.POST('/api/v1/notices/read', { params: { header: onceMore() }, body: { upTo } })),
    onSuccess: () => client.invalidateQueries({ queryKey: [KEY] }),
  });
}
