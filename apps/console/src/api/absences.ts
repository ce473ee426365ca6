import { useQuery } from '@tanstack/react-query';
import { api, data, onceMore } from './client.ts';
import type { paths } from './schema.d.ts';
import { useWrite } from './write.ts';

export type Absence = paths['/api/v1/absences']['get']['responses'][200]['content']['application/json']['items'][number];
export type NewAbsence = paths['/api/v1/absences']['post']['requestBody']['content']['application/json'];
export type AbsenceChange = paths['/api/v1/absences/{id}']['patch']['requestBody']['content']['application/json'];
export type AbsencePreview = paths['/api/v1/absences/preview']['post']['responses'][200]['content']['application/json'];
export type CoverTask = AbsencePreview['tasks'][number];
const MOST = 200;
const STALE = ['absences', 'tasks', 'task', 'team'] as const;

/** Absences, the latest beginning first; `current` leaves out what is over or cancelled. */
export const useAbsences = (current: boolean) =>
  useQuery({ queryKey: ['absences', { current }], queryFn: async () => (await data(api.GET('/api/v1/absences', { params: { query: { limit: MOST, ...(current ? { current: 'true' } : {}) } } }))).items });
export const useAbsenceTasks = (id: string) => useQuery({ queryKey: ['absences', id, 'tasks'], queryFn: async () => (await data(api.GET('/api/v1/absences/{id}/tasks', { params: { path: { id } } }))).items });
export const useAbsencePreview = (body: NewAbsence | null) =>
  useQuery({ queryKey: ['preview', 'absence', body], queryFn: () => data(api.POST('/api/v1/absences/preview', { body: body! })), enabled: body !== null, gcTime: 0, retry: false });
export const useSetAbsence = () => useWrite((body: NewAbsence, key) => data(api.POST('/api/v1/absences', { params: { header: onceMore(key) }, body })), STALE);
export const useChangeAbsence = (id: string) => useWrite((body: AbsenceChange, key) => data(api.PATCH('/api/v1/absences/{id}', { params: { path: { id }, header: onceMore(key) }, body })), STALE);
export const useCancelAbsence = (id: string) => useWrite((version: number, key) => data(api.POST('/api/v1/absences/{id}/cancel', { params: { path: { id }, header: onceMore(key) }, body: { version } })), STALE);

/** Default deputies that the reader may know of, by person. */
export const useDeputies = () => useQuery({ queryKey: ['deputies'], queryFn: async () => (await data(api.GET('/api/v1/deputies', { params: { query: { limit: MOST } } }))).items });
export const useSetDeputy = () => useWrite(({ id, deputyId }: { id: string; deputyId: string | null }, key) => data(api.PUT('/api/v1/deputies/{id}', { params: { path: { id }, header: onceMore(key) }, body: { deputyId } })), ['deputies']);
