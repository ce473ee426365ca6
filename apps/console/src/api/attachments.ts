import { useMutation, useQueryClient } from '@tanstack/react-query';
import { currentLocale } from '../i18n/index.ts';
import { api, data, onceMore } from './client.ts';
import { problemOf, type Problem } from './problem.ts';
import type { Task } from './tasks.ts';

export type Attachment = Task['attachments'][number];

/** Sends one file; `onProgress` hears the share (0..1) that has gone up, which `fetch` cannot tell. @throws Problem */
export function uploadFile(taskId: string, file: File, onProgress: (share: number) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/api/v1/tasks/${taskId}/attachments`);
    request.setRequestHeader('Accept-Language', currentLocale());
    request.setRequestHeader('Idempotency-Key', crypto.randomUUID());
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onerror = () => reject(new TypeError('the upload did not arrive'));
    request.onload = () => {
      if (request.status < 300) return resolve();
      void problemOf(new Response(request.responseText, { status: request.status, headers: { 'Content-Type': 'application/problem+json' } })).then((problem: Problem) => reject(problem));
    };
    const body = new FormData();
    body.append('file', file);
    request.send(body);
  });
}

/** Links at a task, and taking off and bringing back what hangs there. */
export function useAttachments(taskId: string) {
  const client = useQueryClient();
  const onSuccess = () => client.invalidateQueries({ queryKey: ['task', taskId] });
  return {
    refresh: onSuccess,
    link: useMutation({ mutationFn: (body: { url: string; title?: string }) => data(api.POST('/api/v1/tasks/{id}/attachments', { params: { path: { id: taskId }, header: onceMore() }, body: body as never })), onSuccess }),
    remove: useMutation({ mutationFn: (id: string) => data(api.DELETE('/api/v1/attachments/{id}', { params: { path: { id }, header: onceMore() } })), onSuccess }),
    restore: useMutation({ mutationFn: (id: string) => data(api.POST('/api/v1/attachments/{id}/restore', { params: { path: { id }, header: onceMore() }, body: {} })), onSuccess }),
  };
}
