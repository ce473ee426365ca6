import { Module } from '@nestjs/common';
import { AuditedReadsModule } from '../audit/audited-reads.module.ts';
import { DeliveriesController } from './deliveries.controller.ts';
import { DeliveriesService } from './deliveries.service.ts';
import { DeliveryMail } from './delivery-mail.ts';

@Module({ imports: [AuditedReadsModule], controllers: [DeliveriesController], providers: [DeliveriesService, DeliveryMail] })
export class DeliveriesModule {}
