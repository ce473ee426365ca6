import { randomUUID } from 'node:crypto';
import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { DataSource, EntityManager } from 'typeorm';
import { pageOf, type Page } from '#contracts/api/paging';
import { newToken, tokenItem, tokenMade, type NewTokenBody, type TokenItem, type TokenMade } from '#contracts/api/token';
import { ConflictError, NotFoundError } from '#domain/errors';
import { recordActivity } from '#persistence/repositories/activity';
import { findToken, insertToken, listTokens, revokeOwnToken } from '#persistence/repositories/tokens';
import { CurrentActor, type Actor } from '../common/actor.ts';
import { Idempotent, IdempotencyOf, type Idempotency } from '../common/idempotency.ts';
import { makeOnce } from '../common/make-once.ts';
import { Requires } from '../common/requires.ts';
import { HOUR_MS } from '../common/settings.ts';
import { DATA_SOURCE, NOW, type Now } from '../common/tokens.ts';
import { idParam } from '../common/validation.pipe.ts';
import { newSecret } from './session-cookie.ts';
import { SessionsService } from './sessions.service.ts';

const PREFIX = 'csp_';
/** So much of a token is shown in lists: enough to tell two apart, nothing to guess from. */
const HINT = PREFIX.length + 6;
const MOST = 50;

/** Personal tokens for scripts: hashed, limited to scopes, ending by themselves. Only a log-in makes and ends them, never a personal token. */
@Controller('auth/tokens')
export class TokensController {
  constructor(
    private readonly sessions: SessionsService,
    @Inject(DATA_SOURCE) private readonly db: DataSource,
    @Inject(NOW) private readonly now: Now,
  ) {}

  @Get()
  @Requires('auth.tokens')
  @ApiOperation({ summary: 'Your personal tokens, without their secrets' })
  @ApiOkResponse({ standardSchema: pageOf(tokenItem) })
  async list(@CurrentActor() actor: Actor): Promise<Page<TokenItem>> {
    return { items: await listTokens(this.db, actor.id, this.now()), next: null };
  }

  @Post()
  @Requires('auth.tokens')
  @Idempotent()
  @ApiOperation({ summary: 'Make a personal token; it is shown this once. It never may more than you, and than its scopes' })
  @ApiCreatedResponse({ standardSchema: tokenMade })
  make(@Body({ schema: newToken }) body: NewTokenBody, @CurrentActor() actor: Actor, @IdempotencyOf() idempotency: Idempotency): Promise<TokenMade> {
    const id = randomUUID();
    return makeOnce(this.db, { actor: actor.id, idempotency, target: id, now: this.now() }, (tx) => this.insert(tx, id, body, actor), async (tx, earlier) => ({ ...(await this.find(tx, actor, earlier)), token: null }));
  }

  @Delete(':id')
  @Requires('auth.tokens')
  @Idempotent()
  @HttpCode(204)
  @ApiOperation({ summary: 'End one of your personal tokens; its next request is refused' })
  @ApiNoContentResponse({ description: 'Ended' })
  async end(@Param('id', { schema: idParam }) id: string, @CurrentActor() actor: Actor): Promise<void> {
    await this.db.transaction(async (tx) => {
      if (!(await revokeOwnToken(tx, actor.id, id, this.now()))) throw new NotFoundError('token');
      await recordActivity(tx, { actor: actor.id, verb: 'token-revoked', data: { person: actor.id, token: id }, at: this.now() });
    });
    this.sessions.ended(actor.id);
  }

  private async insert(tx: EntityManager, id: string, { name, scopes, days }: NewTokenBody, actor: Actor): Promise<TokenMade> {
    const now = this.now();
    if ((await listTokens(tx, actor.id, now)).length >= MOST) throw new ConflictError('too-many-tokens');
    const { secret, hash } = newSecret(PREFIX);
    await insertToken(tx, { hash, personId: actor.id, method: actor.proof.method, now, expiresAt: now + days * 24 * HOUR_MS, personal: { id, name, hint: secret.slice(0, HINT), scopes } });
    await recordActivity(tx, { actor: actor.id, verb: 'token-created', data: { person: actor.id, token: id, scopes, days }, at: now });
    return { ...(await this.find(tx, actor, id)), token: secret };
  }

  private async find(tx: EntityManager, actor: Actor, id: string): Promise<TokenItem> {
    const token = await findToken(tx, actor.id, id);
    if (!token) throw new NotFoundError('token');
    return token;
  }
}
