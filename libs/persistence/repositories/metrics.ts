import type { Pool } from 'pg';

/** Latest value of each metric of a piece measured at or before `upTo` (epoch ms), or null. */
export async function latestMetrics(pool: Pool, pieceId: string, metrics: readonly string[], upTo: number): Promise<Record<string, number | null>> {
  const text = `SELECT DISTINCT ON (metric) metric, value FROM metric_point WHERE piece_id = $1 AND metric = ANY($2) AND measured_at <= $3
    ORDER BY metric, measured_at DESC, received_at DESC`;
  const { rows } = await pool.query<{ metric: string; value: number }>({ name: 'metric-latest', text, values: [pieceId, metrics, upTo] });
  return Object.fromEntries(metrics.map((metric) => [metric, rows.find((row) => row.metric === metric)?.value ?? null]));
}
