import { useEffect, useRef, useState } from 'react';
import { api, data } from '../api/client.ts';
import type { Task } from '../api/tasks.ts';
import type { Answers } from '../ui/json-form/json-form.tsx';
import { forgetTyped, keepTyped, typedHere, type Typed } from './typed.ts';

const QUIET_MS = 1_200;
export interface Draft {
  answers: Answers;
  change: (answers: Answers) => void;
  /** When the server last had it (epoch ms); null while it never did. */
  savedAt: number | null;
  /** It could not be kept just now; it is tried again with the next change. */
  failing: boolean;
  /** Whether anything was typed here that the task does not hold. */
  typed: boolean;
  /** It has arrived, or is wanted no more. */
  forget: () => void;
}

/** Where somebody goes on: whatever is newest of what was typed here, what the server keeps, and what was handed back to them. */
function latest({ id, draft, delegation }: Task, given: Answers): Answers {
  const typed = typedHere(id);
  const kept: Typed[] = [{ at: delegation?.handedBack?.at ?? 0, answers: given }, ...(draft ? [{ at: draft.savedAt, answers: draft.answers as Answers }] : []), ...(typed ? [typed] : [])];
  return kept.toSorted((a, b) => b.at - a.at)[0]!.answers;
}

/**
 * What somebody typed so far: kept by the server after a quiet moment, so that another device, or a lost session, finds it again. Nothing is
 * kept while `held`: the answers are on their way as such.
 */
export function useDraft(task: Task, given: Answers, held: boolean): Draft {
  const [answers, setAnswers] = useState<Answers>(() => latest(task, given));
  const [savedAt, setSavedAt] = useState<number | null>(task.draft?.savedAt ?? null);
  const [failing, setFailing] = useState(false);
  const [typed, setTyped] = useState(() => typedHere(task.id) !== null || task.draft !== null);
  const changed = useRef(false);
  const open = task.closedAt === null && task.verbs.includes('complete') && !held;
  useEffect(() => {
    if (!changed.current || !open) return;
    const timer = setTimeout(() => {
      changed.current = false;
      data(api.PUT('/api/v1/tasks/{id}/draft', { params: { path: { id: task.id }, header: { 'Idempotency-Key': crypto.randomUUID() } }, body: { answers } })).then(
        ({ draft }) => (setSavedAt(draft.savedAt), setFailing(false)),
        // Not kept this time: the next change tries again, and nothing typed is lost on this page.
        () => ((changed.current = true), setFailing(true)),
      );
    }, QUIET_MS);
    return () => clearTimeout(timer);
  }, [answers, task.id, open]);
  const change = (next: Answers): void => {
    // The form also tells of defaults that it fills in by itself.
    if (JSON.stringify(next) === JSON.stringify(answers)) return;
    changed.current = true;
    setTyped(true);
    setAnswers(next);
    keepTyped(task.id, next);
  };
  const forget = (): void => {
    changed.current = false;
    setTyped(false);
    forgetTyped(task.id);
  };
  return { answers, change, savedAt, failing, typed, forget };
}
