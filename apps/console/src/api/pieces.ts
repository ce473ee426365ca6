import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { api, data } from './client.ts';
import type { paths } from './schema.d.ts';

export type Piece = paths['/api/v1/pieces']['get']['responses'][200]['content']['application/json']['items'][number];
export type PieceWhole = paths['/api/v1/pieces/{id}']['get']['responses'][200]['content']['application/json'];
export type PieceFilter = Pick<NonNullable<paths['/api/v1/pieces']['get']['parameters']['query']>, 'account' | 'runId' | 'check'>;
const PAGE = 100;
const FRESH_MS = 60_000;

/** Pages of pieces: those still to come, those that are not, or all. */
export function usePieces(filter: PieceFilter, live?: boolean) {
  return useInfiniteQuery({
    queryKey: ['pieces', 'list', filter, live],
    queryFn: ({ pageParam }) => data(api.GET('/api/v1/pieces', { params: { query: { ...filter, limit: PAGE, ...(live === undefined ? {} : { live: live ? 'true' : 'false' }), ...(pageParam ? { after: pageParam } : {}) } } })),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });
}

/** What goes out in [from, until), epoch ms. */
export function usePieceCalendar(filter: PieceFilter, from: number, until: number) {
  return useQuery({ queryKey: ['pieces', 'calendar', filter, from, until], queryFn: () => data(api.GET('/api/v1/pieces/calendar', { params: { query: { ...filter, from, until } } })), placeholderData: keepPreviousData });
}

export function usePiece(id: string) {
  return useQuery({ queryKey: ['pieces', 'one', id], queryFn: () => data(api.GET('/api/v1/pieces/{id}', { params: { path: { id } } })) });
}

export function useAccounts(): string[] {
  return (useQuery({ queryKey: ['pieces', 'accounts'], queryFn: () => data(api.GET('/api/v1/pieces/accounts')), staleTime: FRESH_MS }).data?.items ?? []).map(({ account }) => account);
}
