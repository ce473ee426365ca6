import { useEffect, useRef, useState } from 'react';
import { api, data } from '../api/client.ts';
import type { Task } from '../api/tasks.ts';
import type { Answers } from '../ui/json-form/json-form.tsx';

const QUIET_MS = 1_500;

export interface Draft {
  answers: Answers;
  change: (answers: Answers) => void;
  /** When the server last had it (epoch ms); null while it never did. */
  savedAt: number | null;
}

/**
 * What somebody typed so far: kept by the server after a quiet moment, so that another device, or a lost session, finds it again. Nothing is
 * kept while `held`: the answers are on their way as such.
 */
export function useDraft(task: Task, given: Answers, held: boolean): Draft {
  const [answers, setAnswers] = useState<Answers>(task.draft ? (task.draft.answers as Answers) : given);
  const [savedAt, setSavedAt] = useState<number | null>(task.draft?.savedAt ?? null);
  const changed = useRef(false);
  useEffect(() => {
    if (!changed.current || held) return;
    const timer = setTimeout(() => {
      changed.current = false;
      data(api.PUT('/api/v1/tasks/{id}/draft', { params: { path: { id: task.id }, header: { 'Idempotency-Key': crypto.randomUUID() } }, body: { answers } })).then(
        ({ draft }) => setSavedAt(draft.savedAt),
        // Not kept this time: the next change tries again, and nothing typed is lost on this page.
        () => (changed.current = true),
      );
    }, QUIET_MS);
    return () => clearTimeout(timer);
  }, [answers, task.id, held]);
  const change = (next: Answers): void => {
    changed.current = true;
    setAnswers(next);
  };
  return { answers, change, savedAt };
}
