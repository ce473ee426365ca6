import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { api, data, onceMore } from './client.ts';
import type { paths } from './schema.d.ts';
import { useWrite } from './write.ts';

export type Schedule = paths['/api/v1/schedules/{id}']['get']['responses'][200]['content']['application/json'];
export type ScheduleOccurrence = paths['/api/v1/schedules/{id}/occurrences']['get']['responses'][200]['content']['application/json']['items'][number];
export type NextDates = paths['/api/v1/schedules/{id}/dates']['get']['responses'][200]['content']['application/json'];
export type NewSchedule = paths['/api/v1/schedules']['post']['requestBody']['content']['application/json'];
export type Recurrence = NewSchedule['recurrence'];
export type ScheduleVerb = 'pause' | 'resume' | 'delete';
const PAGE = 50;
const STALE = ['schedules', 'runs'] as const;
/** What starts by itself changes by itself: read again so often while it is looked at. */
const AGAIN_MS = 15_000;

const after = (pageParam: string): { after?: string } => (pageParam ? { after: pageParam } : {});

export const useSchedules = (state: Schedule['state'] | null) =>
  useInfiniteQuery({
    queryKey: ['schedules', 'list', state],
    queryFn: ({ pageParam }) => data(api.GET('/api/v1/schedules', { params: { query: { limit: PAGE, ...(state ? { state } : {}), ...after(pageParam) } } })),
    initialPageParam: '', getNextPageParam: ({ next }) => next, refetchInterval: AGAIN_MS,
  });
export const useSchedule = (id: string) => useQuery({ queryKey: ['schedules', id], queryFn: () => data(api.GET('/api/v1/schedules/{id}', { params: { path: { id } } })), refetchInterval: AGAIN_MS });
export const useScheduleDates = (id: string) => useQuery({ queryKey: ['schedules', id, 'dates'], queryFn: () => data(api.GET('/api/v1/schedules/{id}/dates', { params: { path: { id } } })), refetchInterval: AGAIN_MS });
export const useScheduleHistory = (id: string) =>
  useInfiniteQuery({
    queryKey: ['schedules', id, 'history'],
    queryFn: ({ pageParam }) => data(api.GET('/api/v1/schedules/{id}/occurrences', { params: { path: { id }, query: { limit: PAGE, ...after(pageParam) } } })),
    initialPageParam: '', getNextPageParam: ({ next }) => next, refetchInterval: AGAIN_MS,
  });
/** The next ten dates of a recurrence that is not saved yet. */
export const useDatesAhead = (recurrence: Recurrence | null, calendar: string) =>
  useQuery({ queryKey: ['preview', 'recurrence', recurrence, calendar], queryFn: () => data(api.POST('/api/v1/recurrences/preview', { body: { recurrence: recurrence!, calendar, count: 10 } })), enabled: recurrence !== null, retry: false, gcTime: 0, placeholderData: (before) => before });

export const useMakeSchedule = () => useWrite((body: NewSchedule, key) => data(api.POST('/api/v1/schedules', { params: { header: onceMore(key) }, body })), STALE);
export const useChangeSchedule = (id: string) => useWrite((body: Partial<NewSchedule> & { version: number }, key) => data(api.PATCH('/api/v1/schedules/{id}', { params: { path: { id }, header: onceMore(key) }, body })), STALE);
export const useTurnSchedule = (id: string, verb: ScheduleVerb) =>
  useWrite((body: { reason: string }, key) => data(api.POST(`/api/v1/schedules/{id}/${verb}`, { params: { path: { id }, header: onceMore(key) }, body })), STALE);
export const useRunNow = (id: string) => useWrite((_: Record<string, never>, key) => data(api.POST('/api/v1/schedules/{id}/run', { params: { path: { id }, header: onceMore(key) }, body: {} })), STALE);
