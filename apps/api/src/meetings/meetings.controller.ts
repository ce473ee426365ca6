import { Body, Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { Response } from 'express';
import type { z } from 'zod';
import { ZAttendance, ZDecision, ZMeetingAnswered, ZMeetingPage, ZMeetingQuery, ZMinutes } from '#contracts/api/meeting';
import type { Decision, MeetingQuery, ZMeeting } from '#contracts/api/meeting';
import type { Page } from '#contracts/api/paging';
import type { Sent } from '../commands/command-gateway.ts';
import { reply, Verb, type VerbReply } from '../commands/verb.ts';
import { CurrentActor, type Actor } from '../common/actor.ts';
import { IdempotencyOf, type Idempotency } from '../common/idempotency.ts';
import { Requires } from '../common/requires.ts';
import { idParam } from '../common/validation.pipe.ts';
import { MeetingsService } from './meetings.service.ts';

type Meeting = z.infer<typeof ZMeeting>;
type Reply = Promise<VerbReply<'meeting', Meeting>>;

@Controller('meetings')
export class MeetingsController {
  constructor(private readonly meetings: MeetingsService) {}

  @Get()
  @Requires('meeting.list')
  @ApiOperation({ summary: 'Meetings by start' })
  @ApiOkResponse({ standardSchema: ZMeetingPage })
  list(@CurrentActor() actor: Actor, @Query({ schema: ZMeetingQuery }) query: MeetingQuery): Promise<Page<Meeting>> {
    return this.meetings.list(actor, query);
  }

  @Verb(':id/attendance', 'meeting.attendance', 'Record who was there', ZMeetingAnswered)
  async attendance(@CurrentActor() actor: Actor, @Param('id', { schema: idParam }) target: string, @Body({ schema: ZAttendance }) body: z.infer<typeof ZAttendance>, @IdempotencyOf() idempotency: Idempotency, @Res({ passthrough: true }) response: Response): Reply {
    return this.answer(response, actor, target, await this.meetings.attendance({ actor, target, version: body.version, idempotency }, body));
  }

  @Verb(':id/minutes', 'meeting.minutes', 'Record the minutes', ZMeetingAnswered)
  async minutes(@CurrentActor() actor: Actor, @Param('id', { schema: idParam }) target: string, @Body({ schema: ZMinutes }) body: z.infer<typeof ZMinutes>, @IdempotencyOf() idempotency: Idempotency, @Res({ passthrough: true }) response: Response): Reply {
    return this.answer(response, actor, target, await this.meetings.minutes({ actor, target, version: body.version, idempotency }, body));
  }

  @Verb(':id/decision', 'meeting.decision', 'Record the decision, with the other answers of the meeting\'s form', ZMeetingAnswered)
  async decision(@CurrentActor() actor: Actor, @Param('id', { schema: idParam }) target: string, @Body({ schema: ZDecision }) body: Decision, @IdempotencyOf() idempotency: Idempotency, @Res({ passthrough: true }) response: Response): Reply {
    return this.answer(response, actor, target, await this.meetings.decision({ actor, target, version: body.version, idempotency }, body));
  }

  private answer(response: Response, actor: Actor, id: string, sent: Sent): Reply {
    return reply(response, sent, 'meeting', () => this.meetings.view(actor, id));
  }
}
