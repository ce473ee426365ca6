import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { CalendarLayer } from '#contracts/api/calendar-layer';
import { ORG_CALENDAR } from '#contracts/calendar';
import type { Calendar as Counted } from '#domain/calendar/layers';
import { api, data, onceMore } from './client.ts';
import type { paths } from './schema.d.ts';

export type CalendarCard = paths['/api/v1/calendars']['get']['responses'][200]['content']['application/json']['items'][number];
export type Calendar = paths['/api/v1/calendars/{id}']['get']['responses'][200]['content']['application/json'];
export type CalendarPreview = paths['/api/v1/calendars/{id}/preview']['post']['responses'][200]['content']['application/json'];
export type CalendarImported = paths['/api/v1/calendars/import']['post']['responses'][200]['content']['application/json'];
export type CalendarAnswer = paths['/api/v1/calendars/answer']['post']['responses'][200]['content']['application/json'];
export type Team = paths['/api/v1/teams']['get']['responses'][200]['content']['application/json']['items'][number];
type ImportBody = paths['/api/v1/calendars/import']['post']['requestBody']['content']['application/json'];
type Question = paths['/api/v1/calendars/answer']['post']['requestBody']['content']['application/json'];
const PAGE = 200;

/** Ids as tables write them (`team/x`), and as addresses do (`team:x`). */
export const addressOf = (id: string): string => id.replace('/', ':');

async function every<T>(page: (after: string | undefined) => Promise<{ items: T[]; next: string | null }>): Promise<T[]> {
  const all: T[] = [];
  for (let after: string | undefined; ; ) {
    const { items, next } = await page(after);
    all.push(...items);
    if (next === null) return all;
    after = next;
  }
}

/** Layers that there are, as far as one may see them. */
export const useCalendars = () =>
  useQuery({ queryKey: ['calendars'], queryFn: () => every<CalendarCard>((after) => data(api.GET('/api/v1/calendars', { params: { query: { limit: PAGE, ...(after ? { after } : {}) } } }))) });

const readCalendar = (id: string): Promise<Calendar> => data(api.GET('/api/v1/calendars/{id}', { params: { path: { id: addressOf(id) } } }));
export const useCalendar = (id: string) => useQuery({ queryKey: ['calendars', id], queryFn: () => readCalendar(id) });

/** The layers that a calendar is made of, weakest first, its own last (version 0 and empty while it has none): what rules count by. */
export function useLayers(id: string) {
  return useQuery({
    queryKey: ['calendars', id, 'layers'],
    queryFn: async (): Promise<Counted> => {
      const own = await readCalendar(id);
      const under = await Promise.all(own.layers.filter((layer) => layer.id !== id).map((layer) => readCalendar(layer.id)));
      const layers = [...under, own].map(({ id: layer, version, layer: stated }) => ({ id: layer, version, data: (stated ?? { format: 2 }) as CalendarLayer }));
      return { id, layers: id === ORG_CALENDAR ? layers.slice(-1) : layers };
    },
  });
}

/** Versions of a calendar's own layer, newest first. */
export const useCalendarVersions = (id: string) =>
  useQuery({ queryKey: ['calendars', id, 'versions'], queryFn: () => every((after) => data(api.GET('/api/v1/calendars/{id}/versions', { params: { path: { id: addressOf(id) }, query: { limit: PAGE, ...(after ? { after } : {}) } } }))) });

/** What a layer would change; read anew each time it is asked for. */
export const usePreview = (id: string, layer: CalendarLayer | null) =>
  useQuery({
    queryKey: ['preview', 'calendar', id, layer],
    enabled: layer !== null,
    gcTime: 0,
    retry: false,
    queryFn: () => data(api.POST('/api/v1/calendars/{id}/preview', { params: { path: { id: addressOf(id) }, header: onceMore() }, body: { layer: layer! } as never })),
  });

/** Applies a layer; answers the job that counts everything live again. */
export function useApplyLayer(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ key, ...body }: { layer: CalendarLayer; version: number; reason: string; key: string }) =>
      data(api.POST('/api/v1/calendars/{id}/versions', { params: { path: { id: addressOf(id) }, header: onceMore(key) }, body: body as never })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['calendars'] }),
  });
}

/** Shows what an official list would change (`apply: false`), or takes it in. */
export function useImport() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ key, ...body }: ImportBody & { key: string }) => data(api.POST('/api/v1/calendars/import', { params: { header: onceMore(key) }, body })),
    onSuccess: (_answer, { apply }) => (apply ? client.invalidateQueries({ queryKey: ['calendars'] }) : undefined),
  });
}

export const useAnswer = () => useMutation({ mutationFn: (question: Question) => data(api.POST('/api/v1/calendars/answer', { params: { header: onceMore() }, body: question })) });

export const useTeams = () => useQuery({ queryKey: ['teams'], queryFn: () => every<Team>((after) => data(api.GET('/api/v1/teams', { params: { query: { limit: PAGE, ...(after ? { after } : {}) } } }))) });
