import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, data, onceMore } from './client.ts';

/** Until when: a length of working time, or an instant (epoch ms). */
export type Until = { for: { working: string } } | { until: number };

export function useSnooze(taskId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (until: Until) => data(api.POST('/api/v1/tasks/{id}/snooze', { params: { path: { id: taskId }, header: onceMore() }, body: until })),
    onSuccess: () => Promise.all(['tasks', 'task'].map((key) => client.invalidateQueries({ queryKey: [key] }))),
  });
}

export function useUnsnooze(taskId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => data(api.POST('/api/v1/tasks/{id}/unsnooze', { params: { path: { id: taskId }, header: onceMore() }, body: {} })),
    onSuccess: () => Promise.all(['tasks', 'task'].map((key) => client.invalidateQueries({ queryKey: [key] }))),
  });
}
