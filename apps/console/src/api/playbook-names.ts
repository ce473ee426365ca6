import { useQuery } from '@tanstack/react-query';
import { useText } from '../ui/text.ts';
import { api, data } from './client.ts';

const FRESH_MS = 5 * 60_000;
const MOST = 200;

/** Playbooks as options of a picker. */
export function usePlaybookNames(): Array<{ value: string; label: string }> {
  const text = useText();
  const { data: page } = useQuery({ queryKey: ['playbook-names'], queryFn: () => data(api.GET('/api/v1/playbooks', { params: { query: { limit: MOST } } })), staleTime: FRESH_MS });
  return (page?.items ?? []).map(({ slug, title }) => ({ value: slug, label: text(title) }));
}
