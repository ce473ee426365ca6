import path from 'node:path';
import { poolOf } from '#persistence/data-source';
import { startBenchStack } from './bench-stack.ts';
import { measureBoards } from './boards.ts';
import { compare } from './compare.ts';
import { measureInbox, storeOpenTasks } from './inbox.ts';
import { say } from './progress.ts';
import { FULL, QUICK, reportText, resultOf } from './report.ts';

/** `npm run bench [-- --json] [-- --quick]`: starts its own stack, measures, says what it saw, and leaves nothing behind. */
async function main(): Promise<void> {
  const plan = process.argv.includes('--quick') ? QUICK : FULL;
  say('starting PostgreSQL, Temporal and two workers');
  const stack = await startBenchStack(path.resolve(import.meta.dirname, '../../..'));
  const stopEarly = (): void => void stack.close().finally(() => process.exit(130));
  process.once('SIGINT', stopEarly).once('SIGTERM', stopEarly);
  try {
    const loops = await compare(stack, plan);
    await stack.stopTemporal();
    say('boards: storing 10,000 closed tasks');
    const boards = await measureBoards(poolOf(stack.owner), poolOf(stack.db));
    const inbox = [];
    let stored = 0;
    for (const rows of plan.inboxRows) {
      say(`inbox: storing ${rows.toLocaleString('en')} open tasks`);
      await storeOpenTasks(poolOf(stack.owner), stored, rows);
      stored = rows;
      inbox.push(await measureInbox(poolOf(stack.db)));
    }
    const result = { ...loops, inbox, boards };
    if (process.argv.includes('--json')) {
      process.stderr.write(`${reportText(result)}\n`);
      console.log(JSON.stringify(resultOf(result)));
    } else console.log(reportText(result));
  } finally {
    await stack.close();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`✖ ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
