/** The quality bar of a final check (handbook 2.1): total of twelve items, and no item under its own minimum. */
export interface QualityBar {
  total: number;
  minimums: Record<string, number>;
}
export interface QualityVerdict {
  passed: boolean;
  total: number;
  /** Items under their own minimum, in the bar's order. */
  under: string[];
}

/** Scores (item → 0…5) against the bar. An item of the bar without a score counts as 0. */
export function qualityVerdict(scores: Record<string, number>, bar: QualityBar): QualityVerdict {
  const total = Object.values(scores).reduce((sum, score) => sum + score, 0);
  const under = Object.keys(bar.minimums).filter((item) => (scores[item] ?? 0) < (bar.minimums[item] ?? 0));
  return { passed: total >= bar.total && under.length === 0, total, under };
}
