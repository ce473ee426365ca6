import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { pgJson } from '../rows/json.ts';

/** One measurement. Ratios are 0..1; instants are epoch ms. */
export interface MetricPoint {
  pieceId: string;
  metric: string;
  value: number;
  measuredAt: number;
  source: string;
}

/**
 * Stores points in one statement; one that is there already (same piece, metric, source and instant) keeps its first value.
 * Answers how many were new.
 */
export async function insertMetricPoints(pool: Pool, points: readonly MetricPoint[], receivedAt: number): Promise<number> {
  if (points.length === 0) return 0;
  const text = `INSERT INTO metric_point (id, piece_id, metric, value, measured_at, received_at, source)
    SELECT r.id, r.piece_id, r.metric, r.value, r.measured_at, $2, r.source FROM json_populate_recordset(null::metric_point, $1::json) r ON CONFLICT DO NOTHING`;
  const rows = points.map(({ pieceId, metric, value, measuredAt, source }) => ({ id: randomUUID(), piece_id: pieceId, metric, value, measured_at: measuredAt, source }));
  const { rowCount } = await pool.query({ name: 'metric-insert', text, values: [pgJson(rows), receivedAt] });
  return rowCount ?? 0;
}

/** Latest value of each metric of a piece measured at or before `upTo` (epoch ms), or null. */
export async function latestMetrics(pool: Pool, pieceId: string, metrics: readonly string[], upTo: number): Promise<Record<string, number | null>> {
  const text = `SELECT DISTINCT ON (metric) metric, value FROM metric_point WHERE piece_id = $1 AND metric = ANY($2) AND measured_at <= $3
    ORDER BY metric, measured_at DESC, received_at DESC`;
  const { rows } = await pool.query<{ metric: string; value: number }>({ name: 'metric-latest', text, values: [pieceId, metrics, upTo] });
  return Object.fromEntries(metrics.map((metric) => [metric, rows.find((row) => row.metric === metric)?.value ?? null]));
}
