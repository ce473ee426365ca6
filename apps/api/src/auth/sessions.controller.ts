import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { DataSource } from 'typeorm';
import { noBody } from '#contracts/api/notice';
import { pageOf, type Page } from '#contracts/api/paging';
import { endedAnswer, sessionItem, type EndedAnswer, type SessionItem } from '#contracts/api/session';
import { NotFoundError } from '#domain/errors';
import { recordActivity } from '#persistence/repositories/activity';
import { revokeLogIns, revokeOwnSession } from '#persistence/repositories/sessions';
import { CurrentActor, type Actor } from '../common/actor.ts';
import { Idempotent } from '../common/idempotency.ts';
import { Requires } from '../common/requires.ts';
import { DATA_SOURCE, NOW, type Now } from '../common/tokens.ts';
import { idParam } from '../common/validation.pipe.ts';
import { SessionsService } from './sessions.service.ts';

/** One's own sessions. Ending twice is ending once, whatever the key. */
@Controller('auth/sessions')
export class SessionsController {
  constructor(
    private readonly sessions: SessionsService,
    @Inject(DATA_SOURCE) private readonly db: DataSource,
    @Inject(NOW) private readonly now: Now,
  ) {}

  @Get()
  @Requires('auth.sessions')
  @ApiOperation({ summary: 'Your live sessions, the latest used first' })
  @ApiOkResponse({ standardSchema: pageOf(sessionItem) })
  async list(@CurrentActor() actor: Actor): Promise<Page<SessionItem>> {
    return { items: await this.sessions.list(actor), next: null };
  }

  @Delete(':id')
  @Requires('auth.sessions')
  @Idempotent()
  @HttpCode(204)
  @ApiOperation({ summary: 'End one of your sessions; its next request is refused' })
  @ApiNoContentResponse({ description: 'Ended' })
  async end(@Param('id', { schema: idParam }) id: string, @CurrentActor() actor: Actor): Promise<void> {
    await this.db.transaction(async (tx) => {
      if (!(await revokeOwnSession(tx, actor.id, id, this.now()))) throw new NotFoundError('session');
      await recordActivity(tx, { actor: actor.id, verb: 'session-revoked', data: { person: actor.id, session: id }, at: this.now() });
    });
    this.sessions.ended(actor.id);
  }

  @Post('end-others')
  @Requires('auth.sessions')
  @Idempotent()
  @HttpCode(200)
  @ApiOperation({ summary: 'End all your other sessions, and the bearer tokens of log-ins' })
  @ApiOkResponse({ standardSchema: endedAnswer })
  async endOthers(@Body({ schema: noBody }) _body: object, @CurrentActor() actor: Actor): Promise<EndedAnswer> {
    const ended = await this.db.transaction(async (tx) => {
      const count = await revokeLogIns(tx, actor.id, { now: this.now(), keep: actor.proof.hash });
      await recordActivity(tx, { actor: actor.id, verb: 'sessions-revoked', data: { person: actor.id, count }, at: this.now() });
      return count;
    });
    this.sessions.ended(actor.id);
    return { ended };
  }
}
