import { planChaos, type ChaosSize } from '../chaos/loops/plan.ts';
import { play } from '../chaos/loops/play.ts';
import { table } from '../chaos/loops/report.ts';
import { Crew } from '../chaos/support/crew.ts';
import { Evidence } from '../chaos/support/evidence.ts';
import { KillableStack } from '../chaos/support/killable-stack.ts';
import { playKill } from '../chaos/support/kill-round.ts';
import { chooseSeed, seeded } from '../chaos/support/seeded.ts';

/** The short forms of test/chaos. */
describe('kill -9', () => {
  const seed = chooseSeed();
  let stack: KillableStack;
  beforeAll(async () => {
    stack = await KillableStack.open();
  }, 120_000);
  afterAll(() => stack?.close(), 60_000);

  it('between the writes: a worker that dies leaves both stores agreeing', async () => {
    const cast = { stack, crew: new Crew(stack.api), evidence: new Evidence(stack.pool, stack.client), random: seeded(seed) };
    await playKill(cast, ['worker'], { moments: ['committed', 'uncommitted'], withLoop: false });
  }, 150_000);

  it('worker, API, Temporal and PostgreSQL, under loops with their people: nothing is lost, nothing happens twice', async () => {
    const size: ChaosSize = { loops: 5, rounds: 4, tempo: 0.3, startWithin: 500, quiet: [300, 1_200], oneIn: 0, goal: 'planning' };
    const findings = await play(stack, planChaos(seed, size), { withinMs: 90_000, settleMails: false, say: (line) => process.stderr.write(`  ${line}\n`) });
    if (findings.violations.length > 0) process.stderr.write(`${table(findings)}\n`);
    expect({ seed, violations: findings.violations }).toEqual({ seed, violations: [] });
    expect(new Set(findings.kills.flatMap(({ victims }) => victims)).size).toBe(4);
  }, 150_000);
});
