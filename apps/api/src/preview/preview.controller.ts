import { applyDecorators, Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { ZMeetingPreviewRequest, ZPreview, ZRunPreviewRequest, ZTaskPreviewRequest, type PreviewRequest } from '#contracts/api/preview';
import { InvalidError } from '#domain/errors';
import type { Action } from '#domain/identity/matrix';
import { Requires } from '../common/requires.ts';
import { idParam } from '../common/validation.pipe.ts';

const PreviewOf = (noun: string, action: Action): MethodDecorator =>
  applyDecorators(
    Post(`${noun}/:id/preview`),
    HttpCode(200),
    Requires(action),
    ApiOperation({ summary: `What a verb on the ${noun.slice(0, -1)} would move and whom it would tell; writes nothing, refuses as the verb would` }),
    ApiOkResponse({ standardSchema: ZPreview }),
  );

/** Where a preview ends up that names no verb: one that does has become the verb's own request (`asVerb`). */
@Controller()
export class PreviewController {
  @PreviewOf('runs', 'run.preview')
  run(@Param('id', { schema: idParam }) _id: string, @Body({ schema: ZRunPreviewRequest }) body: PreviewRequest): never {
    return refuse(body);
  }

  @PreviewOf('tasks', 'task.preview')
  task(@Param('id', { schema: idParam }) _id: string, @Body({ schema: ZTaskPreviewRequest }) body: PreviewRequest): never {
    return refuse(body);
  }

  @PreviewOf('meetings', 'meeting.preview')
  meeting(@Param('id', { schema: idParam }) _id: string, @Body({ schema: ZMeetingPreviewRequest }) body: PreviewRequest): never {
    return refuse(body);
  }
}

function refuse({ verb }: PreviewRequest): never {
  throw new InvalidError([{ path: 'verb', message: { en: `"${verb}" is no verb here`, 'zh-CN': `此处没有操作“${verb}”` } }]);
}
