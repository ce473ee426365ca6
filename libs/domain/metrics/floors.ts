import type { MetricVerdict } from '#contracts/piece';

export interface MetricFloor {
  metric: string;
  floor: number;
  nodes: string[];
}

/** Judges a funnel node's metrics against their floors (handbook 2.3, 4.3). A metric that never arrived is `missing`, never zero. */
export function judgeMetrics(node: string, floors: MetricFloor[], values: Record<string, number | null>): MetricVerdict[] {
  return floors
    .filter((floor) => floor.nodes.includes(node))
    .map(({ metric, floor }) => {
      const value = values[metric] ?? null;
      return { metric, floor, value, verdict: value === null ? 'missing' : value < floor ? 'under' : 'ok' };
    });
}
