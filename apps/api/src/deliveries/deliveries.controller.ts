import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { ZDelivery, ZDeliveryDetail, ZDeliveryPage, ZDeliveryQuery, type DeliveryDetail, type DeliveryItem, type DeliveryQuery } from '#contracts/api/delivery';
import { noBody } from '#contracts/api/notice';
import type { Page } from '#contracts/api/paging';
import { CurrentActor, type Actor } from '../common/actor.ts';
import { Idempotent, IdempotencyOf, type Idempotency } from '../common/idempotency.ts';
import { Requires } from '../common/requires.ts';
import { idParam } from '../common/validation.pipe.ts';
import { DeliveriesService } from './deliveries.service.ts';

@Controller('deliveries')
export class DeliveriesController {
  constructor(private readonly deliveries: DeliveriesService) {}

  @Get()
  @Requires('delivery.list')
  @ApiOperation({ summary: 'The log of mails, newest first: to whom, about what, sent, waiting or given up, with attempts and the last error' })
  @ApiOkResponse({ standardSchema: ZDeliveryPage })
  list(@Query({ schema: ZDeliveryQuery }) query: DeliveryQuery): Promise<Page<DeliveryItem>> {
    return this.deliveries.list(query);
  }

  @Get(':id')
  @Requires('delivery.read')
  @ApiOperation({ summary: 'A delivery, its mail as it would be made now, and whether it would still go out' })
  @ApiOkResponse({ standardSchema: ZDeliveryDetail })
  get(@CurrentActor() actor: Actor, @Param('id', { schema: idParam }) id: string): Promise<DeliveryDetail> {
    return this.deliveries.get(actor, id);
  }

  @Post(':id/resend')
  @Requires('delivery.resend')
  @Idempotent()
  @ApiOperation({ summary: 'Bring it once more, also after it was given up: a delivery of its own, made once for a key' })
  @ApiCreatedResponse({ standardSchema: ZDelivery })
  resend(@CurrentActor() actor: Actor, @Param('id', { schema: idParam }) id: string, @Body({ schema: noBody }) _body: object, @IdempotencyOf() idempotency: Idempotency): Promise<DeliveryItem> {
    return this.deliveries.resend(actor, id, idempotency);
  }
}
