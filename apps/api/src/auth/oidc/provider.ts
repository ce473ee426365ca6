import { Inject, Injectable } from '@nestjs/common';
import * as client from 'openid-client';
import { AppError, ConflictError, ForbiddenError } from '#domain/errors';
import type { Config, OidcSettings } from '#platform/config/config';
import { API_PREFIX } from '../../common/settings.ts';
import { CONFIG, LOGGER, type Log } from '../../common/tokens.ts';

/** Seconds to wait for the provider. */
const TIMEOUT_S = 10;

/** What one log-in by a provider must bring back unchanged. */
export interface Checks {
  state: string;
  nonce: string;
  verifier: string;
}
/** Whom the provider vouches for. `email` only when it says that it has verified it. */
export interface Vouched {
  issuer: string;
  subject: string;
  verifiedEmail: string | null;
  /** For people to read; proves nothing. */
  email: string | null;
}

/** The provider, as `openid-client` knows it: discovered at its first use, authorization code with PKCE (S256), state and nonce. */
@Injectable()
export class OidcProvider {
  private discovered: Promise<client.Configuration> | undefined;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly log: Log,
  ) {}

  /** Address of the provider's log-in page for a new flow, and what its answer is held against. @throws ConflictError `oidc-off`; AppError `unavailable` */
  async begin(): Promise<{ url: string; checks: Checks }> {
    const known = await this.discover();
    const checks = { state: client.randomState(), nonce: client.randomNonce(), verifier: client.randomPKCECodeVerifier() };
    const url = client.buildAuthorizationUrl(known, {
      redirect_uri: this.redirectUri,
      scope: 'openid email profile',
      state: checks.state,
      nonce: checks.nonce,
      code_challenge: await client.calculatePKCECodeChallenge(checks.verifier),
      code_challenge_method: 'S256',
    });
    return { url: url.href, checks };
  }

  /** Exchanges the code that came back (`query` from the question mark on). @throws ForbiddenError `oidc-refused` when anything does not fit */
  async finish(query: string, { state, nonce, verifier }: Checks): Promise<Vouched> {
    const known = await this.discover();
    try {
      const tokens = await client.authorizationCodeGrant(known, new URL(`${this.redirectUri}${query}`), { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true });
      const claims = tokens.claims()!;
      // Many providers keep the address out of the ID token.
      const about = claims.email === undefined && known.serverMetadata().userinfo_endpoint ? { ...claims, ...(await client.fetchUserInfo(known, tokens.access_token, claims.sub)) } : claims;
      const email = typeof about.email === 'string' ? about.email.toLowerCase() : null;
      return { issuer: claims.iss, subject: claims.sub, email, verifiedEmail: about.email_verified === true ? email : null };
    } catch (error) {
      this.log.warn({ err: error }, 'a log-in by the provider was refused');
      throw new ForbiddenError('oidc-refused');
    }
  }

  /** Exactly this address is to be registered at the provider. */
  private get redirectUri(): string {
    return `${this.config.http.publicUrl}/${API_PREFIX}/auth/oidc/callback`;
  }

  private discover(): Promise<client.Configuration> {
    const { oidc } = this.config.auth;
    if (!oidc) throw new ConflictError('oidc-off');
    this.discovered ??= discovery(oidc).catch((error: unknown) => {
      // The next log-in asks again.
      this.discovered = undefined;
      throw new AppError('unavailable', { rule: 'oidc-unreachable', retryAfterMs: TIMEOUT_S * 1_000 }, { cause: error });
    });
    return this.discovered;
  }
}

/** Settings admit plain http for this machine only. */
function discovery({ issuer, clientId, clientSecret }: OidcSettings): Promise<client.Configuration> {
  const insecure = issuer.startsWith('http:') ? { execute: [client.allowInsecureRequests] } : {};
  return client.discovery(new URL(issuer), clientId, clientSecret, clientSecret === undefined ? client.None() : undefined, { timeout: TIMEOUT_S, ...insecure });
}
