import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { api, data, onceMore } from './client.ts';
import type { paths } from './schema.d.ts';
import { useWrite } from './write.ts';

export type DeliveryFilter = NonNullable<paths['/api/v1/deliveries']['get']['parameters']['query']>;
export type Delivery = paths['/api/v1/deliveries']['get']['responses'][200]['content']['application/json']['items'][number];
export type DeliveryDetail = paths['/api/v1/deliveries/{id}']['get']['responses'][200]['content']['application/json'];
const PAGE = 50;
const LOOK_MS = 2_000;

/** The log of mails, newest first. */
export const useDeliveries = (filter: DeliveryFilter) =>
  useInfiniteQuery({
    queryKey: ['deliveries', filter],
    queryFn: ({ pageParam }) => data(api.GET('/api/v1/deliveries', { params: { query: { ...filter, limit: PAGE, ...(pageParam ? { after: pageParam } : {}) } } })),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
  });

const under = ({ state, others }: DeliveryDetail): boolean => [state, ...others.map((other) => other.state)].some((one) => one === 'pending' || one === 'sending');
/** One delivery with its mail; looked at again while it, or a repeat of it, is on its way. */
export const useDelivery = (id: string) =>
  useQuery({ queryKey: ['deliveries', id], queryFn: () => data(api.GET('/api/v1/deliveries/{id}', { params: { path: { id } } })), refetchInterval: ({ state }) => (state.data && under(state.data) ? LOOK_MS : false) });
export const useResend = (id: string) => useWrite((_: void, key) => data(api.POST('/api/v1/deliveries/{id}/resend', { params: { path: { id }, header: onceMore(key) }, body: {} })), ['deliveries']);
