import { Lots } from '../support/seeded.ts';
import { VICTIMS, type Victim } from '../support/killable-stack.ts';
import { loopInput, type LoopInput } from './loop-input.ts';

/** How much is played. Times are ms. */
export interface ChaosSize {
  loops: number;
  /** Rounds of killing; one in four takes two parts at once. */
  rounds: number;
  /** Stretches every duration of loops and people; at 1 a loop takes some two minutes. */
  tempo: number;
  /** All loops are started within this time. */
  startWithin: number;
  /** Quiet between two rounds, once everything is up again. */
  quiet: [least: number, most: number];
  /** Of so many loops one is cancelled on its way, and one goes on into a second turn and is left there; 0: none. */
  oneIn: number;
  /** How far the others are to come: to their end, or only past their review. */
  goal: 'closed' | 'planning';
}

export interface PlannedRound {
  victims: Victim[];
  quietMs: number;
  /** How long the dead stay dead. */
  downMs: number;
}
/** Where a loop is to come: `left` is left alone in its second turn, all others are worked on as long as anybody works. */
export type Goal = 'closed' | 'cancelled' | 'left' | 'planning';
export interface Escapade {
  verb: 'pause' | 'pause-step' | 'shift' | 'reassign' | 'repeat' | 'skip' | 'cancel';
  /** After the loop's start. */
  afterMs: number;
  /** How long a pause lasts. */
  forMs: number;
}
export interface PlannedLoop {
  index: number;
  title: string;
  startsAfterMs: number;
  goal: Goal;
  input: LoopInput;
  escapades: Escapade[];
}
export interface ChaosPlan {
  seed: number;
  size: ChaosSize;
  rounds: PlannedRound[];
  loops: PlannedLoop[];
}

/** Everything that chance decides beforehand: the same seed and size always give the same plan. */
export function planChaos(seed: number, size: ChaosSize): ChaosPlan {
  return { seed, size, rounds: planRounds(new Lots(seed, 'rounds'), size), loops: Array.from({ length: size.loops }, (_, index) => planLoop(seed, size, index)) };
}

/** Each part has its turn as often as the others, in an order of chance. */
function planRounds(lots: Lots, { rounds, quiet }: ChaosSize): PlannedRound[] {
  const deck = Array.from({ length: Math.ceil(rounds / VICTIMS.length) }, () => lots.shuffled(VICTIMS)).flat();
  return deck.slice(0, rounds).map((first) => {
    const second = lots.chance(0.25) ? lots.pick(VICTIMS.filter((other) => other !== first)) : null;
    return { victims: second ? [first, second] : [first], quietMs: lots.between(...quiet), downMs: lots.chance(0.5) ? 0 : lots.between(200, 4_000) };
  });
}

function planLoop(seed: number, size: ChaosSize, index: number): PlannedLoop {
  const lots = new Lots(seed, `loop ${index}`);
  const goal = index % size.oneIn === 1 ? 'left' : index % size.oneIn === 2 ? 'cancelled' : size.goal;
  const escapades: Escapade[] = [];
  const minute = 15_000 * size.tempo;
  if (lots.chance(0.3)) escapades.push({ verb: 'pause', afterMs: lots.between(0.2, 1.5) * minute, forMs: lots.between(0.05, 0.2) * minute });
  if (lots.chance(0.15)) escapades.push({ verb: 'pause-step', afterMs: lots.between(0.2, 2) * minute, forMs: lots.between(0.05, 0.15) * minute });
  for (const [verb, share] of [['shift', 0.15], ['reassign', 0.1], ['repeat', 0.05]] as const) if (lots.chance(share)) escapades.push({ verb, afterMs: lots.between(0.3, 2) * minute, forMs: 0 });
  if (lots.chance(0.1)) escapades.push({ verb: 'skip', afterMs: lots.between(0.3, 1.5) * minute, forMs: 0 });
  if (goal === 'cancelled') escapades.push({ verb: 'cancel', afterMs: lots.between(0.5, 1.5) * minute, forMs: 0 });
  return {
    index, goal, escapades,
    title: `Chaos loop ${String(index + 1).padStart(3, '0')}`,
    startsAfterMs: lots.between(0, size.startWithin),
    input: loopInput(new Lots(seed, `input ${index}`), { tempo: size.tempo, turns: goal === 'left' ? 0 : 1 }),
  };
}
