import { createDataSource, poolOf } from '#persistence/data-source';
import { checkRun, repairRun } from '#persistence/record/repair';
import { databaseUrl } from './stack/reach-database.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** `npm run repair -- <run id> [--check]`: rebuilds a run's read rows from its events, or only says where they differ (docs/runbook.md). */
async function main([runId, ...flags]: string[]): Promise<void> {
  if (!runId || !UUID.test(runId)) throw new Error('Which run? npm run repair -- <run id> [--check]');
  const checkOnly = flags.includes('--check');
  const dataSource = await createDataSource(await databaseUrl(), { applicationName: 'callsheet-repair', poolSize: 2, warm: 1 });
  try {
    const found = await (checkOnly ? checkRun : repairRun)(poolOf(dataSource), runId);
    for (const { table, id, kind } of found) console.log(`${table} ${id}: ${kind}`);
    if (found.length === 0) return console.log('Rows and events agree.');
    console.log(checkOnly ? `${found.length} rows differ.` : `${found.length} rows differed and were rebuilt.`);
    if (checkOnly) process.exitCode = 1;
  } finally {
    await dataSource.destroy();
  }
}

main(process.argv.slice(2)).catch((error: Error) => {
  console.error(`✖ ${error.message}`);
  process.exitCode = 1;
});
