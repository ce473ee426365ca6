/**
 * Stands in for `@temporalio/workflow` where a run is rehearsed (docs/adr, a run before it starts): the very same workflow code, on a time
 * that jumps from one instant to the next and with nothing behind it that would be stored. Only the rehearsal's bundle is made with it; one
 * context of its own for each rehearsal, so what is kept here belongs to one.
 */
interface Waiter {
  done: () => boolean;
  /** Epoch ms at which it gives up; null when it never does. */
  until: number | null;
  resolve: (met: boolean) => void;
}
type Handler = (...args: never[]) => unknown;
type Activities = Record<string, (request: never) => Promise<unknown>>;

let now = 0;
let ids = 0;
let busy = 0;
let waiters: Waiter[] = [];
let activities: Activities = {};
const handlers = new Map<string, { handle: Handler; validator?: Handler }>();
Date.now = () => now;

/** Sets the stage. @param at epoch ms */
export function begin(at: number, given: Activities): void {
  now = at;
  activities = given;
}
export const handlerOf = (name: string): { handle: Handler; validator?: Handler } | undefined => handlers.get(name);

/** Lets everything go on that can, until all of it waits for time or for somebody. @param breathe resolves when nothing is left to do at once */
export async function settle(breathe: () => Promise<void>): Promise<void> {
  for (;;) {
    await breathe();
    if (busy > 0) continue;
    const ready = waiters.filter(({ done }) => done());
    if (ready.length === 0) return;
    waiters = waiters.filter((waiter) => !ready.includes(waiter));
    for (const { resolve } of ready) resolve(true);
  }
}

/** Epoch ms of the next timer; null when nobody waits for time. */
export function nextTimer(): number | null {
  const instants = waiters.flatMap(({ until }) => until ?? []);
  return instants.length === 0 ? null : Math.min(...instants);
}

/** Moves time to `at` (epoch ms). Whoever waits for time hears of it by `ring`. */
export function moveTo(at: number): void {
  now = Math.max(now, at);
}
export function ring(): void {
  const over = waiters.filter(({ until }) => until !== null && until <= now);
  waiters = waiters.filter((waiter) => !over.includes(waiter));
  for (const { resolve } of over) resolve(false);
}

export function condition(done: () => boolean, timeout?: number): Promise<boolean> {
  if (done()) return Promise.resolve(true);
  return new Promise((resolve) => waiters.push({ done, until: timeout === undefined ? null : now + timeout, resolve }));
}
export const sleep = (ms: number): Promise<boolean> => condition(() => false, ms);

export function proxyActivities(): Activities {
  return new Proxy({}, { get: (_target, name) => (request: never) => call(String(name), request) });
}

async function call(name: string, request: never): Promise<unknown> {
  busy += 1;
  try {
    const activity = activities[name];
    if (!activity) throw new Error(`a rehearsal has no activity ${name}`);
    return await activity(request);
  } finally {
    busy -= 1;
  }
}

export const uuid4 = (): string => `00000000-0000-4000-8000-${String((ids += 1)).padStart(12, '0')}`;
const named = (name: string): { name: string } => ({ name });
export const defineUpdate = named;
export const defineQuery = named;
export const defineSignal = named;
export function setHandler({ name }: { name: string }, handle: Handler, options: { validator?: Handler } = {}): void {
  handlers.set(name, { handle, ...options });
}
export const patched = (): boolean => true;
export const allHandlersFinished = (): boolean => true;
export const workflowInfo = (): object => ({ historyLength: 0, historySize: 0, continueAsNewSuggested: false, unsafe: {} });
export const isCancellation = (): boolean => false;

export class ApplicationFailure extends Error {
  static create({ message }: { message: string }): ApplicationFailure {
    return new ApplicationFailure(message);
  }
}
