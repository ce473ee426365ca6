import type { Locale } from '#contracts/text';
import type { StackOptions } from '../stack.ts';
import { Console } from './console.ts';

/** Tells one journey; `at` opens windows of people. */
export type Journey = (name: string, story: (at: Console) => Promise<void>, withinMs?: number) => void;

const JOURNEY_MS = 60_000;
const START_MS = 180_000;
export const LOCALES: readonly Locale[] = ['en', 'zh-CN'];

/**
 * A suite of journeys through the console in a real browser, on a stack of its own. Skipped, not passed, where there is no browser.
 * A journey fails too when a page logs an error, throws, or does what the policy forbids.
 */
export function journeys(title: string, tell: (journey: Journey) => void, options: StackOptions = {}): void {
  const suite = process.env.TEST_BROWSER ? describe : describe.skip;
  suite(title, () => {
    let at: Console;
    beforeAll(async () => {
      at = await Console.open(options);
    }, START_MS);
    afterAll(() => at?.close(), START_MS);
    tell((name, story, withinMs = JOURNEY_MS) => {
      it(name, async () => {
        const failure = await story(at).then(() => null, (error: unknown) => ({ error }));
        await at.endJourney(name, failure !== null);
        if (failure) throw failure.error;
      }, withinMs);
    });
  });
}

/** A figure that a journey has measured, for whoever reads the suite's output. */
export const printed = (line: string): void => void process.stderr.write(`    ${line}\n`);
