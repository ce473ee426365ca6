import { Inject, Injectable } from '@nestjs/common';
import type { CookieOptions, Response } from 'express';
import { ForbiddenError } from '#domain/errors';
import type { Config } from '#platform/config/config';
import type { Sealer } from '#platform/secrets/sealer';
import type { AppRequest } from '../../common/actor.ts';
import { MINUTE_MS } from '../../common/settings.ts';
import { CONFIG, NOW, SEALER, type Now } from '../../common/tokens.ts';
import { cookieOptions } from '../session-cookie.ts';
import type { Checks } from './provider.ts';

const LASTS_MS = 10 * MINUTE_MS;
const PURPOSE = 'oidc-flow';

/** A log-in by the provider that is under way in one browser. */
export interface Flow extends Checks {
  /** Path of ours to go to afterwards. */
  returnTo: string;
  /** Person who is linking, or null for a log-in. */
  link: string | null;
  /** Epoch ms. */
  until: number;
}

/** Keeps a flow in the browser it was begun in, sealed: nothing is stored, and no other browser can finish it. */
@Injectable()
export class FlowCookie {
  constructor(
    @Inject(SEALER) private readonly sealer: Sealer,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(NOW) private readonly now: Now,
  ) {}

  write(response: Response, flow: Omit<Flow, 'until'>): void {
    const sealed = this.sealer.seal(JSON.stringify({ ...flow, until: this.now() + LASTS_MS } satisfies Flow), PURPOSE);
    response.cookie(this.name, sealed, { ...this.options, maxAge: LASTS_MS }).setHeader('Cache-Control', 'no-store');
  }

  /** The flow, which can be finished once from here. @throws ForbiddenError `oidc-state` when there is none, or it took too long */
  take(request: AppRequest, response: Response): Flow {
    const sealed: unknown = request.cookies?.[this.name];
    response.clearCookie(this.name, this.options).setHeader('Cache-Control', 'no-store');
    const text = typeof sealed === 'string' ? this.sealer.open(sealed, PURPOSE) : null;
    const flow = text === null ? null : (JSON.parse(text) as Flow);
    if (!flow || flow.until < this.now()) throw new ForbiddenError('oidc-state');
    return flow;
  }

  private get name(): string {
    return this.options.secure ? '__Host-oidc' : 'oidc';
  }

  private get options(): CookieOptions {
    return cookieOptions(this.config.http.publicUrl);
  }
}
