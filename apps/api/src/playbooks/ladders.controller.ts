import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { ZKey } from '#contracts/api/fields';
import { ZLadderDryRun, ZLadderRehearsal, type LadderDryRun as Asked, type LadderRehearsal } from '#contracts/api/ladder';
import { ZSlug } from '#contracts/api/playbook';
import { CurrentActor, type Actor } from '../common/actor.ts';
import { Requires } from '../common/requires.ts';
import { LadderDryRun } from './ladder-dry-run.ts';

@Controller('playbooks')
export class LaddersController {
  constructor(private readonly dryRun: LadderDryRun) {}

  @Post(':slug/ladders/:key/dry-run')
  @HttpCode(200)
  @Requires('ladder.read')
  @ApiOperation({ summary: 'What a ladder would do for "Friday 17:30": the real times of due, reminders and rungs, who would be told, and the arithmetic; writes nothing' })
  @ApiOkResponse({ standardSchema: ZLadderRehearsal })
  rehearse(@CurrentActor() actor: Actor, @Param('slug', { schema: ZSlug }) slug: string, @Param('key', { schema: ZKey }) key: string, @Body({ schema: ZLadderDryRun }) asked: Asked): Promise<LadderRehearsal> {
    return this.dryRun.of(actor, slug, key, asked);
  }
}
