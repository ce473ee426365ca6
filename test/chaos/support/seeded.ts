/** Numbers from 0 to 1 that follow from the seed (mulberry32), so that a round can be played again. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** What a plan draws its lots with. Everything named alike draws alike, whatever was drawn before. */
export class Lots {
  private readonly next: () => number;

  constructor(
    readonly seed: number,
    name: string,
  ) {
    this.next = seeded([...name].reduce((hash, letter) => Math.imul(hash ^ letter.charCodeAt(0), 16_777_619), seed ^ 0x811c9dc5));
  }

  chance(share: number): boolean {
    return this.next() < share;
  }

  /** From `low` up to `high`. */
  between(low: number, high: number): number {
    return low + this.next() * (high - low);
  }

  pick<T>(from: readonly T[]): T {
    return from[Math.floor(this.next() * from.length)]!;
  }

  /** One of the names, each as likely as its weight among the others. */
  weighed<K extends string>(weights: Record<K, number>): K {
    const entries = Object.entries(weights) as Array<[K, number]>;
    let left = this.next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
    return (entries.find(([, weight]) => (left -= weight) < 0) ?? entries.at(-1)!)[0];
  }

  shuffled<T>(list: readonly T[]): T[] {
    return list.map((item) => [this.next(), item] as const).sort(([a], [b]) => a - b).map(([, item]) => item);
  }
}

/** Seed of this process: `CHAOS_SEED`, or the clock. Printed, so that a failure can be repeated. */
export function chooseSeed(): number {
  const seed = Number(process.env.CHAOS_SEED ?? Date.now() % 1_000_000);
  process.stderr.write(`  CHAOS_SEED=${seed}\n`);
  return seed;
}
