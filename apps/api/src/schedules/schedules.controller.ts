import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { z } from 'zod';
import { pageQuery, type Page, type PageQuery } from '#contracts/api/paging';
import { ZOccurrences, type OccurrencesAhead } from '#contracts/api/recurrence';
import { ZSchedule, ZScheduleChange, ZScheduleDatesQuery, ZScheduleNew, ZScheduleOccurrence, ZScheduleOccurrencePage, ZSchedulePage, ZScheduleQuery, ZScheduleRunNow, ZScheduleVerb } from '#contracts/api/schedule';
import type { ScheduleChange, ScheduleNew, ScheduleOccurrenceResource, ScheduleQuery, ScheduleResource, ScheduleVerb } from '#contracts/api/schedule';
import { CurrentActor, type Actor } from '../common/actor.ts';
import { Idempotent, IdempotencyOf, type Idempotency } from '../common/idempotency.ts';
import { Requires } from '../common/requires.ts';
import { idParam } from '../common/validation.pipe.ts';
import { ScheduleChanges } from './schedule-changes.ts';
import { SchedulesService } from './schedules.service.ts';

@Controller('schedules')
export class SchedulesController {
  constructor(
    private readonly schedules: SchedulesService,
    private readonly changes: ScheduleChanges,
  ) {}

  @Get()
  @Requires('schedule.list')
  @ApiOperation({ summary: 'Schedules that start runs, newest first, each with its next date and what became of its last; deleted ones only by state' })
  @ApiOkResponse({ standardSchema: ZSchedulePage })
  list(@Query({ schema: ZScheduleQuery }) query: ScheduleQuery): Promise<Page<ScheduleResource>> {
    return this.schedules.list(query);
  }

  @Get(':id')
  @Requires('schedule.read')
  @ApiOperation({ summary: 'A schedule' })
  @ApiOkResponse({ standardSchema: ZSchedule })
  get(@Param('id', { schema: idParam }) id: string): Promise<ScheduleResource> {
    return this.schedules.get(id);
  }

  @Get(':id/dates')
  @Requires('schedule.read')
  @ApiOperation({ summary: 'Its next dates, with what was moved and why; before it is saved ask `POST /recurrences/preview`' })
  @ApiOkResponse({ standardSchema: ZOccurrences })
  dates(@Param('id', { schema: idParam }) id: string, @Query({ schema: ZScheduleDatesQuery }) { count }: z.infer<typeof ZScheduleDatesQuery>): Promise<OccurrencesAhead> {
    return this.schedules.dates(id, count);
  }

  @Get(':id/occurrences')
  @Requires('schedule.read')
  @ApiOperation({ summary: 'What became of its dates, the latest first: the run of each, or why there is none' })
  @ApiOkResponse({ standardSchema: ZScheduleOccurrencePage })
  history(@Param('id', { schema: idParam }) id: string, @Query({ schema: pageQuery }) query: PageQuery): Promise<Page<ScheduleOccurrenceResource>> {
    return this.schedules.history(id, query);
  }

  @Post()
  @HttpCode(201)
  @Requires('schedule.create')
  @Idempotent()
  @ApiOperation({ summary: 'Start runs of a playbook on a recurrence' })
  @ApiCreatedResponse({ standardSchema: ZSchedule })
  create(@CurrentActor() actor: Actor, @Body({ schema: ZScheduleNew }) body: ScheduleNew, @IdempotencyOf() idempotency: Idempotency): Promise<ScheduleResource> {
    return this.changes.create(actor, body, idempotency);
  }

  @Patch(':id')
  @Requires('schedule.change')
  @Idempotent()
  @ApiOperation({ summary: 'Change a schedule; runs that it started stay as they are' })
  @ApiOkResponse({ standardSchema: ZSchedule })
  change(@CurrentActor() actor: Actor, @Param('id', { schema: idParam }) id: string, @Body({ schema: ZScheduleChange }) body: ScheduleChange, @IdempotencyOf() idempotency: Idempotency): Promise<ScheduleResource> {
    return this.changes.change(actor, id, body, idempotency);
  }

  @Post(':id/pause')
  @HttpCode(200)
  @Requires('schedule.pause')
  @Idempotent()
  @ApiOperation({ summary: 'Pause a schedule: nothing starts until it is resumed, and nothing is made up for then' })
  @ApiOkResponse({ standardSchema: ZSchedule })
  pause(@CurrentActor() actor: Actor, @Param('id', { schema: idParam }) id: string, @Body({ schema: ZScheduleVerb }) body: ScheduleVerb, @IdempotencyOf() idempotency: Idempotency): Promise<ScheduleResource> {
    return this.changes.turn(actor, id, 'pause', body, idempotency);
  }

  @Post(':id/resume')
  @HttpCode(200)
  @Requires('schedule.resume')
  @Idempotent()
  @ApiOperation({ summary: 'Let a paused schedule go on, counted from now' })
  @ApiOkResponse({ standardSchema: ZSchedule })
  resume(@CurrentActor() actor: Actor, @Param('id', { schema: idParam }) id: string, @Body({ schema: ZScheduleVerb }) body: ScheduleVerb, @IdempotencyOf() idempotency: Idempotency): Promise<ScheduleResource> {
    return this.changes.turn(actor, id, 'resume', body, idempotency);
  }

  @Post(':id/delete')
  @HttpCode(200)
  @Requires('schedule.delete')
  @Idempotent()
  @ApiOperation({ summary: 'End a schedule for good; its history stays' })
  @ApiOkResponse({ standardSchema: ZSchedule })
  delete(@CurrentActor() actor: Actor, @Param('id', { schema: idParam }) id: string, @Body({ schema: ZScheduleVerb }) body: ScheduleVerb, @IdempotencyOf() idempotency: Idempotency): Promise<ScheduleResource> {
    return this.changes.turn(actor, id, 'delete', body, idempotency);
  }

  @Post(':id/run')
  @HttpCode(200)
  @Requires('schedule.run')
  @Idempotent()
  @ApiOperation({ summary: 'Start a run of a schedule at once, whatever its dates and whatever is still open' })
  @ApiOkResponse({ standardSchema: ZScheduleOccurrence })
  runNow(@CurrentActor() actor: Actor, @Param('id', { schema: idParam }) id: string, @Body({ schema: ZScheduleRunNow }) { reason }: z.infer<typeof ZScheduleRunNow>, @IdempotencyOf() idempotency: Idempotency): Promise<ScheduleOccurrenceResource> {
    return this.changes.runNow(actor, id, reason ?? null, idempotency);
  }
}
