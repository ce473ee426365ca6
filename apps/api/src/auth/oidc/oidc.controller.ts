import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiFoundResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { Response } from 'express';
import { identityItem, oidcLink, oidcStart, type IdentityItem, type OidcLink, type OidcStart } from '#contracts/api/identity';
import { pageOf, type Page } from '#contracts/api/paging';
import { AppError, ForbiddenError } from '#domain/errors';
import type { Config } from '#platform/config/config';
import { CurrentActor, type Actor, type AppRequest } from '../../common/actor.ts';
import { Idempotent } from '../../common/idempotency.ts';
import { Public, Requires } from '../../common/requires.ts';
import { CONFIG } from '../../common/tokens.ts';
import { idParam } from '../../common/validation.pipe.ts';
import { cookieName } from '../session-cookie.ts';
import { SessionsService } from '../sessions.service.ts';
import { SignIn } from '../sign-in.ts';
import { FlowCookie, type Flow } from './flow-cookie.ts';
import { OidcProvider } from './provider.ts';
import { OidcService } from './oidc.service.ts';

@Controller('auth')
export class OidcController {
  constructor(
    private readonly provider: OidcProvider,
    private readonly flows: FlowCookie,
    private readonly oidc: OidcService,
    private readonly signIn: SignIn,
    private readonly sessions: SessionsService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get('oidc/start')
  @Public()
  @ApiOperation({ summary: 'Log in by the provider: sends the browser there' })
  @ApiFoundResponse({ description: 'To the provider' })
  async start(@Query({ schema: oidcStart }) { returnTo }: OidcStart, @Res() response: Response): Promise<void> {
    const { url, checks } = await this.provider.begin();
    this.flows.write(response, { ...checks, returnTo, link: null });
    response.redirect(302, url);
  }

  @Post('oidc/link')
  @Requires('auth.identities')
  @Idempotent()
  @HttpCode(200)
  @ApiOperation({ summary: 'Begin to link your account at the provider; the browser goes to `url` next' })
  @ApiOkResponse({ standardSchema: oidcLink })
  async link(@Body({ schema: oidcStart }) { returnTo }: OidcStart, @CurrentActor() actor: Actor, @Res({ passthrough: true }) response: Response): Promise<OidcLink> {
    const { url, checks } = await this.provider.begin();
    this.flows.write(response, { ...checks, returnTo, link: actor.id });
    return { url };
  }

  @Get('oidc/callback')
  @Public()
  @ApiOperation({ summary: 'Where the provider sends the browser back: logs in, or links, and goes on to the page that was asked for' })
  @ApiFoundResponse({ description: 'To the page that was asked for, or to `/?problem=<rule>`' })
  async callback(@Req() request: AppRequest, @Res() response: Response): Promise<void> {
    try {
      const flow = this.flows.take(request, response);
      await this.finish(flow, request, response);
      response.redirect(302, `${this.config.http.publicUrl}${flow.returnTo}`);
    } catch (error) {
      // A browser shows a page, not a problem document; a script is told all.
      if (!(error instanceof AppError) || request.accepts(['json', 'html']) !== 'html') throw error;
      response.redirect(302, `${this.config.http.publicUrl}/?problem=${encodeURIComponent(error.facts.rule ?? error.code)}`);
    }
  }

  @Get('identities')
  @Requires('auth.identities')
  @ApiOperation({ summary: 'Accounts at the provider that may log in as you' })
  @ApiOkResponse({ standardSchema: pageOf(identityItem) })
  async list(@CurrentActor() actor: Actor): Promise<Page<IdentityItem>> {
    return { items: await this.oidc.list(actor), next: null };
  }

  @Delete('identities/:id')
  @Requires('auth.identities')
  @Idempotent()
  @HttpCode(204)
  @ApiOperation({ summary: 'Unlink an account at the provider' })
  @ApiNoContentResponse({ description: 'Unlinked' })
  unlink(@Param('id', { schema: idParam }) id: string, @CurrentActor() actor: Actor): Promise<void> {
    return this.oidc.unlink(actor, id);
  }

  private async finish(flow: Flow, request: AppRequest, response: Response): Promise<void> {
    const linking = flow.link === null ? null : await this.linking(flow.link, request);
    const query = request.originalUrl.slice(request.originalUrl.indexOf('?') + 1);
    const vouched = await this.provider.finish(request.originalUrl.includes('?') ? `?${query}` : '', flow);
    if (linking === null) return void (await this.signIn.begin(request, response, { personId: await this.oidc.personOf(vouched, request.ip ?? 'unknown'), method: 'oidc' }));
    await this.oidc.link(linking.id, vouched);
    await this.signIn.rotate(request, response, linking);
  }

  /** Only the person who began to link may finish, in the same session's browser. */
  private async linking(personId: string, request: AppRequest): Promise<Actor> {
    const cookie: unknown = request.cookies?.[cookieName(this.config.http.publicUrl)];
    const actor = typeof cookie === 'string' ? await this.sessions.bySession(cookie) : null;
    if (actor?.id !== personId) throw new ForbiddenError('oidc-state');
    return actor;
  }
}
