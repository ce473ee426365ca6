import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Query, Req } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { accepted, invitation, invitationAccept, newInvitation, type Accepted, type Invitation, type InvitationAccept, type NewInvitationBody } from '#contracts/api/invitation';
import { noBody } from '#contracts/api/notice';
import { pageOf, pageQuery, type Page, type PageQuery } from '#contracts/api/paging';
import type { Config } from '#platform/config/config';
import { refuseForeignLogin } from '../auth/cross-site.ts';
import { CurrentActor, type Actor, type AppRequest } from '../common/actor.ts';
import { Idempotent, IdempotencyOf, type Idempotency } from '../common/idempotency.ts';
import { Public, Requires } from '../common/requires.ts';
import { CONFIG } from '../common/tokens.ts';
import { idParam } from '../common/validation.pipe.ts';
import { InvitationsService } from './invitations.service.ts';

@Controller('invitations')
export class InvitationsController {
  constructor(
    private readonly invitations: InvitationsService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get()
  @Requires('invitation.list')
  @ApiOperation({ summary: 'Invitations, newest first: admins see all, managers their own' })
  @ApiOkResponse({ standardSchema: pageOf(invitation) })
  list(@Query({ schema: pageQuery }) query: PageQuery, @CurrentActor() actor: Actor): Promise<Page<Invitation>> {
    return this.invitations.list(actor, query);
  }

  @Post()
  @Requires('invitation.create')
  @Idempotent()
  @ApiOperation({ summary: 'Invite somebody by mail; managers may invite members and viewers' })
  @ApiCreatedResponse({ standardSchema: invitation })
  invite(@Body({ schema: newInvitation }) body: NewInvitationBody, @CurrentActor() actor: Actor, @IdempotencyOf() idempotency: Idempotency): Promise<Invitation> {
    return this.invitations.invite(actor, body, idempotency);
  }

  @Post('accept')
  @Public()
  @ApiOperation({ summary: 'Accept an invitation with the code of its mail and a password; works once' })
  @ApiCreatedResponse({ standardSchema: accepted })
  accept(@Body({ schema: invitationAccept }) body: InvitationAccept, @Req() request: AppRequest): Promise<Accepted> {
    refuseForeignLogin(request, this.config.http.publicUrl);
    return this.invitations.accept(body, request.ip ?? 'unknown');
  }

  @Post(':id/resend')
  @Requires('invitation.manage')
  @Idempotent()
  @HttpCode(200)
  @ApiOperation({ summary: 'Send an invitation again, with a new code and a new end; the old code is void' })
  @ApiOkResponse({ standardSchema: invitation })
  resend(@Param('id', { schema: idParam }) id: string, @Body({ schema: noBody }) _body: object, @CurrentActor() actor: Actor, @IdempotencyOf() idempotency: Idempotency): Promise<Invitation> {
    return this.invitations.resend(actor, id, idempotency);
  }

  /** Revoking twice is revoking once, whatever the key. */
  @Delete(':id')
  @Requires('invitation.manage')
  @Idempotent()
  @ApiOperation({ summary: 'Revoke an invitation: its code is void at once' })
  @ApiOkResponse({ standardSchema: invitation })
  revoke(@Param('id', { schema: idParam }) id: string, @CurrentActor() actor: Actor): Promise<Invitation> {
    return this.invitations.revoke(actor, id);
  }
}
