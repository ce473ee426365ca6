import { useQuery } from '@tanstack/react-query';
import { api, data } from './client.ts';
import type { paths } from './schema.d.ts';

export type PlaybookCard = paths['/api/v1/playbooks']['get']['responses'][200]['content']['application/json']['items'][number];
export type Playbook = paths['/api/v1/playbooks/{slug}']['get']['responses'][200]['content']['application/json'];
const MOST = 200;

export function usePlaybooks() {
  return useQuery({ queryKey: ['playbooks', 'to-start'], queryFn: async () => (await data(api.GET('/api/v1/playbooks', { params: { query: { limit: MOST } } }))).items });
}
/** The newest published version, or the one asked for. */
export function usePlaybook(slug: string, version?: number) {
  return useQuery({
    queryKey: ['playbooks', slug, version ?? 'newest'],
    queryFn: () => data(api.GET('/api/v1/playbooks/{slug}', { params: { path: { slug }, query: version === undefined ? {} : { version } } })),
  });
}
