import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, data, onceMore } from './client.ts';
import type { paths } from './schema.d.ts';

type Body = paths['/api/v1/tasks/bulk']['post']['requestBody']['content']['application/json'];
export type BulkVerb = Body['verb'];
export type BulkResult = paths['/api/v1/tasks/bulk']['post']['responses'][200]['content']['application/json']['results'][number];
export interface BulkAsk {
  verb: BulkVerb;
  args: Record<string, unknown>;
  items: Array<{ id: string; version?: number }>;
}
/** So many tasks go into one request. */
const AT_ONCE = 100;

async function inTurns({ verb, args, items }: BulkAsk, { preview, key, onResults }: { preview: boolean; key: string; onResults?: (results: BulkResult[]) => void }): Promise<BulkResult[]> {
  const all: BulkResult[] = [];
  for (let start = 0; start < items.length; start += AT_ONCE) {
    const body = { verb, args, items: items.slice(start, start + AT_ONCE), preview } as Body;
    all.push(...(await data(api.POST('/api/v1/tasks/bulk', { params: { header: onceMore(`${key}-${start}`) }, body }))).results);
    onResults?.([...all]);
  }
  return all;
}

/** What a verb would do to each; asked anew whenever its arguments change. Null while they are not complete. */
export const useBulkPreview = (ask: BulkAsk | null) =>
  useQuery({ queryKey: ['preview', 'bulk', ask], queryFn: () => inTurns(ask!, { preview: true, key: crypto.randomUUID() }), enabled: ask !== null, retry: false, gcTime: 0 });

/** Does it, a hundred at a time; `onResults` hears how far it has come. */
export function useBulk(onResults: (results: BulkResult[]) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ key, ...ask }: BulkAsk & { key: string }) => inTurns(ask, { preview: false, key, onResults }),
    onSettled: () => Promise.all(['tasks', 'task', 'runs', 'run'].map((name) => client.invalidateQueries({ queryKey: [name] }))),
  });
}
