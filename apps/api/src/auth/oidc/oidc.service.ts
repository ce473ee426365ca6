import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { AppError, ConflictError, ForbiddenError, NotFoundError } from '#domain/errors';
import { lockPerson } from '#persistence/repositories/accounts';
import { recordActivity } from '#persistence/repositories/activity';
import { deleteIdentity, findByIdentity, insertIdentity, listIdentities, type IdentityRow } from '#persistence/repositories/identities';
import { findOpenInvitation } from '#persistence/repositories/invitations';
import type { Actor } from '../../common/actor.ts';
import { DATA_SOURCE, NOW, type Now } from '../../common/tokens.ts';
import { admit } from '../admit.ts';
import { AuthService } from '../auth.service.ts';
import type { Vouched } from './provider.ts';

/** Who somebody at the provider is here: issuer and subject are the key, an address never is. */
@Injectable()
export class OidcService {
  constructor(
    @Inject(DATA_SOURCE) private readonly db: DataSource,
    @Inject(NOW) private readonly now: Now,
    private readonly auth: AuthService,
  ) {}

  /**
   * The person who logs in: the one who is linked, or whoever was invited by the very address that the provider has verified. An
   * account that is merely of the same address is not taken over. @throws ForbiddenError `oidc-unknown`, `demo-account`; AppError `credentials`
   */
  async personOf(vouched: Vouched, address: string): Promise<string> {
    const person = await findByIdentity(this.db, vouched.issuer, vouched.subject);
    if (!person) return (await this.admitInvited(vouched)) ?? this.refuse(null, address, new ForbiddenError('oidc-unknown'));
    if (person.disabled_at !== null) return this.refuse(person.id, address, new AppError('credentials'));
    if (this.auth.isRefusedDemo(person)) throw new ForbiddenError('demo-account');
    return person.id;
  }

  /** Links an account at the provider to somebody signed in; twice is once. @throws ConflictError `oidc-taken` */
  async link(personId: string, { issuer, subject, email }: Vouched): Promise<void> {
    await this.db.transaction(async (tx) => {
      if (!(await insertIdentity(tx, { issuer, subject, personId, email, now: this.now() }))) {
        if ((await findByIdentity(tx, issuer, subject))?.id !== personId) throw new ConflictError('oidc-taken');
        return;
      }
      await recordActivity(tx, { actor: personId, verb: 'oidc-linked', data: { person: personId, issuer }, at: this.now() });
    });
  }

  list(actor: Actor): Promise<IdentityRow[]> {
    return listIdentities(this.db, actor.id);
  }

  /** @throws NotFoundError; ConflictError `last-log-in` for somebody without a password */
  async unlink(actor: Actor, id: string): Promise<void> {
    await this.db.transaction(async (tx) => {
      const person = await lockPerson(tx, actor.id);
      if (!(await deleteIdentity(tx, actor.id, id))) throw new NotFoundError('identity');
      if (person?.password_hash === null && (await listIdentities(tx, actor.id)).length === 0) throw new ConflictError('last-log-in');
      await recordActivity(tx, { actor: actor.id, verb: 'oidc-unlinked', data: { person: actor.id, identity: id }, at: this.now() });
    });
  }

  private admitInvited({ issuer, subject, verifiedEmail }: Vouched): Promise<string | null> {
    if (verifiedEmail === null) return Promise.resolve(null);
    return this.db.transaction(async (tx) => {
      const invitation = await findOpenInvitation(tx, { email: verifiedEmail }, this.now());
      if (!invitation) return null;
      const personId = await admit(tx, invitation, null, this.now());
      if (!(await insertIdentity(tx, { issuer, subject, personId, email: verifiedEmail, now: this.now() }))) throw new ConflictError('oidc-taken');
      await recordActivity(tx, { actor: personId, verb: 'oidc-linked', data: { person: personId, issuer }, at: this.now() });
      return personId;
    });
  }

  private async refuse(person: string | null, address: string, error: AppError): Promise<never> {
    await recordActivity(this.db, { actor: 'anonymous', verb: 'login-failed', data: { person, address, reason: error.facts.rule ?? error.code }, at: this.now() });
    throw error;
  }
}
