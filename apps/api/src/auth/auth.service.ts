import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type { LoginBody, Me } from '#contracts/api/auth';
import { AppError, ForbiddenError } from '#domain/errors';
import { findPersonByEmail, rolesAndTeamsOf, type PersonRow } from '#persistence/repositories/people';
import type { Config } from '#platform/config/config';
import { CONFIG, DATA_SOURCE, NOW, type Now } from '../common/tokens.ts';
import { LoginThrottle } from './login-throttle.ts';
import { passwordFits } from './passwords.ts';

/** Addresses of the demo organisation, whose password the README tells. */
const DEMO_DOMAIN = '@callsheet.test';

@Injectable()
export class AuthService {
  constructor(
    @Inject(DATA_SOURCE) private readonly db: DataSource,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(NOW) private readonly now: Now,
    private readonly throttle: LoginThrottle,
  ) {}

  /** The person with this address and password. @throws AppError `credentials`, `too-many-requests`; ForbiddenError for demo accounts in production */
  async check({ email, password }: LoginBody, address: string): Promise<PersonRow> {
    const account = email.trim().toLowerCase();
    await this.throttle.attempt(address, account);
    const person = await findPersonByEmail(this.db, account);
    const fits = await passwordFits(person?.password_hash ?? null, password);
    if (!person || !fits || person.disabled_at !== null) throw new AppError('credentials');
    if (this.config.env === 'production' && person.email.endsWith(DEMO_DOMAIN)) throw new ForbiddenError('demo-account');
    await this.throttle.succeeded(address, account);
    return person;
  }

  /** How the API shows the person who is signed in. */
  async profile(email: string): Promise<Me> {
    const person = await findPersonByEmail(this.db, email);
    if (!person) throw new AppError('unauthenticated');
    const { uiUrl } = this.config.temporal;
    return {
      id: person.id,
      email: person.email,
      name: person.name,
      locale: person.locale,
      timeZone: person.time_zone,
      role: person.platform_role,
      ...(await rolesAndTeamsOf(this.db, person.id, this.now())),
      ...(uiUrl && person.platform_role === 'admin' ? { temporalUiUrl: uiUrl } : {}),
    };
  }
}
