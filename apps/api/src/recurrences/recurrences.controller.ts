import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { ZOccurrences, ZRecurrencePreview, type OccurrencesAhead, type RecurrencePreviewRequest } from '#contracts/api/recurrence';
import { Requires } from '../common/requires.ts';
import { NOW, type Now } from '../common/tokens.ts';
import { OccurrencesAheadService } from './occurrences-ahead.ts';

@Controller('recurrences')
export class RecurrencesController {
  constructor(
    private readonly ahead: OccurrencesAheadService,
    @Inject(NOW) private readonly now: Now,
  ) {}

  @Post('preview')
  @HttpCode(200)
  @Requires('recurrence.read')
  @ApiOperation({ summary: 'The next dates of a recurrence on a calendar, with what was moved and why; writes nothing' })
  @ApiOkResponse({ standardSchema: ZOccurrences })
  preview(@Body({ schema: ZRecurrencePreview }) { recurrence, calendar, after, count }: RecurrencePreviewRequest): Promise<OccurrencesAhead> {
    return this.ahead.of(recurrence, calendar, after ?? this.now(), count);
  }
}
