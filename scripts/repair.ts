/** `npm run repair -- <run id> [--check]`: rebuilds a run's read rows from its events, or only says where they differ (docs/runbook.md). */
import { createDataSource, poolOf } from '#persistence/data-source';
import { checkRun, repairRun } from '#persistence/record/repair';
import { readConfig } from '#platform/config/config';

const [runId, ...flags] = process.argv.slice(2);
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

async function main(): Promise<void> {
  if (!runId || !UUID.test(runId)) throw new Error('usage: npm run repair -- <run id> [--check]');
  const checkOnly = flags.includes('--check');
  const dataSource = await createDataSource(readConfig(process.env).database.url, { applicationName: 'callsheet-repair', warm: 1 });
  try {
    const found = await (checkOnly ? checkRun : repairRun)(poolOf(dataSource), runId);
    for (const { table, id, kind } of found) console.log(`${table} ${id}: ${kind}`);
    if (found.length === 0) console.log('Rows and events agree.');
    else console.log(checkOnly ? `${found.length} rows differ.` : `${found.length} rows differed and were rebuilt.`);
    if (checkOnly && found.length > 0) process.exitCode = 1;
  } finally {
    await dataSource.destroy();
  }
}

await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
