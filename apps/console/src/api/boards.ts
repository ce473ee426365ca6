import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { api, data } from './client.ts';
import type { paths } from './schema.d.ts';

type Answer<P extends keyof paths> = paths[P] extends { get: { responses: { 200: { content: { 'application/json': infer T } } } } } ? T : never;
export type Exceptions = Answer<'/api/v1/boards/exceptions'>;
export type Flow = Answer<'/api/v1/boards/flow'>;
export type FlowFigure = Flow['figures'][number];
export type PersonFigures = Answer<'/api/v1/boards/people'>['items'][number];
export type FigureItem = Answer<'/api/v1/boards/items'>['items'][number];
export type ItemFilter = NonNullable<paths['/api/v1/boards/items']['get']['parameters']['query']>;
export type FigureKey = ItemFilter['figure'];

/** What a board is over. Instants in epoch ms; without `until` it ends now. */
export interface Scope {
  from: number;
  until?: number;
  playbook?: string;
}
const PAGE = 50;
/** What has flowed over weeks is read again now and then, not at every event of the stream: it is a sum over much, and moves little. */
const AGAIN_MS = 20_000;

/** Exceptions are live: their key is one that every event makes stale. */
export function useExceptions(playbook: string | undefined) {
  return useQuery({ queryKey: ['boards', 'exceptions', playbook], queryFn: () => data(api.GET('/api/v1/boards/exceptions', { params: { query: playbook ? { playbook } : {} } })) });
}

export function useFlow(scope: Scope) {
  return useQuery({ queryKey: ['flow', scope], queryFn: () => data(api.GET('/api/v1/boards/flow', { params: { query: { ...scope } } })), refetchInterval: AGAIN_MS, placeholderData: keepPreviousData });
}

export function usePeopleFigures(scope: Scope) {
  return useInfiniteQuery({
    queryKey: ['flow', 'people', scope],
    queryFn: ({ pageParam }) => data(api.GET('/api/v1/boards/people', { params: { query: { ...scope, limit: PAGE, ...(pageParam ? { after: pageParam } : {}) } } })),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
    refetchInterval: AGAIN_MS,
    placeholderData: keepPreviousData,
  });
}

/** The list behind a figure. */
export function useFigureItems(filter: ItemFilter) {
  return useInfiniteQuery({
    queryKey: ['boards', 'items', filter],
    queryFn: ({ pageParam }) => data(api.GET('/api/v1/boards/items', { params: { query: { ...filter, limit: PAGE, ...(pageParam ? { after: pageParam } : {}) } } })),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
  });
}
