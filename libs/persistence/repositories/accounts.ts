import type { Locale } from '#contracts/text';
import type { PlatformRole } from '#domain/identity/matrix';
import type { PersonRow } from './people.ts';
import { returned, type Queryable } from './queryable.ts';

export interface RoleRow {
  id: string;
  role: string;
  fromAt: number | null;
  untilAt: number | null;
}
/** An account as those who manage people see it. Times are epoch ms. */
export interface AccountRow {
  id: string;
  email: string;
  name: string;
  locale: Locale;
  timeZone: string;
  platformRole: PlatformRole;
  disabledAt: number | null;
  hasPassword: boolean;
  secondFactor: boolean;
  roles: RoleRow[];
  teams: string[];
}

const COLUMNS = `p.id, p.email, p.name, p.locale, p.time_zone AS "timeZone", p.platform_role AS "platformRole", p.disabled_at AS "disabledAt",
  p.password_hash IS NOT NULL AS "hasPassword", EXISTS (SELECT 1 FROM totp f WHERE f.person_id = p.id AND f.confirmed_at IS NOT NULL) AS "secondFactor",
  coalesce((SELECT jsonb_agg(jsonb_build_object('id', r.id, 'role', r.role, 'fromAt', r.from_at, 'untilAt', r.until_at) ORDER BY coalesce(r.from_at, 0), r.role) FROM person_role r WHERE r.person_id = p.id), '[]') AS roles,
  ARRAY(SELECT DISTINCT t.key FROM team t LEFT JOIN team_member m ON m.team_id = t.id WHERE t.lead_id = p.id OR m.person_id = p.id ORDER BY 1) AS teams`;

/** What accounts can be asked for; everything left out matches. `role` is an operating role held at `now` (epoch ms), `team` a team's key. */
export interface AccountFilter {
  text?: string | undefined;
  role?: string | undefined;
  team?: string | undefined;
  platformRole?: PlatformRole | undefined;
  state?: 'active' | 'disabled' | undefined;
  now: number;
}
const MATCHING = `($4::text IS NULL OR concat_ws(' ', p.name, p.email) ILIKE $4) AND ($5::text IS NULL OR p.platform_role = $5) AND ($6::boolean IS NULL OR (p.disabled_at IS NOT NULL) = $6)
  AND ($7::text IS NULL OR EXISTS (SELECT 1 FROM person_role r WHERE r.person_id = p.id AND r.role = $7 AND coalesce(r.from_at, 0) <= $9 AND coalesce(r.until_at, $9 + 1) > $9))
  AND ($8::text IS NULL OR EXISTS (SELECT 1 FROM team t LEFT JOIN team_member m ON m.team_id = t.id WHERE t.key = $8 AND (t.lead_id = p.id OR m.person_id = p.id)))`;
const escaped = (text: string): string => text.replace(/[\\%_]/g, (sign) => `\\${sign}`);

/** Everybody who has or had an account and matches, by name, after the cursor; `limit` rows. */
export async function listAccounts(db: Queryable, { text, role, team, platformRole, state, now }: AccountFilter, page: { limit: number; after: readonly [string, string] | undefined }): Promise<AccountRow[]> {
  const [name, id] = page.after ?? [null, null];
  const disabled = state === undefined ? null : state === 'disabled';
  return db.query(`SELECT ${COLUMNS} FROM person p WHERE ($1::text IS NULL OR (p.name, p.id) > ($1, $2::uuid)) AND ${MATCHING} ORDER BY p.name, p.id LIMIT $3`, [
    name, id, page.limit, text === undefined ? null : `%${escaped(text)}%`, platformRole ?? null, disabled, role ?? null, team ?? null, now,
  ]);
}

export async function findAccount(db: Queryable, id: string): Promise<AccountRow | null> {
  const [row] = await db.query<AccountRow[]>(`SELECT ${COLUMNS} FROM person p WHERE p.id = $1`, [id]);
  return row ?? null;
}

/** The person's row, locked until the transaction ends. */
export async function lockPerson(db: Queryable, id: string): Promise<PersonRow | null> {
  const [row] = await db.query<PersonRow[]>('SELECT * FROM person WHERE id = $1 FOR UPDATE', [id]);
  return row ?? null;
}

