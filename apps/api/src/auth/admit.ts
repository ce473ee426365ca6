import { randomUUID } from 'node:crypto';
import { ConflictError } from '#domain/errors';
import { insertPerson } from '#persistence/repositories/accounts';
import { recordActivity } from '#persistence/repositories/activity';
import { acceptInvitation, type InvitationRow } from '#persistence/repositories/invitations';
import type { Queryable } from '#persistence/repositories/queryable';

/** Makes the account of an invitation that the caller's transaction has locked; without a password it logs in by a provider only. Answers its id. @throws ConflictError `email-taken` */
export async function admit(tx: Queryable, invitation: InvitationRow, passwordHash: string | null, now: number): Promise<string> {
  const id = randomUUID();
  const { email, name, locale, timeZone, platformRole } = invitation;
  if (!(await insertPerson(tx, { id, email, name, locale, timeZone, platformRole, passwordHash }))) throw new ConflictError('email-taken');
  await acceptInvitation(tx, invitation.id, id, now);
  await recordActivity(tx, { actor: id, verb: 'invitation-accepted', data: { invitation: invitation.id, person: id, role: platformRole }, at: now });
  return id;
}
