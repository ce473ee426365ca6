import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Head } from '#domain/audit/chain';
import { verifyDatabase, verifyLines, type Verdict } from '#persistence/audit/verify';
import { createDataSource } from '#persistence/data-source';
import { databaseUrl } from './stack/reach-database.ts';

/**
 * `npm run audit:verify -- [file] [--head <seq>:<hash>]`: walks the audit of an export (NDJSON) or of the database and names the first entry that
 * does not hold. `--head` is an end noted earlier (the log, an earlier run): the chain must still lead through it (docs/runbook.md, Audit).
 */
async function main(args: string[]): Promise<void> {
  const [file] = args.filter((arg, index) => !arg.startsWith('--') && args[index - 1] !== '--head');
  const noted = notedIn(args);
  const verdict = file ? await verifyLines(createInterface({ input: createReadStream(file), crlfDelay: Infinity }), noted) : await ofDatabase(noted);
  const { entries, head, firstBroken, unsealed } = verdict;
  console.log(`${entries} entries hold, up to ${head.seq}:${head.hash}`);
  if (firstBroken) console.log(`✖ entry ${firstBroken.seq} does not hold: ${FAULTS[firstBroken.fault]}`);
  if (unsealed) console.log(`✖ ${unsealed} rows older than ten minutes have no entry: does a worker run with the part "sweeper"?`);
  if (!verdict.ok) process.exitCode = 1;
}

const FAULTS = {
  gap: 'one before it is missing, or it was put in',
  link: 'it does not follow the one before it',
  hash: 'it is not what was sealed',
  source: 'the row that it was made from is gone or says something else',
  noted: 'it is not the one that was noted: the chain was written anew, or cut off before it',
} as const;

function notedIn(args: string[]): Head | null {
  if (!args.includes('--head')) return null;
  const [, seq, hash] = /^(\d+):([0-9a-f]{64})$/.exec(args[args.indexOf('--head') + 1] ?? '') ?? [];
  if (!seq || !hash) throw new Error('--head takes <number>:<hash>, as an earlier run printed it');
  return { seq: Number(seq), hash };
}

async function ofDatabase(noted: Head | null): Promise<Verdict> {
  const dataSource = await createDataSource(await databaseUrl(), { applicationName: 'callsheet-audit-verify', poolSize: 2, warm: 1 });
  return verifyDatabase(dataSource, Date.now(), noted).finally(() => dataSource.destroy());
}

main(process.argv.slice(2)).catch((error: Error) => {
  console.error(`✖ ${error.message}`);
  process.exitCode = 1;
});
