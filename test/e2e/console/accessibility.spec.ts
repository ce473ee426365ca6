import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { journeys } from '../support/console/journey.ts';
import { everyPage } from '../support/console/pages.ts';
import { settled } from '../support/console/visitor.ts';

/** WCAG 2.2 AA on every page of the router, light and dark, on a phone and on a desk; nothing runs out of a window of 320 px. */
interface Finding {
  id: string;
  nodes: Array<{ target: string[]; failureSummary: string }>;
}
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const PHONE = { width: 390, height: 844 };
const DESK = { width: 1280, height: 800 };
const NARROWEST = { width: 320, height: 640 };
const WALL = { width: 3840, height: 2160 };

async function findings(page: Page): Promise<string[]> {
  await settled(page);
  await page.evaluate(axe);
  const { violations } = (await page.evaluate(`axe.run(document, { runOnly: ${JSON.stringify(RULES)} })`)) as { violations: Finding[] };
  return violations.flatMap(({ id, nodes }) => nodes.slice(0, 3).map((node) => `${id}: ${node.target.join(' ')} (${node.failureSummary.split('\n')[1]?.trim()})`));
}

const overflow = (page: Page): Promise<number> => page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');

journeys('every page', (journey) => {
  journey('meets WCAG 2.2 AA by axe-core in both themes, on a phone and on a desk, and fits 320 px and 4K', async (at) => {
    const wrong: string[] = [];
    for (const { path, as } of await everyPage(at)) {
      const page = await (as === null ? at.window({ path }) : at.as(as, { path }));
      for (const size of [DESK, PHONE]) {
        await page.setViewportSize(size);
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme });
          wrong.push(...(await findings(page)).map((line) => `${path} (${colorScheme}, ${size.width} px): ${line}`));
        }
      }
      await page.setViewportSize(NARROWEST);
      await settled(page);
      if ((await overflow(page)) > 0) wrong.push(`${path}: scrolls sideways at 320 px by ${await overflow(page)} px`);
      await page.setViewportSize(WALL);
      await settled(page);
      if ((await overflow(page)) > 0) wrong.push(`${path}: scrolls sideways on a 4K screen`);
      await page.context().close();
    }
    expect(wrong).toEqual([]);
  }, 600_000);
}, { example: true });
