import { Body, Controller, Delete, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { ZCommentAdded, ZCommentNew, type Comment, type CommentNew } from '#contracts/api/comment';
import { CurrentActor, type Actor } from '../common/actor.ts';
import { Idempotent, IdempotencyOf, type Idempotency } from '../common/idempotency.ts';
import { Requires } from '../common/requires.ts';
import { idParam } from '../common/validation.pipe.ts';
import { CommentsService } from './comments.service.ts';

@Controller()
export class CommentsController {
  constructor(private readonly comments: CommentsService) {}

  @Post('tasks/:id/comments')
  @HttpCode(201)
  @Requires('task.comment')
  @Idempotent()
  @ApiOperation({ summary: 'Comment on a task; whoever is mentioned may see the task from then on and is told by mail' })
  @ApiCreatedResponse({ standardSchema: ZCommentAdded })
  async add(@CurrentActor() actor: Actor, @Param('id', { schema: idParam }) id: string, @Body({ schema: ZCommentNew }) body: CommentNew, @IdempotencyOf() idempotency: Idempotency): Promise<{ comment: Comment }> {
    return { comment: await this.comments.add(actor, id, body, idempotency) };
  }

  @Put('comments/:id')
  @Requires('comment.edit')
  @Idempotent()
  @ApiOperation({ summary: 'Change your own comment, for a short time after it was written' })
  @ApiOkResponse({ standardSchema: ZCommentAdded })
  async edit(@CurrentActor() actor: Actor, @Param('id', { schema: idParam }) id: string, @Body({ schema: ZCommentNew }) body: CommentNew, @IdempotencyOf() idempotency: Idempotency): Promise<{ comment: Comment }> {
    return { comment: await this.comments.edit(actor, id, body, idempotency) };
  }

  @Delete('comments/:id')
  @HttpCode(204)
  @Requires('comment.delete')
  @Idempotent()
  @ApiOperation({ summary: 'Take your own comment back, for a short time after it was written' })
  @ApiNoContentResponse({ description: 'Taken back' })
  remove(@CurrentActor() actor: Actor, @Param('id', { schema: idParam }) id: string, @IdempotencyOf() idempotency: Idempotency): Promise<void> {
    return this.comments.remove(actor, id, idempotency);
  }
}
