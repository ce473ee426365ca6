import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource, EntityManager } from 'typeorm';
import type { Page } from '#contracts/api/paging';
import type { Account, AccountQuery, NewPersonBody, NewRoleBody, PersonChangeBody, RoleItem } from '#contracts/api/person';
import type { Json } from '#contracts/text';
import { ConflictError, NotFoundError } from '#domain/errors';
import { leavesNoAdmin } from '#domain/identity/people';
import { endRole, findAccount, insertPerson, insertRole, listAccounts, lockOtherAdmins, lockPerson, updatePerson } from '#persistence/repositories/accounts';
import { recordActivity } from '#persistence/repositories/activity';
import { voidLetters } from '#persistence/repositories/letters';
import { voidPasswordLinks } from '#persistence/repositories/password-links';
import type { PersonRow } from '#persistence/repositories/people';
import { revokeLogIns } from '#persistence/repositories/sessions';
import { removeTotp } from '#persistence/repositories/totp';
import { PasswordService } from '../auth/password.service.ts';
import { SessionsService } from '../auth/sessions.service.ts';
import type { Actor } from '../common/actor.ts';
import type { Idempotency } from '../common/idempotency.ts';
import { Letters } from '../common/letters.ts';
import { makeOnce } from '../common/make-once.ts';
import { decodeCursor, pageFrom } from '../common/paging.ts';
import { DATA_SOURCE, NOW, type Now } from '../common/tokens.ts';

/** Accounts as administrators keep them. Every change has its line in the activity log, in the same transaction. */
@Injectable()
export class AccountsService {
  constructor(
    @Inject(DATA_SOURCE) private readonly db: DataSource,
    @Inject(NOW) private readonly now: Now,
    private readonly passwords: PasswordService,
    private readonly sessions: SessionsService,
    private readonly letters: Letters,
  ) {}

  async list({ limit, after, ...filter }: AccountQuery): Promise<Page<Account>> {
    const rows = await listAccounts(this.db, { ...filter, now: this.now() }, { limit: limit + 1, after: decodeCursor(after, ['text', 'uuid']) });
    return pageFrom(rows, limit, (row) => row, (row) => [row.name, row.id]);
  }

  /** @throws NotFoundError */
  async get(id: string, db: DataSource | EntityManager = this.db): Promise<Account> {
    const found = await findAccount(db, id);
    if (!found) throw new NotFoundError('person');
    return found;
  }

  /** Adds an account and sends its link to choose a password. @throws ConflictError `email-taken` */
  async add(actor: Actor, body: NewPersonBody, idempotency: Idempotency): Promise<Account> {
    const id = randomUUID();
    let letter: string | null = null;
    const added = await makeOnce(this.db, { actor: actor.id, idempotency, target: id, now: this.now() }, async (tx) => {
      if (!(await insertPerson(tx, { id, ...body, passwordHash: null }))) throw new ConflictError('email-taken');
      await this.record(tx, actor, 'person-created', id, { role: body.platformRole });
      letter = await this.passwords.sendLink(tx, (await lockPerson(tx, id))!, actor.name);
      return this.get(id, tx);
    }, (tx, earlier) => this.get(earlier, tx));
    this.letters.wake(letter);
    return added;
  }

  /** Changes an account. To be disabled, or to get another platform role, ends every log-in. @throws ConflictError `last-admin` */
  async change(actor: Actor, id: string, body: PersonChangeBody): Promise<Account> {
    const { account, ended } = await this.db.transaction(async (tx) => {
      const others = await lockOtherAdmins(tx, id);
      const before = await lockPerson(tx, id);
      if (!before) throw new NotFoundError('person');
      const disabled = body.disabled ?? before.disabled_at !== null;
      const after = { role: body.platformRole ?? before.platform_role, disabled };
      if (leavesNoAdmin({ role: before.platform_role, disabled: before.disabled_at !== null }, after, others)) throw new ConflictError('last-admin');
      const endsLogIns = await this.apply(tx, actor, before, { ...body, platformRole: after.role, disabled });
      return { account: await this.get(id, tx), ended: endsLogIns };
    });
    if (ended) this.sessions.ended(id);
    return account;
  }

