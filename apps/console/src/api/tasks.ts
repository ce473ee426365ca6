import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { api, data } from './client.ts';
import type { paths } from './schema.d.ts';

export type TaskCard = paths['/api/v1/tasks']['get']['responses'][200]['content']['application/json']['items'][number];
export type Task = paths['/api/v1/tasks/{id}']['get']['responses'][200]['content']['application/json'];
export type TaskFilter = NonNullable<paths['/api/v1/tasks']['get']['parameters']['query']>;
const PAGE = 100;

/** Pages of tasks, nearest to their breach first. */
export function useTasks(filter: TaskFilter) {
  return useInfiniteQuery({
    queryKey: ['tasks', filter],
    queryFn: ({ pageParam }) => data(api.GET('/api/v1/tasks', { params: { query: { ...filter, limit: PAGE, ...(pageParam ? { after: pageParam } : {}) } } })),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
  });
}

export function useTask(id: string) {
  return useQuery({ queryKey: ['task', id], queryFn: () => data(api.GET('/api/v1/tasks/{id}', { params: { path: { id } } })) });
}
