export interface Quantiles {
  p50: number;
  p99: number;
}

/** The value below which `share` of the samples lie (nearest rank). @throws Error without samples. */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  if (value === undefined) throw new Error('nothing was measured');
  return value;
}

export const quantiles = (samples: readonly number[]): Quantiles => ({ p50: rounded(quantile(samples, 0.5)), p99: rounded(quantile(samples, 0.99)) });

/** To a tenth below 100, to a hundredth below 10: no more digits than a run on a shared machine bears out. */
export function rounded(value: number): number {
  const digits = value < 10 ? 2 : value < 100 ? 1 : 0;
  return Number(value.toFixed(digits));
}
