import { z } from 'zod';
import { ZId, ZInstant, ZKey } from './fields.ts';

/** One measurement. Ratios are 0..1. `measuredAt` may lie at most five minutes ahead of our clock. */
export const ZMetricPoint = z.strictObject({
  pieceId: ZId,
  metric: ZKey,
  value: z.number().finite().min(0).max(1e15),
  measuredAt: ZInstant,
  source: ZKey,
});
export type MetricPoint = z.infer<typeof ZMetricPoint>;
export const MAX_METRIC_POINTS = 1000;
export const ZMetricBatch = z.strictObject({ points: z.array(ZMetricPoint).min(1).max(MAX_METRIC_POINTS) }).meta({
  examples: [{ points: [{ pieceId: '6f1c2a34-8f0e-4d5b-9a53-0c7f5f0a1b2c', metric: 'plays', value: 1530, measuredAt: 1_772_960_400_000, source: 'douyin-export' }] }],
});
export type MetricBatch = z.infer<typeof ZMetricBatch>;
/** One result per point, in order: `known` means that the very same point was stored before. */
export const ZMetricResults = z.object({
  results: z.array(z.object({
    index: z.number().int(),
    status: z.enum(['stored', 'known', 'refused']),
    field: z.string().optional().meta({ examples: ['points.0.pieceId'] }),
    detail: z.string().optional(),
  })),
});
export type MetricResults = z.infer<typeof ZMetricResults>;
