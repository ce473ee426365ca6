export const DAY_MS = 86_400_000;

/** Where a span lies in a window of time, in percent of it; null when it lies outside. All in epoch ms. */
export function barOf(span: { from: number; until: number }, window: { from: number; until: number }): { start: number; length: number } | null {
  const from = Math.max(span.from, window.from);
  const until = Math.min(span.until, window.until);
  if (until <= from) return null;
  const whole = window.until - window.from;
  return { start: ((from - window.from) / whole) * 100, length: ((until - from) / whole) * 100 };
}
