import { setTimeout as wait } from 'node:timers/promises';

/** Waits until `condition` answers something true and returns it. @throws Error after `withinMs`. */
export async function until<T>(condition: () => T | Promise<T>, withinMs = 20_000): Promise<Exclude<T, null | undefined | false>> {
  const end = Date.now() + withinMs;
  for (;;) {
    const result = await condition();
    if (result) return result as Exclude<T, null | undefined | false>;
    if (Date.now() > end) throw new Error(`not within ${withinMs} ms: ${condition.toString()}`);
    await wait(25);
  }
}
