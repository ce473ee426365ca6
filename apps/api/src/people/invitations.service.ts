import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource, EntityManager } from 'typeorm';
import type { Accepted, Invitation, InvitationAccept, NewInvitationBody } from '#contracts/api/invitation';
import type { Page, PageQuery } from '#contracts/api/paging';
import type { Json } from '#contracts/text';
import { ConflictError, ForbiddenError, InvalidError, NotFoundError } from '#domain/errors';
import { unconditional } from '#domain/identity/can';
import { mayInvite } from '#domain/identity/people';
import { recordActivity } from '#persistence/repositories/activity';
import { findInvitation, findOpenInvitation, insertInvitation, listInvitations, renewInvitation, revokeInvitation, type InvitationRow } from '#persistence/repositories/invitations';
import { voidLetters } from '#persistence/repositories/letters';
import { findPersonByEmail } from '#persistence/repositories/people';
import { admit } from '../auth/admit.ts';
import { LoginThrottle } from '../auth/login-throttle.ts';
import { hashNew } from '../auth/passwords.ts';
import { hashSecret, newSecret } from '../auth/session-cookie.ts';
import { demand, type Actor } from '../common/actor.ts';
import type { Idempotency } from '../common/idempotency.ts';
import { Letters } from '../common/letters.ts';
import { makeOnce } from '../common/make-once.ts';
import { decodeCursor, pageFrom } from '../common/paging.ts';
import { ruleInBoth } from '../common/problem/messages.ts';
import { HOUR_MS } from '../common/settings.ts';
import { DATA_SOURCE, NOW, type Now } from '../common/tokens.ts';

const VALID_MS = 7 * 24 * HOUR_MS;

/** Invitations: a code of 256 bits by mail, kept as a hash, that makes one account once. */
@Injectable()
export class InvitationsService {
  constructor(
    @Inject(DATA_SOURCE) private readonly db: DataSource,
    @Inject(NOW) private readonly now: Now,
    private readonly letters: Letters,
    private readonly throttle: LoginThrottle,
  ) {}

  async list(actor: Actor, { limit, after }: PageQuery): Promise<Page<Invitation>> {
    const invitedBy = unconditional(actor, 'invitation.manage') ? null : actor.id;
    const rows = await listInvitations(this.db, { limit: limit + 1, after: decodeCursor(after, ['number', 'uuid']), invitedBy });
    return pageFrom(rows, limit, (row) => this.view(row), (row) => [row.createdAt, row.id]);
  }

  /** @throws ForbiddenError `may-not-invite`; ConflictError `email-taken`, `invited-already` */
  async invite(actor: Actor, body: NewInvitationBody, idempotency: Idempotency): Promise<Invitation> {
    if (!mayInvite(actor.role, body.platformRole)) throw new ForbiddenError('may-not-invite');
    const id = randomUUID();
    let letter: string | null = null;
    const made = await makeOnce(this.db, { actor: actor.id, idempotency, target: id, now: this.now() }, async (tx) => {
      if (await findPersonByEmail(tx, body.email)) throw new ConflictError('email-taken');
      const { secret, hash } = newSecret();
      const now = this.now();
      const row = await insertInvitation(tx, { id, ...body, locale: body.locale ?? actor.locale, invitedBy: actor.id, hash, now, expiresAt: now + VALID_MS });
      if (!row) throw new ConflictError('invited-already');
      await this.record(tx, actor.id, 'invitation-created', id, { role: body.platformRole });
      letter = await this.send(tx, row, actor.name, secret);
      return this.view(row);
    }, (tx, earlier) => this.find(tx, earlier));
    this.letters.wake(letter);
    return made;
  }

  /** @throws NotFoundError; ConflictError `invitation-closed`, `email-taken` */
  async resend(actor: Actor, id: string, idempotency: Idempotency): Promise<Invitation> {
    let letter: string | null = null;
    const sent = await makeOnce(this.db, { actor: actor.id, idempotency, target: id, now: this.now() }, async (tx) => {
      await this.own(tx, actor, id);
      const { secret, hash } = newSecret();
      const now = this.now();
      const row = await renewInvitation(tx, id, { hash, now, expiresAt: now + VALID_MS });
      if (!row) throw new ConflictError('invitation-closed');
      await voidLetters(tx, `invitation/${id}`);
      await this.record(tx, actor.id, 'invitation-resent', id, {});
      letter = await this.send(tx, row, actor.name, secret);
      return this.view(row);
    }, (tx, earlier) => this.find(tx, earlier));
    this.letters.wake(letter);
    return sent;
  }

  /** @throws NotFoundError; ConflictError `invitation-closed` when it was accepted */
  revoke(actor: Actor, id: string): Promise<Invitation> {
    return this.db.transaction(async (tx) => {
      const before = await this.own(tx, actor, id);
      if (before.revokedAt !== null) return this.view(before);
      const row = await revokeInvitation(tx, id, this.now());
      if (!row) throw new ConflictError('invitation-closed');
      await voidLetters(tx, `invitation/${id}`);
      await this.record(tx, actor.id, 'invitation-revoked', id, {});
      return this.view(row);
    });
  }

  /** Makes the account of an invitation. @throws InvalidError on `token` or `password`; then the invitation stays open. AppError `too-many-requests` */
  async accept({ token, password, name }: InvitationAccept, address: string): Promise<Accepted> {
    await this.throttle.link(address);
    return this.db.transaction(async (tx) => {
      const row = await findOpenInvitation(tx, { hash: hashSecret(token) }, this.now());
      if (!row) throw new InvalidError([{ path: 'token', message: ruleInBoth('link-void') }], { rule: 'link-void' });
      const person = { email: row.email, name: name ?? row.name };
      const personId = await admit(tx, { ...row, ...person }, await hashNew(password, person), this.now());
      return { personId, email: row.email };
    });
  }

  private send(tx: EntityManager, row: InvitationRow, by: string, secret: string): Promise<string> {
    const to = { personId: null, name: row.name, address: row.email, locale: row.locale, timeZone: row.timeZone };
    return this.letters.write(tx, { kind: 'invitation', to, about: `invitation/${row.id}`, data: { by }, secret, expiresAt: row.expiresAt, now: this.now() });
  }

  /** What somebody else invited is not there for managers. */
  private async own(tx: EntityManager, actor: Actor, id: string): Promise<InvitationRow> {
    const row = await findInvitation(tx, id);
    if (!row || (!unconditional(actor, 'invitation.manage') && row.invitedBy !== actor.id)) throw new NotFoundError('invitation');
    demand(actor, 'invitation.manage', row.invitedBy === actor.id ? ['own'] : []);
    return row;
  }

  private async find(tx: EntityManager, id: string): Promise<Invitation> {
    const row = await findInvitation(tx, id);
    if (!row) throw new NotFoundError('invitation');
    return this.view(row);
  }

  private view({ acceptedAt, revokedAt, ...row }: InvitationRow): Invitation {
    const state = acceptedAt !== null ? 'accepted' : revokedAt !== null ? 'revoked' : row.expiresAt <= this.now() ? 'expired' : 'open';
    return { ...row, state };
  }

  private record(tx: EntityManager, actor: string, verb: string, invitation: string, data: Record<string, Json>): Promise<void> {
    return recordActivity(tx, { actor, verb, data: { invitation, ...data }, at: this.now() });
  }
}
