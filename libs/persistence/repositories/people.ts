import type { Locale } from '#contracts/text';
import type { PlatformRole } from '#domain/identity/matrix';
import type { Queryable } from './queryable.ts';

export interface PersonRow {
  id: string;
  email: string;
  name: string;
  locale: Locale;
  time_zone: string;
  platform_role: PlatformRole;
  /** Null for people who log in by a provider only, or have not chosen one yet. */
  password_hash: string | null;
  disabled_at: number | null;
}

/** The person who logs in with this address, whatever its case; null when there is none. */
export async function findPersonByEmail(db: Queryable, email: string): Promise<PersonRow | null> {
  const [row] = await db.query<PersonRow[]>('SELECT * FROM person WHERE email = lower($1)', [email]);
  return row ?? null;
}

export interface PersonTeams {
  roles: string[];
  teams: Array<{ id: string; key: string; name: string; leads: boolean }>;
}

/** Operating roles that a person holds now (`now` epoch ms), and their teams. */
export async function rolesAndTeamsOf(db: Queryable, personId: string, now: number): Promise<PersonTeams> {
  const roles = await db.query<Array<{ role: string }>>(
    `SELECT DISTINCT role FROM person_role WHERE person_id = $1 AND coalesce(from_at, 0) <= $2 AND coalesce(until_at, $2 + 1) > $2 ORDER BY role`,
    [personId, now],
  );
  const teams = await db.query<PersonTeams['teams']>(
    `SELECT t.id, t.key, t.name, (t.lead_id IS NOT DISTINCT FROM $1) AS leads FROM team t
     WHERE t.lead_id = $1 OR EXISTS (SELECT 1 FROM team_member m WHERE m.team_id = t.id AND m.person_id = $1) ORDER BY t.key`,
    [personId],
  );
  return { roles: roles.map(({ role }) => role), teams };
}

/** People who still work here, by name, after the cursor; `limit` rows. */
export async function listPeople(db: Queryable, page: { now: number; limit: number; after: readonly [string, string] | undefined }): Promise<Array<{ id: string; name: string; roles: string[]; teams: string[] }>> {
  const [name, id] = page.after ?? [null, null];
  return db.query(
    `SELECT p.id, p.name,
       ARRAY(SELECT DISTINCT r.role FROM person_role r WHERE r.person_id = p.id AND coalesce(r.from_at, 0) <= $1 AND coalesce(r.until_at, $1 + 1) > $1 ORDER BY 1) AS roles,
       ARRAY(SELECT DISTINCT t.key FROM team t LEFT JOIN team_member m ON m.team_id = t.id WHERE t.lead_id = p.id OR m.person_id = p.id ORDER BY 1) AS teams
     FROM person p WHERE p.disabled_at IS NULL AND ($2::text IS NULL OR (p.name, p.id) > ($2, $3::uuid)) ORDER BY p.name, p.id LIMIT $4`,
    [page.now, name, id, page.limit],
  );
}

/** Names by id; people nobody knows are left out. */
export async function namesOf(db: Queryable, ids: readonly string[]): Promise<Record<string, string>> {
  if (ids.length === 0) return {};
  const rows = await db.query<Array<{ id: string; name: string }>>('SELECT id::text, name FROM person WHERE id::text = ANY ($1::text[])', [ids]);
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]));
}
