import { Module } from '@nestjs/common';
import { WorkloadController } from './workload.controller.ts';
import { WorkloadService } from './workload.service.ts';

@Module({ controllers: [WorkloadController], providers: [WorkloadService] })
export class WorkloadModule {}
