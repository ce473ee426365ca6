/** What one side of the comparison measured over a stretch of time; latencies in ms. */
export interface Measured {
  loops: number;
  seconds: number;
  completionMs: number[];
  readableMs: number[];
}

/** One loop from start to end, adding its latencies to `into`. */
export type Loop = (into: Measured) => Promise<void>;

export const nothing = (): Measured => ({ loops: 0, seconds: 0, completionMs: [], readableMs: [] });

/**
 * Keeps `concurrency` loops going for `seconds`; a loop under way at the end is finished. Throughput counts all of them over the
 * whole time that they took, so the tail is paid for as well.
 */
export async function drive(loop: Loop, concurrency: number, seconds: number, into: Measured = nothing()): Promise<Measured> {
  const began = performance.now();
  const end = began + seconds * 1_000;
  const lane = async (): Promise<void> => {
    while (performance.now() < end) {
      await loop(into);
      into.loops += 1;
    }
  };
  await Promise.all(Array.from({ length: concurrency }, lane));
  into.seconds += (performance.now() - began) / 1_000;
  return into;
}
