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

/** Seed of this process: `CHAOS_SEED`, or the clock. Printed, so that a failure can be repeated. */
export function chooseSeed(): number {
  const seed = Number(process.env.CHAOS_SEED ?? Date.now() % 1_000_000);
  process.stderr.write(`  CHAOS_SEED=${seed}\n`);
  return seed;
}
