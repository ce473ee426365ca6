import { ensureTemporalCli, ensureTestServer } from './stack/binaries.ts';

/** Fetches the programs beside Node: the Temporal CLI always; for tests the time-skipping server, and a browser where one can be had. */
try {
  await ensureTemporalCli();
  if (process.argv[2] === 'test') await forTests();
} catch (error) {
  console.error(`✖ ${(error as Error).message}`);
  process.exitCode = 1;
}

async function forTests(): Promise<void> {
  await ensureTestServer();
  // It stands on a development dependency, which an installation that only runs does not have.
  const { ensureBrowser } = await import('./stack/browser.ts');
  const browser = await ensureBrowser();
  if (browser.file === null) console.log(`  No browser here: ${browser.why}. The browser suites are skipped.`);
}
