import { useMutation, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import type { Playbook } from '#contracts/playbook';
import { api, data, onceMore } from './client.ts';
import type { paths } from './schema.d.ts';

export type Versions = paths['/api/v1/playbooks/{slug}/versions']['get']['responses'][200]['content']['application/json'];
export type Draft = paths['/api/v1/playbooks/{slug}/drafts/{id}']['get']['responses'][200]['content']['application/json'];
export type Change = paths['/api/v1/playbooks/{slug}/diff']['get']['responses'][200]['content']['application/json']['changes'][number];
export type Rehearsal = paths['/api/v1/playbooks/{slug}/ladders/{key}/dry-run']['post']['responses'][200]['content']['application/json'];
type DryRun = paths['/api/v1/playbooks/{slug}/ladders/{key}/dry-run']['post']['requestBody']['content']['application/json'];
const PAGE = 200;

/** One content of a playbook: a version that never changes, or a draft by id. */
export type Edition = number | string;
/** The edition that an address names: versions are numbers, drafts ids. */
export const editionIn = (text: string): Edition => (/^\d+$/.test(text) ? Number(text) : text);

/** Every playbook, also retired ones and those that are drafts only. */
export const useAllPlaybooks = () => useQuery({ queryKey: ['playbooks', 'all'], queryFn: () => data(api.GET('/api/v1/playbooks', { params: { query: { all: true, limit: PAGE } } as never })).then(({ items }) => items) });

export const useVersions = (slug: string) => useQuery({ queryKey: ['playbooks', slug, 'versions'], queryFn: () => data(api.GET('/api/v1/playbooks/{slug}/versions', { params: { path: { slug } } })) });

/** A playbook's content, and of a draft its own version and what publishing would refuse. A draft may be wrong in any way. */
export interface Content {
  edition: Edition;
  playbook: Playbook;
  draft: Pick<Draft, 'id' | 'version' | 'problems' | 'baseVersion'> | null;
}

async function read(slug: string, edition: Edition): Promise<Content> {
  if (typeof edition === 'number') {
    const { status: _status, ...playbook } = await data(api.GET('/api/v1/playbooks/{slug}', { params: { path: { slug }, query: { version: edition } } }));
    return { edition, playbook: playbook as unknown as Playbook, draft: null };
  }
  const { playbook, ...draft } = await data(api.GET('/api/v1/playbooks/{slug}/drafts/{id}', { params: { path: { slug, id: edition } } }));
  return { edition, playbook: playbook as unknown as Playbook, draft };
}

export const useContent = (slug: string, edition: Edition | null) => useQuery({ queryKey: ['playbooks', slug, 'content', edition], queryFn: () => read(slug, edition!), enabled: edition !== null });

const readAgain = (client: QueryClient): Promise<void> => client.invalidateQueries({ queryKey: ['playbooks'] });

/** A draft that is no more is not read again. */
const forget = (client: QueryClient, slug: string, draft: string): void => client.removeQueries({ queryKey: ['playbooks', slug, 'content', draft] });

/** Keeps content as a draft: the draft it was read from, or a new one that begins from its version. Answers the draft. */
export function useKeepDraft(slug: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ from, playbook, text }: { from: Content; playbook?: object; text?: string }): Promise<Draft> => {
      const begun = from.draft ?? (await data(api.POST('/api/v1/playbooks/{slug}/drafts', { params: { path: { slug }, header: onceMore() }, body: { from: from.edition as number } })));
      const content = text === undefined ? { playbook: playbook as Record<string, unknown> } : { text };
      return data(api.PUT('/api/v1/playbooks/{slug}/drafts/{id}', { params: { path: { slug, id: begun.id }, header: onceMore() }, body: { ...content, version: begun.version } }));
    },
    onSettled: () => readAgain(client),
  });
}

export function useBeginDraft(slug: string) {
  const client = useQueryClient();
  return useMutation({ mutationFn: (from: number) => data(api.POST('/api/v1/playbooks/{slug}/drafts', { params: { path: { slug }, header: onceMore() }, body: { from } })), onSettled: () => readAgain(client) });
}

export function useDiscardDraft(slug: string) {
  const client = useQueryClient();
  return useMutation({ mutationFn: (id: string) => api.DELETE('/api/v1/playbooks/{slug}/drafts/{id}', { params: { path: { slug, id }, header: onceMore() } }), onSuccess: (_answer, id) => forget(client, slug, id), onSettled: () => readAgain(client) });
}

export function usePublish(slug: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, version, note }: { id: string; version: number; note: string }) => data(api.POST('/api/v1/playbooks/{slug}/drafts/{id}/publish', { params: { path: { slug, id }, header: onceMore() }, body: { version, ...(note ? { note } : {}) } })),
    onSuccess: (_answer, { id }) => forget(client, slug, id),
    onSettled: () => readAgain(client),
  });
}

export function useRetire(slug: string) {
  const client = useQueryClient();
  return useMutation({ mutationFn: (body: { version: number; reason: string }) => data(api.POST('/api/v1/playbooks/{slug}/retire', { params: { path: { slug }, header: onceMore() }, body })), onSettled: () => readAgain(client) });
}

export const useDiff = (slug: string, from: Edition | null, to: Edition | null) =>
  useQuery({ queryKey: ['playbooks', slug, 'diff', from, to], queryFn: () => data(api.GET('/api/v1/playbooks/{slug}/diff', { params: { path: { slug }, query: { from: from!, to: to! } } })), enabled: from !== null && to !== null, retry: false });

/** Live runs of a version. */
export const useRunsOf = (slug: string, version: number | null) =>
  useQuery({ queryKey: ['runs', 'of', slug, version], queryFn: () => data(api.GET('/api/v1/runs', { params: { query: { playbook: slug, version: version!, limit: PAGE } } })).then(({ items }) => items), enabled: version !== null });

export const useDryRun = (slug: string) => useMutation({ mutationFn: ({ key, body }: { key: string; body: DryRun }) => data(api.POST('/api/v1/playbooks/{slug}/ladders/{key}/dry-run', { params: { path: { slug, key } } as never, body })) });
