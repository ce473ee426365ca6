import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { Page } from '#contracts/api/paging';
import { ZWorkload, ZWorkloadQuery, ZWorkloadTaskPage, ZWorkloadTaskQuery, type Workload, type WorkloadQuery, type WorkloadTask, type WorkloadTaskQuery } from '#contracts/api/workload';
import { CurrentActor, type Actor } from '../common/actor.ts';
import { Requires } from '../common/requires.ts';
import { WorkloadService } from './workload.service.ts';

@Controller('workload')
export class WorkloadController {
  constructor(private readonly workload: WorkloadService) {}

  @Get()
  @Requires('workload.read')
  @ApiOperation({ summary: 'Load of each person over the next four weeks, from all runs: everybody for managers, their people for leads, else yourself' })
  @ApiOkResponse({ standardSchema: ZWorkload })
  list(@CurrentActor() actor: Actor, @Query({ schema: ZWorkloadQuery }) query: WorkloadQuery): Promise<Workload> {
    return this.workload.list(actor, query);
  }

  @Get('tasks')
  @Requires('workload.read')
  @ApiOperation({ summary: 'The tasks behind one day, or behind one of the counts, of a person’s load' })
  @ApiOkResponse({ standardSchema: ZWorkloadTaskPage })
  tasks(@CurrentActor() actor: Actor, @Query({ schema: ZWorkloadTaskQuery }) query: WorkloadTaskQuery): Promise<Page<WorkloadTask>> {
    return this.workload.tasks(actor, query);
  }
}
