import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { z } from 'zod';
import {
  ZCalendar, ZCalendarAnswer, ZCalendarChange, ZCalendarChanged, ZCalendarId, ZCalendarImport, ZCalendarImported, ZCalendarPage, ZCalendarPreview, ZCalendarPreviewRequest, ZCalendarQuery, ZCalendarQuestion,
  ZCalendarSlice, ZCalendarVersionPage, ZCalendarYear, type CalendarAnswer, type CalendarChanged, type CalendarChangeRequest, type CalendarImport, type CalendarImported, type CalendarQuestion, type CalendarResource, type CalendarYear,
} from '#contracts/api/calendar';
import type { CalendarSlice } from '#contracts/calendar';
import type { Page, PageQuery } from '#contracts/api/paging';
import { CurrentActor, type Actor } from '../common/actor.ts';
import { Idempotent, IdempotencyOf, type Idempotency } from '../common/idempotency.ts';
import { Requires } from '../common/requires.ts';
import { CalendarChanges } from './calendar-changes.ts';
import { CalendarImports } from './calendar-imports.ts';
import { CalendarsService } from './calendars.service.ts';

type PageItem<S extends z.ZodType<{ items: unknown[] }>> = z.infer<S>['items'][number];

@Controller('calendars')
export class CalendarsController {
  constructor(
    private readonly calendars: CalendarsService,
    private readonly changes: CalendarChanges,
    private readonly imports: CalendarImports,
  ) {}

  @Get()
  @Requires('calendar.list')
  @ApiOperation({ summary: 'Layers of calendars: the organisation’s, teams’ and people’s, as far as the reader may see them' })
  @ApiOkResponse({ standardSchema: ZCalendarPage })
  list(@CurrentActor() actor: Actor, @Query({ schema: ZCalendarQuery }) query: PageQuery): Promise<Page<PageItem<typeof ZCalendarPage>>> {
    return this.calendars.list(actor, query);
  }

  @Post('answer')
  @HttpCode(200)
  @Requires('calendar.answer')
  @Idempotent()
  @ApiOperation({ summary: 'When is a duration after an instant, for this person: with the arithmetic in sentences' })
  @ApiOkResponse({ standardSchema: ZCalendarAnswer })
  answer(@CurrentActor() actor: Actor, @Body({ schema: ZCalendarQuestion }) question: CalendarQuestion): Promise<CalendarAnswer> {
    return this.calendars.answer(actor, question);
  }

  @Post('import')
  @HttpCode(200)
  @Requires('calendar.import')
  @Idempotent()
  @ApiOperation({ summary: 'The official list of a year: its difference first, then applied; days made by hand stay' })
  @ApiOkResponse({ standardSchema: ZCalendarImported })
  import(@CurrentActor() actor: Actor, @Body({ schema: ZCalendarImport }) body: CalendarImport, @IdempotencyOf() idempotency: Idempotency): Promise<CalendarImported> {
    return this.imports.import(actor, body, idempotency);
  }

  @Get(':id')
  @Requires('calendar.read')
  @ApiOperation({ summary: 'A calendar as it counts, with which layer says what' })
  @ApiOkResponse({ standardSchema: ZCalendar })
  get(@CurrentActor() actor: Actor, @Param('id', { schema: ZCalendarId }) id: string): Promise<CalendarResource> {
    return this.calendars.get(actor, id);
  }

  @Get(':id/slice')
  @Requires('calendar.read')
  @ApiOperation({ summary: 'Working time of the calendar that counts here, some weeks back and some months ahead; of a person’s, that which their work counts by' })
  @ApiOkResponse({ standardSchema: ZCalendarSlice })
  slice(@CurrentActor() actor: Actor, @Param('id', { schema: ZCalendarId }) id: string): Promise<CalendarSlice> {
    return this.calendars.slice(actor, id);
  }

  @Get(':id/year/:year')
  @Requires('calendar.read')
  @ApiOperation({ summary: 'Every day of a year: whether it is worked, why, when, and which layer says so' })
  @ApiOkResponse({ standardSchema: ZCalendarYear })
  year(@CurrentActor() actor: Actor, @Param('id', { schema: ZCalendarId }) id: string, @Param('year', { schema: z.string() }) year: string): Promise<CalendarYear> {
    return this.calendars.year(actor, id, year);
  }

  @Get(':id/versions')
  @Requires('calendar.read')
  @ApiOperation({ summary: 'Versions of a calendar’s own layer, newest first, with who changed it and why' })
  @ApiOkResponse({ standardSchema: ZCalendarVersionPage })
  versions(@CurrentActor() actor: Actor, @Param('id', { schema: ZCalendarId }) id: string, @Query({ schema: ZCalendarQuery }) query: PageQuery): Promise<Page<PageItem<typeof ZCalendarVersionPage>>> {
    return this.calendars.versions(actor, id, query);
  }

  @Post(':id/preview')
  @HttpCode(200)
  @Requires('calendar.preview')
  @Idempotent()
  @ApiOperation({ summary: 'What a change would do, day by day, and which live tasks, meetings and schedules would move' })
  @ApiOkResponse({ standardSchema: ZCalendarPreview })
  preview(@CurrentActor() actor: Actor, @Param('id', { schema: ZCalendarId }) id: string, @Body({ schema: ZCalendarPreviewRequest }) { layer }: z.infer<typeof ZCalendarPreviewRequest>): Promise<z.infer<typeof ZCalendarPreview>> {
    return this.changes.preview(actor, id, layer);
  }

  @Post(':id/versions')
  @HttpCode(201)
  @Requires('calendar.change')
  @Idempotent()
  @ApiOperation({ summary: 'Change a calendar’s own layer: a new version, and everything live is counted again' })
  @ApiCreatedResponse({ standardSchema: ZCalendarChanged })
  change(@CurrentActor() actor: Actor, @Param('id', { schema: ZCalendarId }) id: string, @Body({ schema: ZCalendarChange }) body: CalendarChangeRequest, @IdempotencyOf() idempotency: Idempotency): Promise<CalendarChanged> {
    return this.changes.apply(actor, id, body, idempotency);
  }
}
