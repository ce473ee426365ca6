import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { z } from 'zod';
import { ZAbsence, ZAbsenceCancel, ZAbsenceChange, ZAbsenceNew, ZAbsencePage, ZAbsencePreview, ZAbsenceQuery, ZCoverTaskPage, type AbsenceChange, type AbsenceNew, type AbsencePreview, type AbsenceQuery, type AbsenceResource, type CoverTask } from '#contracts/api/absence';
import type { Page } from '#contracts/api/paging';
import { CurrentActor, type Actor } from '../common/actor.ts';
import { Idempotent, IdempotencyOf, type Idempotency } from '../common/idempotency.ts';
import { Requires } from '../common/requires.ts';
import { idParam } from '../common/validation.pipe.ts';
import { AbsenceCover } from './absence-cover.ts';
import { AbsencesService } from './absences.service.ts';

@Controller('absences')
export class AbsencesController {
  constructor(
    private readonly absences: AbsencesService,
    private readonly cover: AbsenceCover,
  ) {}

  @Get()
  @Requires('absence.list')
  @ApiOperation({ summary: 'Absences, the latest beginning first: your own and of whom you lead; managers see everybody’s' })
  @ApiOkResponse({ standardSchema: ZAbsencePage })
  list(@CurrentActor() actor: Actor, @Query({ schema: ZAbsenceQuery }) query: AbsenceQuery): Promise<Page<AbsenceResource>> {
    return this.absences.list(actor, query);
  }

  @Get(':id')
  @Requires('absence.read')
  @ApiOperation({ summary: 'An absence, with who stands in' })
  @ApiOkResponse({ standardSchema: ZAbsence })
  get(@CurrentActor() actor: Actor, @Param('id', { schema: idParam }) id: string): Promise<AbsenceResource> {
    return this.absences.get(actor, id);
  }

  @Post()
  @HttpCode(201)
  @Requires('absence.create')
  @Idempotent()
  @ApiOperation({ summary: 'Say that you, or somebody you lead, are away: open work goes to the deputy at the beginning and back at the end' })
  @ApiCreatedResponse({ standardSchema: ZAbsence })
  create(@CurrentActor() actor: Actor, @Body({ schema: ZAbsenceNew }) body: AbsenceNew, @IdempotencyOf() idempotency: Idempotency): Promise<AbsenceResource> {
    return this.absences.create(actor, body, idempotency);
  }

  @Post('preview')
  @HttpCode(200)
  @Requires('absence.create')
  @ApiOperation({ summary: 'What an absence would do: who stands in, and which open tasks go to whom; writes nothing, and refuses what setting it would refuse' })
  @ApiOkResponse({ standardSchema: ZAbsencePreview })
  preview(@CurrentActor() actor: Actor, @Body({ schema: ZAbsenceNew }) body: AbsenceNew): Promise<AbsencePreview> {
    return this.cover.preview(actor, body);
  }

  @Get(':id/tasks')
  @Requires('absence.read')
  @ApiOperation({ summary: 'Open tasks that somebody has because of this absence: they go back at its end, or when it is cancelled' })
  @ApiOkResponse({ standardSchema: ZCoverTaskPage })
  async tasks(@CurrentActor() actor: Actor, @Param('id', { schema: idParam }) id: string): Promise<Page<CoverTask>> {
    return { items: await this.cover.covered(actor, id), next: null };
  }

  @Patch(':id')
  @Requires('absence.change')
  @Idempotent()
  @ApiOperation({ summary: 'Extend, shorten or move an absence, or name another deputy' })
  @ApiOkResponse({ standardSchema: ZAbsence })
  change(@CurrentActor() actor: Actor, @Param('id', { schema: idParam }) id: string, @Body({ schema: ZAbsenceChange }) body: AbsenceChange, @IdempotencyOf() idempotency: Idempotency): Promise<AbsenceResource> {
    return this.absences.change(actor, id, body, idempotency);
  }

  @Post(':id/cancel')
  @HttpCode(200)
  @Requires('absence.cancel')
  @Idempotent()
  @ApiOperation({ summary: 'Cancel an absence: what is still open goes back at once' })
  @ApiOkResponse({ standardSchema: ZAbsence })
  cancel(@CurrentActor() actor: Actor, @Param('id', { schema: idParam }) id: string, @Body({ schema: ZAbsenceCancel }) { version }: z.infer<typeof ZAbsenceCancel>, @IdempotencyOf() idempotency: Idempotency): Promise<AbsenceResource> {
    return this.absences.cancel(actor, id, version, idempotency);
  }
}
