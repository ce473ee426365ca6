import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { useRef } from 'react';
import type { Problem } from './problem.ts';

/**
 * One write: `write` gets what it is about and a key that makes a second sending of the very same harmless, and what lies under the keys of `stale` is
 * read again afterwards. Problems are the caller's to show.
 */
export function useWrite<T, A = void>(write: (args: A, key: string) => Promise<T>, stale: readonly string[] = []): UseMutationResult<T, Problem, A> {
  const client = useQueryClient();
  const act = useRef({ said: '', key: '' });
  return useMutation<T, Problem, A>({
    mutationFn: (args) => {
      const said = JSON.stringify(args ?? null);
      if (act.current.said !== said || act.current.key === '') act.current = { said, key: crypto.randomUUID() };
      return write(args, act.current.key);
    },
    onSuccess: () => {
      act.current = { said: '', key: '' };
    },
    onSettled: () => Promise.all(stale.map((key) => client.invalidateQueries({ queryKey: [key] }))),
  });
}
