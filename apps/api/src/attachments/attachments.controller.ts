import { pipeline } from 'node:stream/promises';
import { Controller, Delete, Get, HttpCode, Body, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { Response } from 'express';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import { ZAttachmentAdded, ZLinkNew, type Attachment } from '#contracts/api/attachment';
import { noBody } from '#contracts/api/notice';
import { readSetting } from '#persistence/repositories/settings';
import { CurrentActor, type Actor, type AppRequest } from '../common/actor.ts';
import { Idempotent, IdempotencyOf, type Idempotency } from '../common/idempotency.ts';
import { Requires } from '../common/requires.ts';
import { TakesMultipart } from '../common/takes-multipart.ts';
import { DATA_SOURCE } from '../common/tokens.ts';
import { idParam, parsedBody } from '../common/validation.pipe.ts';
import { AttachmentsService } from './attachments.service.ts';
import { readUpload } from './upload.ts';

type Added = Promise<{ attachment: Attachment }>;

@Controller()
export class AttachmentsController {
  constructor(
    private readonly attachments: AttachmentsService,
    @Inject(DATA_SOURCE) private readonly db: DataSource,
  ) {}

  @Post('tasks/:id/attachments')
  @HttpCode(201)
  @Requires('attachment.add')
  @Idempotent()
  @TakesMultipart()
  @ApiOperation({ summary: 'Attach to a task: a link as JSON, or a file as multipart/form-data; the type is told by its content' })
  @ApiBody({ schema: z.toJSONSchema(ZLinkNew, { target: 'openapi-3.0' }) as never })
  @ApiCreatedResponse({ standardSchema: ZAttachmentAdded })
  async add(@CurrentActor() actor: Actor, @Param('id', { schema: idParam }) id: string, @IdempotencyOf() idempotency: Idempotency, @Req() request: AppRequest, @Res({ passthrough: true }) response: Response): Added {
    const multipart = Boolean(request.is('multipart/form-data'));
    const link = multipart ? null : await parsedBody(ZLinkNew, request.body);
    const task = await this.attachments.task(actor, id);
    if (link) return { attachment: await this.attachments.addLink(actor, task, link, idempotency) };
    const upload = await readUpload(request, response, await readSetting(this.db, 'attachment.bytes'));
    return { attachment: await this.attachments.addFile(actor, task, upload, idempotency) };
  }

  /** Nothing that people uploaded runs as part of our site: it is saved, not shown, and should a browser show it after all, then without scripts or origin. */
  @Get('attachments/:id')
  @Requires('attachment.read')
  @ApiOperation({ summary: 'The bytes of an attached file, to be saved' })
  @ApiOkResponse({ content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' }, example: 'PNG…' } } })
  async download(@CurrentActor() actor: Actor, @Param('id', { schema: idParam }) id: string, @Res() response: Response): Promise<void> {
    const { attachment, bytes } = await this.attachments.open(actor, id);
    response.attachment(attachment.name).type(attachment.type!).setHeader('Content-Length', attachment.size!);
    response.setHeader('X-Content-Type-Options', 'nosniff').setHeader('Content-Security-Policy', `default-src 'none'; sandbox`).setHeader('Cache-Control', 'private, no-store');
    // Whoever went away, or a store that broke off, ends the answer short of its length: the reader sees that it is not whole.
    await pipeline(bytes, response).catch(() => response.destroy());
  }

  @Delete('attachments/:id')
  @HttpCode(204)
  @Requires('attachment.delete')
  @Idempotent()
  @ApiOperation({ summary: 'Take an attachment off its task; it can be restored for a while' })
  @ApiNoContentResponse({ description: 'Taken off' })
  remove(@CurrentActor() actor: Actor, @Param('id', { schema: idParam }) id: string, @IdempotencyOf() idempotency: Idempotency): Promise<void> {
    return this.attachments.remove(actor, id, idempotency);
  }

  @Post('attachments/:id/restore')
  @HttpCode(200)
  @Requires('attachment.restore')
  @Idempotent()
  @ApiOperation({ summary: 'Bring an attachment back to its task' })
  @ApiOkResponse({ standardSchema: ZAttachmentAdded })
  async restore(@CurrentActor() actor: Actor, @Param('id', { schema: idParam }) id: string, @Body({ schema: noBody }) _body: object, @IdempotencyOf() idempotency: Idempotency): Added {
    return { attachment: await this.attachments.restore(actor, id, idempotency) };
  }
}
