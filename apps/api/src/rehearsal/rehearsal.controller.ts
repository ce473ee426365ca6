import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { ZOutline, type Outline } from '#contracts/api/outline';
import { ZRunStart, type RunStart } from '#contracts/api/run';
import { CurrentActor, type Actor } from '../common/actor.ts';
import { Requires } from '../common/requires.ts';
import { Rehearsals } from './rehearsals.ts';

@Controller('runs')
export class RehearsalController {
  constructor(private readonly rehearsals: Rehearsals) {}

  @Post('preview')
  @HttpCode(200)
  @Requires('run.start')
  @ApiOperation({ summary: 'What a start would come to: steps with dates on the calendar, who gets what, who is told what and when, if everybody is in time with a first choice; writes nothing, refuses as the start would' })
  @ApiOkResponse({ standardSchema: ZOutline })
  preview(@CurrentActor() actor: Actor, @Body({ schema: ZRunStart }) body: RunStart): Promise<Outline> {
    return this.rehearsals.of(actor, body);
  }
}
