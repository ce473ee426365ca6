import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { api } from '../api/client.ts';
import { openSharedStream } from './shared-stream.ts';

/** How the live connection stands. `caught-up` is shown for a moment after it was lost. */
export type LiveState = 'connecting' | 'live' | 'lost' | 'caught-up';
const SHOWN_MS = 4_000;
/** Events of one burst make one round of reading again. */
const GATHER_MS = 120;

let state: LiveState = 'connecting';
const listeners = new Set<() => void>();
function become(next: LiveState): void {
  if (state === next) return;
  state = next;
  for (const listener of listeners) listener();
}

export const useLiveState = (): LiveState =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => state,
  );

/** The first part of a query's key says what it shows; an event makes those stale that it may have changed. */
const TOUCHED = ['tasks', 'task', 'runs', 'run', 'pieces', 'meetings', 'boards', 'team', 'jobs'];

/** Keeps what is on the screen up to date for as long as somebody is signed in; after a lost connection everything is read again. */
export function useLive(): void {
  const client = useQueryClient();
  useEffect(() => connect(client), [client]);
}

function connect(client: QueryClient): () => void {
  const gathered = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const gather = (keys: readonly string[]): void => {
    for (const key of keys) gathered.add(key);
    timer ??= setTimeout(() => {
      timer = undefined;
      const keysNow = [...gathered];
      gathered.clear();
      for (const key of keysNow) void client.invalidateQueries({ queryKey: [key] });
    }, GATHER_MS);
  };
  const readAll = (): void => void client.invalidateQueries();
  const live = (): void => {
    if (state !== 'lost') return become('live');
    readAll();
    become('caught-up');
    setTimeout(() => state === 'caught-up' && become('live'), SHOWN_MS);
  };
  const lost = (): void => {
    become('lost');
    // Whether it is the line or our session that has ended: a 401 brings the log-in page.
    void api.GET('/api/v1/auth/me').catch(() => undefined);
  };
  const close = openSharedStream((news) => {
    if ('state' in news) return news.state === 'lost' ? lost() : live();
    if (news.event === 'event') gather(TOUCHED);
    else if (news.event === 'notice') gather(['notices', ...TOUCHED]);
    else readAll();
  });
  return () => {
    clearTimeout(timer);
    close();
    become('connecting');
  };
}
