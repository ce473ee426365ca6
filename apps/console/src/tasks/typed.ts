import type { Answers } from '../ui/json-form/json-form.tsx';

/** What was typed in this window, and when (epoch ms). */
export interface Typed {
  at: number;
  answers: Answers;
}
const keyOf = (taskId: string): string => `callsheet.typed.${taskId}`;

/** What was typed at a task in this window until it was finished: also for whoever comes too late, after a reload too. */
export function typedHere(taskId: string): Typed | null {
  try {
    return JSON.parse(sessionStorage.getItem(keyOf(taskId)) ?? 'null') as Typed | null;
  } catch {
    return null;
  }
}

export const keepTyped = (taskId: string, answers: Answers): void => sessionStorage.setItem(keyOf(taskId), JSON.stringify({ at: Date.now(), answers } satisfies Typed));
export const forgetTyped = (taskId: string): void => sessionStorage.removeItem(keyOf(taskId));
