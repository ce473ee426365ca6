import { Controller, Get, Headers, Query, Res } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiProduces } from '@nestjs/swagger';
import type { Response } from 'express';
import { streamQuery, type StreamQuery } from '#contracts/api/stream';
import { CurrentActor, type Actor } from '../common/actor.ts';
import { Requires } from '../common/requires.ts';
import { StreamService } from './stream.service.ts';

const EXAMPLE = 'id: 7412.1.16384_812_e97\nevent: event\ndata: {"runId":"…","n":12,"type":"TaskClaimed","v":1,"at":1772413200000,"cause":{},"data":{}}\n\n';

@Controller('stream')
export class StreamController {
  constructor(private readonly streams: StreamService) {}

  @Get()
  @Requires('stream.read')
  @ApiOperation({
    summary: 'Server-sent events: `event` (of runs you may read), `notice` (yours), `ready`, `beat` (every 15 s), `reset` (cursor void: read your lists again), `end` (session over)',
  })
  @ApiHeader({ name: 'Last-Event-ID', required: false, description: 'Resumes after this id; browsers send it by themselves when they reconnect' })
  @ApiProduces('text/event-stream')
  @ApiOkResponse({ description: 'A stream that stays open', schema: { type: 'string', example: EXAMPLE } })
  stream(@Query({ schema: streamQuery }) query: StreamQuery, @Headers('last-event-id') lastId: string | undefined, @CurrentActor() actor: Actor, @Res() response: Response): Promise<void> {
    return this.streams.serve(actor, lastId ?? query.after, response);
  }
}
