import { Crew } from '../chaos/support/crew.ts';
import { Evidence } from '../chaos/support/evidence.ts';
import { KillableStack } from '../chaos/support/killable-stack.ts';
import { playKill } from '../chaos/support/kill-round.ts';
import { chooseSeed, seeded } from '../chaos/support/seeded.ts';

/** The short form of test/chaos/kill-between-writes: one worker, killed for one run after the commit and for another before it. */
it('a worker killed -9 between the writes leaves both stores agreeing', async () => {
  const stack = await KillableStack.open();
  try {
    const crew = new Crew(stack.api);
    const cast = { stack, crew, evidence: new Evidence(stack.pool, stack.client), random: seeded(chooseSeed()) };
    await playKill(cast, ['worker'], { moments: ['committed', 'uncommitted'], withLoop: false });
  } finally {
    await stack.close();
  }
}, 150_000);
