import { setTimeout as wait } from 'node:timers/promises';
import type { KillableStack, Victim } from '../support/killable-stack.ts';
import type { ChaosPlan } from './plan.ts';
import type { Probe } from './probe.ts';

/** One round of killing. `at` is epoch ms; the others are ms after it. */
export interface Kill {
  victims: Victim[];
  at: number;
  /** Loops that were under way. */
  underWay: number;
  /** The dead were started again. */
  restartedAfter: number;
  /** The API said that it is ready. */
  readyAfter: number;
  /** Somebody's request was answered by a run again, and the lists showed it. */
  answersAfter: number;
}

/** Plays the planned rounds, one after the other, each once the last one's answers come again; writes each into `kills`. */
export async function killAll(stack: KillableStack, plan: ChaosPlan, { probe, kills, underWay, say }: { probe: Probe; kills: Kill[]; underWay: () => number; say: (line: string) => void }): Promise<void> {
  for (const { victims, quietMs, downMs } of plan.rounds) {
    await wait(quietMs);
    const kill: Kill = { victims, at: Date.now(), underWay: underWay(), restartedAfter: 0, readyAfter: 0, answersAfter: 0 };
    kills.push(kill);
    await stack.kill(victims);
    await wait(downMs);
    kill.restartedAfter = Date.now() - kill.at;
    await stack.start(victims);
    kill.readyAfter = Date.now() - kill.at;
    await probe.untilAnswered();
    kill.answersAfter = Date.now() - kill.at;
    say(`${victims.join(' + ')} killed, ready after ${seconds(kill.readyAfter)}, answers after ${seconds(kill.answersAfter)}; ${kill.underWay} loops under way`);
  }
}

export const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;
