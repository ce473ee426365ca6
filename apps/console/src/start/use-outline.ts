import { useQuery } from '@tanstack/react-query';
import { api, data } from '../api/client.ts';
import type { paths } from '../api/schema.d.ts';

export type Outline = paths['/api/v1/runs/preview']['post']['responses'][200]['content']['application/json'];
export type Start = paths['/api/v1/runs']['post']['requestBody']['content']['application/json'];

/** What a start would come to; null while nothing is asked. Asked anew for other answers, as they are given. */
export function useOutline(start: Start | null) {
  return useQuery({ queryKey: ['outline', start], queryFn: () => data(api.POST('/api/v1/runs/preview', { body: start! })), enabled: start !== null, retry: false, gcTime: 0, staleTime: Infinity });
}
