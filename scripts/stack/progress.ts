/** Says which stage runs and, when it is over, how long it took. */
export async function stage<T>(label: string, work: () => Promise<T>): Promise<T> {
  const began = Date.now();
  console.log(`▸ ${label} …`);
  const result = await work();
  console.log(`  ${label}: ${((Date.now() - began) / 1000).toFixed(1)} s`);
  return result;
}
