import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { api, data } from './client.ts';
import type { paths } from './schema.d.ts';

export type TaskCard = paths['/api/v1/tasks']['get']['responses'][200]['content']['application/json']['items'][number];
export type Task = paths['/api/v1/tasks/{id}']['get']['responses'][200]['content']['application/json'];
export type TaskFilter = NonNullable<paths['/api/v1/tasks']['get']['parameters']['query']>;
export type HistoryLine = paths['/api/v1/tasks/{id}/history']['get']['responses'][200]['content']['application/json']['items'][number];
export type PreviousAnswers = paths['/api/v1/tasks/{id}/previous']['get']['responses'][200]['content']['application/json']['items'][number];
const PAGE = 100;
const LINES = 50;

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

/** What happened to a task, latest first. */
export function useTaskHistory(id: string) {
  return useInfiniteQuery({
    queryKey: ['task', id, 'history'],
    queryFn: ({ pageParam }) => data(api.GET('/api/v1/tasks/{id}/history', { params: { path: { id }, query: { limit: LINES, ...(pageParam ? { after: pageParam } : {}) } } })),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
  });
}

/** What earlier tasks of its run were answered with, latest first. */
export function usePreviousAnswers(id: string) {
  return useInfiniteQuery({
    queryKey: ['task', id, 'previous'],
    queryFn: ({ pageParam }) => data(api.GET('/api/v1/tasks/{id}/previous', { params: { path: { id }, query: { limit: LINES, ...(pageParam ? { after: pageParam } : {}) } } })),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
  });
}
