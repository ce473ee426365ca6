import { Crew } from './support/crew.ts';
import { Evidence } from './support/evidence.ts';
import { KillableStack, type Victim } from './support/killable-stack.ts';
import { MOMENTS, playKill } from './support/kill-round.ts';
import { chooseSeed, seeded } from './support/seeded.ts';

/** Issue 3, "Kill between the writes": whoever dies, alone and together, the two stores agree afterwards and nothing acknowledged is lost or done twice. */
describe('kill -9 between the writes', () => {
  const random = seeded(chooseSeed());
  let stack: KillableStack;
  let crew: Crew;

  beforeAll(async () => {
    stack = await KillableStack.open();
    crew = new Crew(stack.api);
    await Promise.all(['manager', 'ops'].map((who) => crew.token(who)));
  }, 120_000);
  afterAll(() => stack?.close(), 60_000);

  it.each<[name: string, victims: Victim[]]>([
    ['API', ['api']],
    ['Temporal', ['temporal']],
    ['API and Temporal', ['api', 'temporal']],
    ['worker', ['worker']],
    ['worker and API', ['worker', 'api']],
    ['worker and Temporal', ['worker', 'temporal']],
    ['worker, API and Temporal', ['worker', 'api', 'temporal']],
  ])('%s', async (_name, victims) => {
    const evidence = new Evidence(stack.pool, stack.client);
    await playKill({ stack, crew, evidence, random }, victims, { moments: victims.includes('worker') ? [...MOMENTS, 'raced'] : MOMENTS, withLoop: true });
  }, 150_000);
});