/** How many others administer, with every admin's row locked in one order: two admins who demote each other take turns. */
export async function lockOtherAdmins(db: Queryable, id: string): Promise<number> {
  const rows = await db.query<Array<{ id: string }>>(`SELECT id FROM person WHERE platform_role = 'admin' AND disabled_at IS NULL ORDER BY id FOR UPDATE`);
  return rows.filter((row) => row.id !== id).length;
}

export interface NewPerson {
  id: string;
  email: string;
  name: string;
  locale: Locale;
  timeZone: string;
  platformRole: PlatformRole;
  passwordHash: string | null;
}

/** Adds a person; false when the address has an account already. */
export async function insertPerson(db: Queryable, person: NewPerson): Promise<boolean> {
  const added = await db.query<unknown[]>(
    `INSERT INTO person (id, email, name, locale, time_zone, platform_role, password_hash) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (email) DO NOTHING RETURNING id`,
    [person.id, person.email, person.name, person.locale, person.timeZone, person.platformRole, person.passwordHash],
  );
  return added.length > 0;
}

/** What may change of a person; a field that is undefined stays. */
export interface PersonChange {
  name?: string | undefined;
  locale?: Locale | undefined;
  timeZone?: string | undefined;
  platformRole?: PlatformRole | undefined;
  /** Epoch ms, or null to let them in again. */
  disabledAt?: number | null | undefined;
}

export async function updatePerson(db: Queryable, id: string, change: PersonChange): Promise<void> {
  await db.query(
    `UPDATE person SET name = coalesce($2, name), locale = coalesce($3, locale), time_zone = coalesce($4, time_zone), platform_role = coalesce($5, platform_role),
       disabled_at = CASE WHEN $6 THEN $7::bigint ELSE disabled_at END WHERE id = $1`,
    [id, change.name ?? null, change.locale ?? null, change.timeZone ?? null, change.platformRole ?? null, change.disabledAt !== undefined, change.disabledAt ?? null],
  );
}

export async function setPasswordHash(db: Queryable, id: string, hash: string): Promise<void> {
  await db.query('UPDATE person SET password_hash = $2 WHERE id = $1', [id, hash]);
}

/** Gives an operating role from `fromAt` until `untilAt` (epoch ms, null is open); null when the person holds it in that time already. */
export async function insertRole(db: Queryable, role: { id: string; personId: string; role: string; fromAt: number | null; untilAt: number | null }): Promise<RoleRow | null> {
  const [row] = await db.query<RoleRow[]>(
    `INSERT INTO person_role (id, person_id, role, from_at, until_at)
     SELECT $5::uuid, $1::uuid, $2::text, $3::bigint, $4::bigint WHERE NOT EXISTS (
       SELECT 1 FROM person_role r WHERE r.person_id = $1 AND r.role = $2
         AND coalesce(r.from_at, 0) < coalesce($4::bigint, ${FOREVER}) AND coalesce($3::bigint, 0) < coalesce(r.until_at, ${FOREVER}))
     RETURNING id, role, from_at AS "fromAt", until_at AS "untilAt"`,
    [role.personId, role.role, role.fromAt, role.untilAt, role.id],
  );
  return row ?? null;
}
const FOREVER = '9000000000000000';

/** Ends a role at `untilAt`, never later than it ended anyhow; null when the person has no such role. */
export async function endRole(db: Queryable, personId: string, roleId: string, untilAt: number): Promise<RoleRow | null> {
  const [row] = await returned<RoleRow>(
    db,
    `UPDATE person_role SET until_at = least(coalesce(until_at, ${FOREVER}), greatest($3::bigint, coalesce(from_at, 0))) WHERE person_id = $1 AND id = $2
     RETURNING id, role, from_at AS "fromAt", until_at AS "untilAt"`,
    [personId, roleId, untilAt],
  );
  return row ?? null;
}

/** Who holds which operating role at `now` (epoch ms) or will, by role and beginning; people who have left hold none. */
export async function listRoleHolders(db: Queryable, now: number): Promise<Array<{ role: string; personId: string; name: string; fromAt: number | null; untilAt: number | null }>> {
  return db.query(
    `SELECT r.role, r.person_id AS "personId", p.name, r.from_at AS "fromAt", r.until_at AS "untilAt" FROM person_role r JOIN person p ON p.id = r.person_id AND p.disabled_at IS NULL
     WHERE r.until_at IS NULL OR r.until_at > $1 ORDER BY r.role, coalesce(r.from_at, 0), p.name, p.id`,
    [now],
  );
}
