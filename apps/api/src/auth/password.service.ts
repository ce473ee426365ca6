import { setTimeout as wait } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource, EntityManager } from 'typeorm';
import type { PasswordChange, ResetBody } from '#contracts/api/password';
import { AppError, InvalidError } from '#domain/errors';
import { lockPerson, setPasswordHash } from '#persistence/repositories/accounts';
import { recordActivity } from '#persistence/repositories/activity';
import { insertPasswordLink, takePasswordLink, voidPasswordLinks } from '#persistence/repositories/password-links';
import { findPersonByEmail, type PersonRow } from '#persistence/repositories/people';
import { revokeLogIns } from '#persistence/repositories/sessions';
import type { Actor } from '../common/actor.ts';
import { Letters, recipient } from '../common/letters.ts';
import { FIELDS, ruleInBoth } from '../common/problem/messages.ts';
import { HOUR_MS } from '../common/settings.ts';
import { DATA_SOURCE, NOW, type Now } from '../common/tokens.ts';
import { AuthService } from './auth.service.ts';
import { LoginThrottle } from './login-throttle.ts';
import { hashNew, passwordFits } from './passwords.ts';
import { hashSecret, newSecret } from './session-cookie.ts';
import { SessionsService } from './sessions.service.ts';

/** A link that somebody asked for works so long … */
const RESET_MS = HOUR_MS;
/** … and one that came with a new account so long. */
const WELCOME_MS = 7 * 24 * HOUR_MS;
/** No answer comes sooner, so that a known address takes as long as an unknown one. */
const ASKED_MS = 100;

@Injectable()
export class PasswordService {
  constructor(
    @Inject(DATA_SOURCE) private readonly db: DataSource,
    @Inject(NOW) private readonly now: Now,
    private readonly auth: AuthService,
    private readonly throttle: LoginThrottle,
    private readonly sessions: SessionsService,
    private readonly letters: Letters,
  ) {}

  /** Somebody signed in proves that it is them. People without a password are proved by their session. @throws AppError `too-many-requests`; InvalidError on `field` */
  async prove(actor: Actor, password: string | undefined, address: string, field: string): Promise<PersonRow> {
    const person = await findPersonByEmail(this.db, actor.email);
    if (!person) throw new AppError('unauthenticated');
    if (person.password_hash === null) return person;
    if (password === undefined) throw new InvalidError([{ path: field, message: FIELDS.required }]);
    await this.throttle.attempt(address, actor.email);
    if (!(await passwordFits(person.password_hash, password))) throw new InvalidError([{ path: field, message: ruleInBoth('password-wrong') }], { rule: 'password-wrong' });
    await this.throttle.succeeded(address, actor.email);
    return person;
  }

  /** Changes one's own password and ends all other log-ins; personal tokens stay. */
  async change(actor: Actor, body: PasswordChange, address: string): Promise<void> {
    const person = await this.prove(actor, body.current, address, 'current');
    const hash = await hashNew(body.password, person);
    const letter = await this.db.transaction(async (tx) => this.set(tx, person, hash, { actor: actor.id, verb: 'password-changed', keep: actor.proof.hash }));
    this.sessions.ended(person.id);
    this.letters.wake(letter);
  }

  /** Sends a link, if the address is known; the answer and the time it takes are the same. @throws AppError `too-many-requests` per address of the sender */
  async ask(email: string, address: string): Promise<void> {
    const mayMail = await this.throttle.reset(address, email);
    const soonest = wait(ASKED_MS);
    const person = await findPersonByEmail(this.db, email);
    const known = person !== null && person.disabled_at === null && !this.auth.isRefusedDemo(person);
    const letter = await this.db.transaction(async (tx) => {
      await recordActivity(tx, { actor: 'anonymous', verb: 'password-reset-asked', data: { person: person?.id ?? null, address, mailed: known && mayMail }, at: this.now() });
      return known && mayMail ? this.sendLink(tx, person, null) : null;
    });
    this.letters.wake(letter);
    await soonest;
  }

  /** Writes a link to choose a password into a letter, in the caller's transaction; `by` is the name of whoever made the account. */
  async sendLink(tx: EntityManager, person: PersonRow, by: string | null): Promise<string> {
    const { secret, hash } = newSecret();
    const now = this.now();
    const expiresAt = now + (by === null ? RESET_MS : WELCOME_MS);
    await insertPasswordLink(tx, { hash, personId: person.id, now, expiresAt });
    return this.letters.write(tx, { kind: by === null ? 'password-reset' : 'password-set', to: recipient(person), about: `password/${person.id}`, data: by === null ? {} : { by }, secret, expiresAt, now });
  }

  /** Sets a password by a mailed link and ends every log-in. @throws InvalidError on `token` or `password`; then the link stays as it is */
  async reset({ token, password }: ResetBody, address: string): Promise<void> {
    await this.throttle.link(address);
    const { personId, letter } = await this.db.transaction(async (tx) => {
      const id = await takePasswordLink(tx, hashSecret(token), this.now());
      const person = id === null ? null : await lockPerson(tx, id);
      if (!person || person.disabled_at !== null) throw new InvalidError([{ path: 'token', message: ruleInBoth('link-void') }], { rule: 'link-void' });
      const hash = await hashNew(password, person);
      return { personId: person.id, letter: await this.set(tx, person, hash, { actor: person.id, verb: 'password-reset' }) };
    });
    this.sessions.ended(personId);
    this.letters.wake(letter);
  }

  private async set(tx: EntityManager, person: PersonRow, hash: string, how: { actor: string; verb: string; keep?: string }): Promise<string> {
    const now = this.now();
    await setPasswordHash(tx, person.id, hash);
    await voidPasswordLinks(tx, person.id, now);
    await revokeLogIns(tx, person.id, { now, keep: how.keep });
    await recordActivity(tx, { actor: how.actor, verb: how.verb, data: { person: person.id }, at: now });
    return this.letters.write(tx, { kind: 'password-changed', to: recipient(person), about: null, data: {}, secret: null, expiresAt: null, now });
  }
}
