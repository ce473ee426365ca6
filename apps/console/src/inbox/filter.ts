import type { InboxFilter, InboxView } from '../api/inbox.ts';

export const VIEWS = ['mine', 'claim', 'started', 'copied', 'later', 'done'] as const satisfies readonly InboxView[];
export const DUES = ['over', 'today', 'week'] as const;
export const CHECKS = ['daily', 'weekly', 'final'] as const;

const among = <T extends string>(all: readonly T[], value: string | null): T | undefined => all.find((one) => one === value);

/** The filter that an address names; what is none of ours is left out. */
export function filterOf(params: URLSearchParams): InboxFilter & { view: InboxView } {
  const [text, runId, due, check] = [params.get('text'), params.get('run'), among(DUES, params.get('due')), among(CHECKS, params.get('check'))];
  return { view: among(VIEWS, params.get('view')) ?? 'mine', ...(text ? { text } : {}), ...(runId ? { runId } : {}), ...(due ? { due } : {}), ...(check ? { check } : {}) };
}

/** The address of a filter, without what goes without saying. */
export function paramsOf({ view, text, runId, due, check }: InboxFilter): string {
  const named = { view: view === 'mine' ? undefined : view, text, run: runId, due, check };
  const params = new URLSearchParams(Object.entries(named).filter((entry): entry is [string, string] => Boolean(entry[1])));
  return params.size > 0 ? `?${params.toString()}` : '';
}

/** Whether more than the heap is asked for. */
export const isNarrow = ({ text, runId, due, check }: InboxFilter): boolean => Boolean(text ?? runId ?? due ?? check);
