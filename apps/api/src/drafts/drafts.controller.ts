import { Body, Controller, Delete, HttpCode, Param, Put } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { ZDraftSave, ZDraftSaved, type Draft, type DraftSave } from '#contracts/api/draft';
import { CurrentActor, type Actor } from '../common/actor.ts';
import { Idempotent } from '../common/idempotency.ts';
import { Requires } from '../common/requires.ts';
import { idParam } from '../common/validation.pipe.ts';
import { DraftsService } from './drafts.service.ts';

@Controller('tasks/:id/draft')
export class DraftsController {
  constructor(private readonly drafts: DraftsService) {}

  @Put()
  @Requires('task.draft')
  @Idempotent()
  @ApiOperation({ summary: 'Save your half-filled answers to a task, unchecked; only you see them, with the task' })
  @ApiOkResponse({ standardSchema: ZDraftSaved })
  async save(@CurrentActor() actor: Actor, @Param('id', { schema: idParam }) id: string, @Body({ schema: ZDraftSave }) body: DraftSave): Promise<{ draft: Draft }> {
    return { draft: await this.drafts.save(actor, id, body) };
  }

  @Delete()
  @HttpCode(204)
  @Requires('task.draft')
  @Idempotent()
  @ApiOperation({ summary: 'Throw your draft at a task away' })
  @ApiNoContentResponse({ description: 'Gone' })
  drop(@CurrentActor() actor: Actor, @Param('id', { schema: idParam }) id: string): Promise<void> {
    return this.drafts.drop(actor, id);
  }
}
