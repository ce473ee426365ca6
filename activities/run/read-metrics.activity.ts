import type { MetricsRequest } from '#contracts/process';
import { latestMetrics } from '#persistence/repositories/metrics';
import type { ActivityDeps } from '../deps.ts';

/** Latest figure of each metric measured by the checkpoint's instant; null where none has come. */
export function readMetricsActivity({ pool }: ActivityDeps): (request: MetricsRequest) => Promise<Record<string, number | null>> {
  return ({ pieceId, metrics, upTo }) => latestMetrics(pool, pieceId, metrics, upTo);
}
