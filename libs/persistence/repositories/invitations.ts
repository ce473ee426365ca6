import type { Locale } from '#contracts/text';
import type { PlatformRole } from '#domain/identity/matrix';
import { returned, type Queryable } from './queryable.ts';

/** An invitation; its link's code is kept as a hash only. Times are epoch ms. */
export interface InvitationRow {
  id: string;
  email: string;
  name: string;
  locale: Locale;
  timeZone: string;
  platformRole: PlatformRole;
  invitedBy: string;
  createdAt: number;
  sentAt: number;
  expiresAt: number;
  acceptedAt: number | null;
  personId: string | null;
  revokedAt: number | null;
}

const COLUMNS = `id, email, name, locale, time_zone AS "timeZone", platform_role AS "platformRole", invited_by AS "invitedBy", created_at AS "createdAt",
  sent_at AS "sentAt", expires_at AS "expiresAt", accepted_at AS "acceptedAt", person_id AS "personId", revoked_at AS "revokedAt"`;

/** Invitations, newest first, after the cursor; only those of `invitedBy` unless it is null. */
export async function listInvitations(db: Queryable, page: { limit: number; after: readonly [number, string] | undefined; invitedBy: string | null }): Promise<InvitationRow[]> {
  const [at, id] = page.after ?? [null, null];
  return db.query(
    `SELECT ${COLUMNS} FROM invitation WHERE ($1::uuid IS NULL OR invited_by = $1) AND ($2::bigint IS NULL OR (created_at, id) < ($2, $3::uuid)) ORDER BY created_at DESC, id DESC LIMIT $4`,
    [page.invitedBy, at, id, page.limit],
  );
}

export async function findInvitation(db: Queryable, id: string): Promise<InvitationRow | null> {
  const [row] = await db.query<InvitationRow[]>(`SELECT ${COLUMNS} FROM invitation WHERE id = $1 FOR UPDATE`, [id]);
  return row ?? null;
}

export type NewInvitation = Pick<InvitationRow, 'id' | 'email' | 'name' | 'locale' | 'timeZone' | 'platformRole' | 'invitedBy' | 'expiresAt'> & { hash: string; now: number };

/** Adds one; null when the address has an open one. One that has run out gives way. */
export async function insertInvitation(db: Queryable, i: NewInvitation): Promise<InvitationRow | null> {
  await db.query('UPDATE invitation SET revoked_at = $2 WHERE email = $1 AND accepted_at IS NULL AND revoked_at IS NULL AND expires_at <= $2', [i.email, i.now]);
  const [row] = await db.query<InvitationRow[]>(
    `INSERT INTO invitation (id, email, name, locale, time_zone, platform_role, invited_by, token_hash, created_at, sent_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, $10)
     ON CONFLICT (email) WHERE accepted_at IS NULL AND revoked_at IS NULL DO NOTHING RETURNING ${COLUMNS}`,
    [i.id, i.email, i.name, i.locale, i.timeZone, i.platformRole, i.invitedBy, i.hash, i.now, i.expiresAt],
  );
  return row ?? null;
}

const OPEN = 'accepted_at IS NULL AND revoked_at IS NULL';

/** Gives an open invitation a new code and time; the old code is void. Null when it is closed. */
export async function renewInvitation(db: Queryable, id: string, renewed: { hash: string; now: number; expiresAt: number }): Promise<InvitationRow | null> {
  const [row] = await returned<InvitationRow>(db, `UPDATE invitation SET token_hash = $2, sent_at = $3, expires_at = $4 WHERE id = $1 AND ${OPEN} RETURNING ${COLUMNS}`, [id, renewed.hash, renewed.now, renewed.expiresAt]);
  return row ?? null;
}

/** Null when it is closed already. */
export async function revokeInvitation(db: Queryable, id: string, now: number): Promise<InvitationRow | null> {
  const [row] = await returned<InvitationRow>(db, `UPDATE invitation SET revoked_at = $2 WHERE id = $1 AND ${OPEN} RETURNING ${COLUMNS}`, [id, now]);
  return row ?? null;
}

/** The open invitation behind a code (its hash), or to an address; locked. Null when there is none that still runs. */
export async function findOpenInvitation(db: Queryable, by: { hash: string } | { email: string }, now: number): Promise<InvitationRow | null> {
  const [column, value] = 'hash' in by ? ['token_hash', by.hash] : ['email', by.email];
  const [row] = await db.query<InvitationRow[]>(`SELECT ${COLUMNS} FROM invitation WHERE ${column} = $1 AND ${OPEN} AND expires_at > $2 FOR UPDATE`, [value, now]);
  return row ?? null;
}

/** Closes an invitation that `findOpenInvitation` has locked. */
export async function acceptInvitation(db: Queryable, id: string, personId: string, now: number): Promise<void> {
  await db.query('UPDATE invitation SET accepted_at = $3, person_id = $2 WHERE id = $1', [id, personId, now]);
}
