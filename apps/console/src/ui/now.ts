import { useSyncExternalStore } from 'react';

const STEP_MS = 20_000;
let now = Date.now();
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    now = Date.now();
    for (const one of listeners) one();
  }, STEP_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** The present (epoch ms), three times a minute; one timer for the whole page, however many ask. */
export const useNow = (): number => useSyncExternalStore(subscribe, () => (timer ? now : (now = Math.max(now, Math.floor(Date.now() / STEP_MS) * STEP_MS))));
