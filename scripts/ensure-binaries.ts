import { ensureTemporalCli, ensureTestServer } from './stack/binaries.ts';

/** Fetches the programs beside Node: the Temporal CLI always, the time-skipping server for tests. */
try {
  await ensureTemporalCli();
  if (process.argv[2] === 'test') await ensureTestServer();
} catch (error) {
  console.error(`✖ ${(error as Error).message}`);
  process.exitCode = 1;
}
