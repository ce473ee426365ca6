import type { BrowserContext, ConsoleMessage, Locator, Page } from 'playwright-core';

/** What a page complained of: console errors, errors nobody caught, what the policy refused, answers of 5xx. */
export class Complaints {
  private readonly said: string[] = [];

  async listenTo(context: BrowserContext): Promise<void> {
    await context.exposeBinding('__refused', (_source, what: string) => void this.said.push(`policy: ${what}`));
    await context.addInitScript(`addEventListener('securitypolicyviolation', (e) => window.__refused(e.violatedDirective + ' ' + e.blockedURI + ' ' + e.sourceFile + ':' + e.lineNumber))`);
    context.on('weberror', (error) => this.said.push(`page error: ${error.error().message}`));
    context.on('console', (message) => this.console(message));
  }

  /** Those that nobody said were to be expected. */
  except(expected: readonly RegExp[]): string[] {
    return this.said.filter((line) => !expected.some((pattern) => pattern.test(line)));
  }

  private console(message: ConsoleMessage): void {
    if (message.type() === 'error') this.said.push(`console: ${message.text()} (${message.location().url})`);
  }
}

/** Opens a page and waits until it shows a title: the frame is there, its data may still come. */
export async function visit(page: Page, address: string): Promise<Page> {
  await page.goto(address);
  await page.getByRole('heading').first().waitFor();
  return page;
}

/** The id that the console gives to a task's one main button, whose words are those of the work. */
export const MAIN_BUTTON = 'complete-task';
export const mainButton = (page: Page): Locator => page.locator(`#${MAIN_BUTTON}`);

/** Waits until nothing on the page loads or moves any more. */
export async function settled(page: Page): Promise<void> {
  await page.getByRole('heading').first().waitFor();
  await page.waitForFunction(() => {
    const { document } = globalThis as unknown as { document: PageDocument };
    const moves = document.getAnimations().some((one) => one.playState === 'running' && one.effect?.getTiming().iterations !== Infinity);
    return !moves && document.querySelector('.ant-spin-spinning, .ant-skeleton') === null;
  });
}

/** As much of a browser's document as is asked here: the suites are typed for Node. */
interface PageDocument {
  querySelector(selector: string): unknown;
  getAnimations(): Array<{ playState: string; effect?: { getTiming(): { iterations?: number } } | null }>;
}
