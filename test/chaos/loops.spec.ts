import path from 'node:path';
import { planChaos, type ChaosSize } from './loops/plan.ts';
import { play } from './loops/play.ts';
import { keep, table } from './loops/report.ts';
import { KillableStack } from './support/killable-stack.ts';
import { chooseSeed } from './support/seeded.ts';

const env = (name: string, fallback: number): number => Number(process.env[name] ?? fallback);
const MINUTE_MS = 60_000;

/** Issue 4, "Crash": `npm run test:chaos`. A hundred loops with scripted people while worker, API, Temporal and PostgreSQL are killed -9 at random. */
it('100 loops go through with their people while everything is killed -9 again and again', async () => {
  const seed = chooseSeed();
  const size: ChaosSize = { loops: env('CHAOS_LOOPS', 100), rounds: env('CHAOS_ROUNDS', 22), tempo: env('CHAOS_TEMPO', 3), startWithin: 30_000, quiet: [3_000, 14_000], oneIn: 10, goal: 'closed' };
  const file = process.env.CHAOS_REPORT ?? path.resolve(import.meta.dirname, `../../node_modules/.cache/callsheet/chaos-${seed}.json`);
  const stack = await KillableStack.open();
  try {
    const findings = await play(stack, planChaos(seed, size), { withinMs: 15 * MINUTE_MS, settleMails: true, say: (line) => process.stderr.write(`  ${line}\n`) });
    process.stdout.write(`\n${table(findings)}\n  ${await keep(findings, stack.home, file)}\n\n`);
    expect({ seed, violations: findings.violations }).toEqual({ seed, violations: [] });
  } finally {
    await stack.close();
  }
}, 25 * MINUTE_MS);
