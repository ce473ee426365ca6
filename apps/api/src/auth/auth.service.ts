import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type { LoginBody, LogInMethods, Me, ProfileChange } from '#contracts/api/auth';
import { AppError, ForbiddenError } from '#domain/errors';
import { updatePerson } from '#persistence/repositories/accounts';
import { recordActivity } from '#persistence/repositories/activity';
import { findPersonByEmail, rolesAndTeamsOf, type PersonRow } from '#persistence/repositories/people';
import type { LogInMethod } from '#persistence/repositories/sessions';
import { findTotp } from '#persistence/repositories/totp';
import type { Config } from '#platform/config/config';
import type { Actor } from '../common/actor.ts';
import { CONFIG, DATA_SOURCE, NOW, type Now } from '../common/tokens.ts';
import { LoginThrottle } from './login-throttle.ts';
import { passwordFits } from './passwords.ts';
import { SecondFactor } from './second-factor.ts';

/** Addresses of the demo organisation, whose password the README tells. */
const DEMO_DOMAIN = '@callsheet.test';

@Injectable()
export class AuthService {
  constructor(
    @Inject(DATA_SOURCE) private readonly db: DataSource,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(NOW) private readonly now: Now,
    private readonly throttle: LoginThrottle,
    private readonly factor: SecondFactor,
  ) {}

  /** The person with this address, password and second factor. @throws AppError `credentials`, `second-factor`, `too-many-requests`; ForbiddenError for demo accounts in production */
  async check({ email, password, code }: LoginBody, address: string): Promise<{ person: PersonRow; method: LogInMethod }> {
    const account = email.trim().toLowerCase();
    await this.throttle.attempt(address, account);
    const person = await findPersonByEmail(this.db, account);
    const fits = await passwordFits(person?.password_hash ?? null, password);
    if (!person || !fits || person.disabled_at !== null) return this.refuse(person, address, new AppError('credentials'));
    if (this.isRefusedDemo(person)) throw new ForbiddenError('demo-account');
    const method = await this.prove(person, code, address);
    await this.throttle.succeeded(address, account);
    return { person, method };
  }

  isRefusedDemo(person: PersonRow): boolean {
    return this.config.env === 'production' && person.email.endsWith(DEMO_DOMAIN);
  }

  /** How the API shows the person who is signed in. */
  async profile(email: string): Promise<Me> {
    const person = await findPersonByEmail(this.db, email);
    if (!person) throw new AppError('unauthenticated');
    const { uiUrl, namespace } = this.config.temporal;
    const factor = await findTotp(this.db, person.id);
    return {
      id: person.id,
      email: person.email,
      name: person.name,
      locale: person.locale,
      timeZone: person.time_zone,
      role: person.platform_role,
      ...(await rolesAndTeamsOf(this.db, person.id, this.now())),
      hasPassword: person.password_hash !== null,
      secondFactor: factor !== null && factor.confirmedAt !== null,
      ...(uiUrl && person.platform_role === 'admin' ? { temporalUiUrl: uiUrl, temporalNamespace: namespace } : {}),
    };
  }

  async changeProfile(actor: Actor, change: ProfileChange): Promise<Me> {
    await this.db.transaction(async (tx) => {
      await updatePerson(tx, actor.id, change);
      await recordActivity(tx, { actor: actor.id, verb: 'profile-changed', data: { person: actor.id, fields: Object.keys(change) }, at: this.now() });
    });
    return this.profile(actor.email);
  }

  methods(): LogInMethods {
    const { oidc } = this.config.auth;
    return { password: true, oidc: oidc && { label: oidc.label, start: '/api/v1/auth/oidc/start' } };
  }

  private async prove(person: PersonRow, code: string | undefined, address: string): Promise<LogInMethod> {
    if (!(await this.factor.isOn(person.id))) return 'password';
    if (code === undefined) {
      await this.throttle.notAGuess(address, person.email);
      throw new AppError('second-factor', { rule: 'totp-required' });
    }
    const how = await this.factor.take(person.id, code);
    return how ? 'password+totp' : this.refuse(person, address, new AppError('second-factor', { rule: 'totp-wrong' }));
  }

  /** Nothing that was typed is kept: a password lands in the wrong field easily. */
  private async refuse(person: PersonRow | null, address: string, error: AppError): Promise<never> {
    const data = { person: person?.id ?? null, address, reason: error.facts.rule ?? error.code };
    await recordActivity(this.db, { actor: 'anonymous', verb: 'login-failed', data, at: this.now() });
    throw error;
  }
}