  /** Ends every session and log-in token of somebody. */
  async signOut(actor: Actor, id: string): Promise<number> {
    const ended = await this.db.transaction(async (tx) => {
      if (!(await lockPerson(tx, id))) throw new NotFoundError('person');
      const count = await revokeLogIns(tx, id, { now: this.now() });
      await this.record(tx, actor, 'sessions-revoked', id, { count });
      return count;
    });
    this.sessions.ended(id);
    return ended;
  }

  async roles(id: string): Promise<RoleItem[]> {
    return (await this.get(id)).roles;
  }

  /** @throws ConflictError `role-held` when the person has it in that time already */
  addRole(actor: Actor, id: string, body: NewRoleBody, idempotency: Idempotency): Promise<RoleItem> {
    const target = randomUUID();
    const make = async (tx: EntityManager): Promise<RoleItem> => {
      if (!(await lockPerson(tx, id))) throw new NotFoundError('person');
      const role = await insertRole(tx, { id: target, personId: id, ...body });
      if (!role) throw new ConflictError('role-held');
      await this.record(tx, actor, 'role-added', id, { ...role });
      return role;
    };
    return makeOnce(this.db, { actor: actor.id, idempotency, target, now: this.now() }, make, async (tx, earlier) => (await this.get(id, tx)).roles.find((role) => role.id === earlier)!);
  }

  /** @throws NotFoundError */
  endRole(actor: Actor, id: string, roleId: string, untilAt: number | undefined): Promise<RoleItem> {
    return this.db.transaction(async (tx) => {
      const role = await endRole(tx, id, roleId, untilAt ?? this.now());
      if (!role) throw new NotFoundError('role');
      await this.record(tx, actor, 'role-ended', id, { ...role });
      return role;
    });
  }

  /** Writes what differs; true when log-ins were ended. */
  private async apply(tx: EntityManager, actor: Actor, before: PersonRow, after: PersonChangeBody & { platformRole: PersonRow['platform_role']; disabled: boolean }): Promise<boolean> {
    const wasDisabled = before.disabled_at !== null;
    const { name, locale, timeZone, platformRole, disabled } = after;
    await updatePerson(tx, before.id, { name, locale, timeZone, platformRole, ...(disabled === wasDisabled ? {} : { disabledAt: disabled ? this.now() : null }) });
    if (name !== undefined || locale !== undefined || timeZone !== undefined) await this.record(tx, actor, 'profile-changed', before.id, { fields: Object.keys({ name, locale, timeZone }).filter((key) => after[key as 'name'] !== undefined) });
    if (platformRole !== before.platform_role) await this.record(tx, actor, 'platform-role-changed', before.id, { from: before.platform_role, to: platformRole });
    if (disabled !== wasDisabled) await this.record(tx, actor, disabled ? 'person-disabled' : 'person-enabled', before.id, {});
    if (after.secondFactor === false) {
      await removeTotp(tx, before.id);
      await this.record(tx, actor, 'totp-removed', before.id, {});
    }
    const leaves = disabled && !wasDisabled;
    if (leaves) await this.shutOut(tx, before.id);
    else if (platformRole !== before.platform_role || after.secondFactor === false) await revokeLogIns(tx, before.id, { now: this.now() });
    else return false;
    return true;
  }

  /** Nothing of a person who leaves opens a door any more: sessions, tokens, links on their way. */
  private async shutOut(tx: EntityManager, id: string): Promise<void> {
    await revokeLogIns(tx, id, { now: this.now(), tokens: true });
    await voidPasswordLinks(tx, id, this.now());
    await voidLetters(tx, `password/${id}`);
  }

  private record(tx: EntityManager, actor: Actor, verb: string, person: string, data: Record<string, Json>): Promise<void> {
    return recordActivity(tx, { actor: actor.id, verb, data: { person, ...data }, at: this.now() });
  }
}
