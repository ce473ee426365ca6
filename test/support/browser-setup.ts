import { findBrowser } from '../../scripts/stack/browser.ts';

/** Jest global setup of the browser project: the browser's program is handed on by environment; without one its suites are skipped, and this says so. */
export default async function setup(): Promise<void> {
  const browser = await findBrowser();
  process.env.TEST_BROWSER = browser.file ?? '';
  if (browser.file === null) process.stderr.write(`  No browser here: ${browser.why}. The browser suites are skipped.\n`);
}
