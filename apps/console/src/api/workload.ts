import { useInfiniteQuery } from '@tanstack/react-query';
import { api, data } from './client.ts';
import type { paths } from './schema.d.ts';

export type Workload = paths['/api/v1/workload']['get']['responses'][200]['content']['application/json'];
export type PersonLoad = Workload['items'][number];
export type Load = NonNullable<PersonLoad['load']>;
export type WorkloadTask = paths['/api/v1/workload/tasks']['get']['responses'][200]['content']['application/json']['items'][number];
export type WorkloadFilter = NonNullable<paths['/api/v1/workload/tasks']['get']['parameters']['query']>;
const PAGE = 50;

export function useWorkload(team: string | undefined) {
  return useInfiniteQuery({
    queryKey: ['team', 'load', team],
    queryFn: ({ pageParam }) => data(api.GET('/api/v1/workload', { params: { query: { limit: PAGE, ...(team ? { team } : {}), ...(pageParam ? { after: pageParam } : {}) } } })),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
  });
}

/** The tasks behind a cell or a count. */
export function useWorkloadTasks(filter: WorkloadFilter) {
  return useInfiniteQuery({
    queryKey: ['team', 'tasks', filter],
    queryFn: ({ pageParam }) => data(api.GET('/api/v1/workload/tasks', { params: { query: { ...filter, limit: PAGE, ...(pageParam ? { after: pageParam } : {}) } } })),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
  });
}
