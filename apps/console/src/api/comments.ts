import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, data, onceMore } from './client.ts';
import type { Task } from './tasks.ts';

export type Comment = Task['comments'][number];
interface Written {
  text: string;
  mentions: string[];
}

/** Writing, mending and taking back of comments at a task. */
export function useComments(taskId: string) {
  const client = useQueryClient();
  const onSuccess = () => client.invalidateQueries({ queryKey: ['task', taskId] });
  return {
    add: useMutation({ mutationFn: ({ key, ...body }: Written & { key: string }) => data(api.POST('/api/v1/tasks/{id}/comments', { params: { path: { id: taskId }, header: onceMore(key) }, body })), onSuccess }),
    edit: useMutation({ mutationFn: ({ id, ...body }: Written & { id: string }) => data(api.PUT('/api/v1/comments/{id}', { params: { path: { id }, header: onceMore() }, body })), onSuccess }),
    remove: useMutation({ mutationFn: (id: string) => data(api.DELETE('/api/v1/comments/{id}', { params: { path: { id }, header: onceMore() } })), onSuccess }),
  };
}
