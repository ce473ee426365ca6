import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, data, onceMore } from './client.ts';
import type { paths } from './schema.d.ts';

export type Job = paths['/api/v1/jobs/{id}']['get']['responses'][200]['content']['application/json'];
export type JobItem = paths['/api/v1/jobs/{id}/items']['get']['responses'][200]['content']['application/json']['items'][number];
export type JobStart = paths['/api/v1/jobs']['post']['requestBody']['content']['application/json'];
export type JobPreview = paths['/api/v1/jobs/preview']['post']['responses'][200]['content']['application/json'];
const LOOK_MS = 1_000;
const PAGE = 100;

/** A job and how far it is; looked at each second until it ends. */
export const useJob = (id: string) =>
  useQuery({ queryKey: ['jobs', id], queryFn: () => data(api.GET('/api/v1/jobs/{id}', { params: { path: { id } } })), refetchInterval: ({ state }) => (state.data?.closedAt ? false : LOOK_MS) });

export const useJobItems = (id: string, open: boolean) =>
  useInfiniteQuery({
    queryKey: ['jobs', id, 'items'],
    queryFn: ({ pageParam }) => data(api.GET('/api/v1/jobs/{id}/items', { params: { path: { id }, query: { limit: PAGE, ...(pageParam ? { after: pageParam } : {}) } } })),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
    refetchInterval: open ? LOOK_MS : false,
  });

export function useStopJob(id: string) {
  const client = useQueryClient();
  return useMutation({ mutationFn: () => data(api.POST('/api/v1/jobs/{id}/stop', { params: { path: { id }, header: onceMore() }, body: {} })), onSettled: () => client.invalidateQueries({ queryKey: ['jobs', id] }) });
}

/** What a job across runs would do, run by run. */
export const useJobPreview = (body: JobStart | null) =>
  useQuery({ queryKey: ['preview', 'job', body], queryFn: () => data(api.POST('/api/v1/jobs/preview', { body: body! })), enabled: body !== null, gcTime: 0, retry: false });

export const useStartJob = () => useMutation({ mutationFn: ({ key, body }: { key: string; body: JobStart }) => data(api.POST('/api/v1/jobs', { params: { header: onceMore(key) }, body })) });
