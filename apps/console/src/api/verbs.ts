import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { currentLocale } from '../i18n/index.ts';
import { useToast } from '../ui/toast.tsx';
import type { Problem } from './problem.ts';
import { problemOf } from './problem.ts';
import type { paths } from './schema.d.ts';

export type Noun = 'runs' | 'tasks' | 'meetings';
export type Preview = paths['/api/v1/runs/{id}/preview']['post']['responses'][200]['content']['application/json'];

export interface VerbCall {
  noun: Noun;
  id: string;
  /** Last part of the verb's address, e.g. `pause`. */
  verb: string;
  args: Record<string, unknown>;
  /** Makes a second sending of the same act harmless; made once per act. */
  key: string;
}
/** `stored`: nobody could answer yet; it is brought to the run as soon as somebody can. */
export type VerbAnswer = { kind: 'answered'; command: { outcome: string } } | { kind: 'stored'; commandId: string };

/** Verbs share one shape, whatever the noun: the typed client would need a union of all their paths here. @throws Problem */
async function post(address: string, body: unknown, key: string): Promise<Response> {
  const headers = { 'Content-Type': 'application/json', 'Accept-Language': currentLocale(), 'Idempotency-Key': key };
  const response = await fetch(address, { method: 'POST', headers, body: JSON.stringify(body), credentials: 'same-origin' });
  if (!response.ok) throw await problemOf(response);
  return response;
}

export async function sendVerb({ noun, id, verb, args, key }: VerbCall): Promise<VerbAnswer> {
  const response = await post(`/api/v1/${noun}/${id}/${verb}`, args, key);
  const body = (await response.json()) as { command?: { outcome: string }; commandId?: string };
  return response.status === 202 ? { kind: 'stored', commandId: body.commandId ?? '' } : { kind: 'answered', command: body.command ?? { outcome: '' } };
}

/** What the verb would move and whom it would tell. @throws Problem as the verb would */
export async function previewVerb({ noun, id, verb, args }: Omit<VerbCall, 'key'>): Promise<Preview> {
  return (await post(`/api/v1/${noun}/${id}/preview`, { verb, args }, crypto.randomUUID())).json() as Promise<Preview>;
}

/** Sends a verb, reads again what it may have changed, and says so when it waits. Problems are the caller's to show. */
export function useVerb(): UseMutationResult<VerbAnswer, Problem, VerbCall> {
  const client = useQueryClient();
  const toast = useToast();
  const { t } = useTranslation('verb');
  return useMutation<VerbAnswer, Problem, VerbCall>({
    mutationFn: sendVerb,
    onSuccess: (answer) => {
      if (answer.kind === 'stored') void toast.info(t('stored'));
    },
    onSettled: () => Promise.all(['tasks', 'task', 'runs', 'run', 'meetings', 'pieces'].map((key) => client.invalidateQueries({ queryKey: [key] }))),
  });
}
