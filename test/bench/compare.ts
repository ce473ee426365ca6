import { poolOf } from '#persistence/data-source';
import type { BenchStack } from './bench-stack.ts';
import { perTask, type PerTask } from './history.ts';
import { drive, nothing, type Loop, type Measured } from './load.ts';
import { ourLoop } from './ours.ts';
import { say } from './progress.ts';
import { rawLoop } from './raw.ts';

export const CONCURRENCY = 32;
const SAMPLED_HISTORIES = 20;

export interface ComparePlan {
  warmUpSeconds: number;
  /** Turns of each side at concurrency 1 and 32, and how long one takes. */
  rounds: number;
  secondsAlone: number;
  secondsTogether: number;
}
export interface Side {
  alone: Measured;
  together: Measured;
  perTask: PerTask;
}
export interface Compared {
  ours: Side;
  raw: Side;
}

/** Runs both loops on one server in turns, so that whatever else the machine does meets both. */
export async function compare(stack: BenchStack, plan: ComparePlan): Promise<Compared> {
  const { client, root } = stack;
  const started = { ours: [] as string[], raw: [] as string[] };
  const loops = {
    raw: rawLoop(client, (id) => started.raw.push(id)),
    ours: await ourLoop({ root, client, pool: poolOf(stack.db) }, (id) => started.ours.push(id)),
  };
  const sides = ['raw', 'ours'] as const;
  for (const side of sides) await drive(loops[side], CONCURRENCY, plan.warmUpSeconds);
  say('warmed up');
  const alone = await inTurns(loops, 1, plan.rounds, plan.secondsAlone);
  const together = await inTurns(loops, CONCURRENCY, plan.rounds, plan.secondsTogether);
  const sideOf = async (side: 'ours' | 'raw'): Promise<Side> => ({
    alone: alone[side], together: together[side], perTask: await perTask(client, started[side].slice(-SAMPLED_HISTORIES)),
  });
  return { ours: await sideOf('ours'), raw: await sideOf('raw') };
}

async function inTurns(loops: { ours: Loop; raw: Loop }, concurrency: number, rounds: number, seconds: number): Promise<{ ours: Measured; raw: Measured }> {
  const total = { ours: nothing(), raw: nothing() };
  for (let round = 1; round <= rounds; round += 1) {
    // Who is first changes, so that neither always meets what the other left behind.
    for (const side of round % 2 === 1 ? (['raw', 'ours'] as const) : (['ours', 'raw'] as const)) {
      const before = { ...total[side] };
      await drive(loops[side], concurrency, seconds, total[side]);
      const rate = (total[side].loops - before.loops) / (total[side].seconds - before.seconds);
      say(`concurrency ${concurrency}, round ${round}, ${side}: ${rate.toFixed(1)} loops/s`);
    }
  }
  return total;
}
