import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type { MetricPoint, MetricResults } from '#contracts/api/metric';
import { poolOf } from '#persistence/data-source';
import { claimIdempotencyKey, findIdempotencyKey } from '#persistence/repositories/idempotency';
import type { Idempotency } from '../common/idempotency.ts';
import { DATA_SOURCE, NOW, type Now } from '../common/tokens.ts';

type Result = MetricResults['results'][number];
/** Clocks of other systems may be a little ahead of ours. */
const AHEAD_MS = 5 * 60_000;
/** One statement for the whole batch. A point is known by piece, metric, source and instant: the first value stands. */
const INSERT = `
  INSERT INTO metric_point (id, piece_id, metric, value, measured_at, received_at, source)
  SELECT id, piece_id, metric, value, measured_at, $7, source
  FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::float8[], $5::bigint[], $6::text[]) AS point(id, piece_id, metric, value, measured_at, source)
  ON CONFLICT ON CONSTRAINT metric_point_once DO NOTHING RETURNING id`;

/** Takes measurements in: outside data is stored by plain writes and never sent to a run (architecture.md, "Outside data"). */
@Injectable()
export class MetricsService {
  constructor(
    @Inject(DATA_SOURCE) private readonly db: DataSource,
    @Inject(NOW) private readonly now: Now,
  ) {}

  /** Stores what is new and answers per point, in order; a repeat of the request gets the same answer. */
  async record(actor: string, points: MetricPoint[], idempotency: Idempotency): Promise<MetricResults> {
    const earlier = await findIdempotencyKey(this.db, { ...idempotency, actor });
    if (earlier) return JSON.parse(earlier) as MetricResults;
    const now = this.now();
    const answer = await this.store(points, now);
    // The points are idempotent by themselves, so the answer may be kept after them.
    const kept = await claimIdempotencyKey(this.db, { ...idempotency, actor, target: JSON.stringify(answer), now });
    return kept.fresh ? answer : (JSON.parse(kept.target) as MetricResults);
  }

  private async store(points: MetricPoint[], now: number): Promise<MetricResults> {
    const pieces = await this.known(points.map(({ pieceId }) => pieceId));
    const rows = points.map((point, index) => ({ index, id: randomUUID(), point, refused: refusal(point, index, pieces, now) }));
    const taken = await this.insert(rows.filter((row) => !row.refused), now);
    return { results: rows.map(({ index, id, refused }): Result => refused ?? { index, status: taken.has(id) ? 'stored' : 'known' }) };
  }

  private async known(ids: string[]): Promise<Set<string>> {
    const { rows } = await poolOf(this.db).query<{ id: string }>({ name: 'metric-pieces', text: 'SELECT id FROM piece WHERE id = ANY ($1::uuid[])', values: [[...new Set(ids)]] });
    return new Set(rows.map((row) => row.id));
  }

  private async insert(rows: Array<{ id: string; point: MetricPoint }>, now: number): Promise<Set<string>> {
    if (rows.length === 0) return new Set();
    const column = <K extends keyof MetricPoint>(key: K): Array<MetricPoint[K]> => rows.map(({ point }) => point[key]);
    const values = [rows.map(({ id }) => id), column('pieceId'), column('metric'), column('value'), column('measuredAt'), column('source'), now];
    const { rows: stored } = await poolOf(this.db).query<{ id: string }>({ name: 'metric-insert-each', text: INSERT, values });
    return new Set(stored.map((row) => row.id));
  }
}

function refusal({ pieceId, measuredAt }: MetricPoint, index: number, pieces: ReadonlySet<string>, now: number): Result | null {
  if (!pieces.has(pieceId.toLowerCase())) return { index, status: 'refused', field: `points.${index}.pieceId`, detail: 'there is no such piece' };
  if (measuredAt > now + AHEAD_MS) return { index, status: 'refused', field: `points.${index}.measuredAt`, detail: 'lies in the future' };
  return null;
}
