import { setMaxListeners } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { Browser } from '../support/browser.ts';
import type { KillableStack } from '../support/killable-stack.ts';
import { gather, type Findings } from './findings.ts';
import { Desk } from './desk.ts';
import { killAll, seconds, type Kill } from './killer.ts';
import { Ledger } from './ledger.ts';
import type { ChaosPlan } from './plan.ts';
import { Probe } from './probe.ts';
import { Steering } from './steering.ts';
import { Team } from './team.ts';

const LOOK_EVERY_MS = 500;
/** How long what was begun may take to end: stored commands are relayed, a delivery whose worker died is sent when its lease of a minute is over. */
const SETTLES_MS = 120_000;

export interface PlayOptions {
  /** Longest that everything may take until every loop is where it was to come, in ms. */
  withinMs: number;
  /** Whether to wait for every delivery to be sent: a dead worker's claims last a minute. */
  settleMails: boolean;
  say?: (line: string) => void;
}

/** Plays the plan: loops, people, kills; waits until all is quiet; and says what was found. The stack may have been used before. */
export async function play(stack: KillableStack, plan: ChaosPlan, { withinMs, settleMails, say = () => undefined }: PlayOptions): Promise<Findings> {
  const ledger = new Ledger();
  const over = new AbortController();
  const homeTime = new AbortController();
  // Everybody listens for them, many times at once.
  setMaxListeners(0, over.signal, homeTime.signal);
  const desk = new Desk(new Browser(stack.api), ledger, over.signal);
  const steering = new Steering(desk, plan, stack.pool);
  const team = new Team(desk, { seed: plan.seed, second: plan.size.tempo * 1_000, loopOf: (runId) => steering.loopOf(runId) });
  await team.logIn();
  const began = Date.now();
  const probe = await Probe.open(desk);
  const troubles: string[] = [];
  const trouble = (what: string) => (error: unknown) => void troubles.push(`${what}: ${error instanceof Error ? error.message : String(error)}`);
  const kills: Kill[] = [];
  const work = Promise.all([team.work(homeTime.signal), steering.steer(homeTime.signal)]).catch(trouble('people'));
  let killed = false;
  const killing = killAll(stack, plan, { probe, kills, underWay: () => plan.size.loops - steering.there, say }).catch(trouble('killing')).finally(() => (killed = true));
  for (let quiet = false; !quiet && Date.now() - began < withinMs; await wait(LOOK_EVERY_MS)) {
    await steering.look();
    quiet = killed && steering.there === plan.size.loops;
  }
  const tookMs = Date.now() - began;
  homeTime.abort();
  await killing;
  await Promise.race([work, wait(SETTLES_MS, undefined, { ref: false })]);
  over.abort();
  say(`people went home after ${seconds(tookMs)}; ${steering.there} of ${plan.size.loops} loops are where they were to come`);
  const settled = await untilSettled(stack, `SELECT 1 FROM command WHERE state = 'stored' UNION ALL SELECT 1 FROM run_start WHERE started_at IS NULL LIMIT 1`);
  const mailsSettled = settleMails && (await untilSettled(stack, `SELECT 1 FROM delivery WHERE state IN ('pending', 'sending') LIMIT 1`));
  return gather(stack, { plan, ledger, steering, kills, probe, troubles, began, tookMs, settled: settled && (mailsSettled || !settleMails), mailsSettled });
}

/** Waits for what goes on by itself until the query finds nothing of it. False when something is left. */
async function untilSettled(stack: KillableStack, left: string): Promise<boolean> {
  for (const end = Date.now() + SETTLES_MS; Date.now() < end; await wait(LOOK_EVERY_MS)) if ((await stack.pool.query(left)).rowCount === 0) return true;
  return false;
}
