import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { api, data } from './client.ts';
import type { paths } from './schema.d.ts';

type Answer<P extends keyof paths> = paths[P] extends { get: { responses: { 200: { content: { 'application/json': infer T } } } } } ? T : never;
export type RunListed = Answer<'/api/v1/runs'>['items'][number];
export type Run = Answer<'/api/v1/runs/{id}'>;
export type Overview = Answer<'/api/v1/runs/{id}/overview'>;
export type Timeline = Answer<'/api/v1/runs/{id}/timeline'>;
export type StoryItem = Answer<'/api/v1/runs/{id}/story'>['items'][number];
export type Meeting = Answer<'/api/v1/meetings'>['items'][number];
export type RunFilter = NonNullable<paths['/api/v1/runs']['get']['parameters']['query']>;
const PAGE = 50;
const MOST = 200;
const of = (id: string) => ({ params: { path: { id } } });

export function useRuns(filter: RunFilter) {
  return useInfiniteQuery({
    queryKey: ['runs', filter],
    queryFn: ({ pageParam }) => data(api.GET('/api/v1/runs', { params: { query: { ...filter, limit: PAGE, ...(pageParam ? { after: pageParam } : {}) } } })),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
  });
}

/** A run; one that is still starting is looked at again until it has. */
export function useRun(id: string) {
  return useQuery({ queryKey: ['run', id], queryFn: () => data(api.GET('/api/v1/runs/{id}', of(id))), refetchInterval: ({ state }) => (state.data?.state === 'starting' ? 500 : false) });
}
export function useOverview(id: string) {
  return useQuery({ queryKey: ['run', id, 'overview'], queryFn: () => data(api.GET('/api/v1/runs/{id}/overview', of(id))) });
}
export function useTimeline(id: string) {
  return useQuery({ queryKey: ['run', id, 'timeline'], queryFn: () => data(api.GET('/api/v1/runs/{id}/timeline', of(id))) });
}
/** What was planned at the start does not change. */
export function usePlan(id: string) {
  return useQuery({ queryKey: ['plan', id], queryFn: () => data(api.GET('/api/v1/runs/{id}/plan', of(id))), staleTime: Infinity, retry: false });
}
export function useStory(id: string, kind: StoryItem['kind'] | 'all') {
  return useInfiniteQuery({
    queryKey: ['run', id, 'story', kind],
    queryFn: ({ pageParam }) => data(api.GET('/api/v1/runs/{id}/story', { params: { path: { id }, query: { limit: PAGE, ...(kind === 'all' ? {} : { kind }), ...(pageParam ? { after: pageParam } : {}) } } })),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
  });
}
export function useRunTasks(runId: string) {
  return useQuery({ queryKey: ['tasks', 'of-run', runId], queryFn: async () => (await data(api.GET('/api/v1/tasks', { params: { query: { runId, scope: 'all', limit: MOST } } }))).items });
}
export function useMeetings(runId: string) {
  return useQuery({ queryKey: ['meetings', runId], queryFn: async () => (await data(api.GET('/api/v1/meetings', { params: { query: { runId, limit: MOST } } }))).items });
}
export function useRunPieces(runId: string) {
  return useQuery({ queryKey: ['pieces', runId], queryFn: async () => (await data(api.GET('/api/v1/pieces', { params: { query: { runId, limit: MOST } } }))).items });
}
