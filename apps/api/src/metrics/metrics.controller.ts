import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { ZMetricBatch, ZMetricResults, type MetricBatch, type MetricResults } from '#contracts/api/metric';
import { CurrentActor, type Actor } from '../common/actor.ts';
import { Idempotent, IdempotencyOf, type Idempotency } from '../common/idempotency.ts';
import { Requires } from '../common/requires.ts';
import { MetricsService } from './metrics.service.ts';

@Controller('metrics')
export class MetricsController {
  constructor(private readonly metrics: MetricsService) {}

  @Post()
  @HttpCode(200)
  @Requires('metric.record')
  @Idempotent()
  @ApiOperation({ summary: 'Take in measurements of published pieces, up to 1,000 at once; answers per point' })
  @ApiOkResponse({ standardSchema: ZMetricResults })
  record(@CurrentActor() actor: Actor, @Body({ schema: ZMetricBatch }) { points }: MetricBatch, @IdempotencyOf() idempotency: Idempotency): Promise<MetricResults> {
    return this.metrics.record(actor.id, points, idempotency);
  }
}
