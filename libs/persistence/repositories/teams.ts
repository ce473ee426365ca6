import type { Queryable } from './queryable.ts';

export interface TeamRow {
  id: string;
  key: string;
  name: string;
  leadId: string | null;
  members: Array<{ id: string; name: string }>;
}

const TEAM = `SELECT t.id, t.key, t.name, t.lead_id AS "leadId",
  coalesce((SELECT jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name) ORDER BY p.name, p.id) FROM team_member m JOIN person p ON p.id = m.person_id WHERE m.team_id = t.id), '[]') AS members FROM team t`;

/** Teams by key, after the cursor; `limit` rows. */
export async function listTeams(db: Queryable, page: { limit: number; after: string | undefined }): Promise<TeamRow[]> {
  return db.query(`${TEAM} WHERE $1::text IS NULL OR t.key > $1 ORDER BY t.key LIMIT $2`, [page.after ?? null, page.limit]);
}

export async function findTeam(db: Queryable, id: string): Promise<TeamRow | null> {
  const [row] = await db.query<TeamRow[]>(`${TEAM} WHERE t.id = $1`, [id]);
  return row ?? null;
}

/** Adds a team; false when the key is taken. */
export async function insertTeam(db: Queryable, team: { id: string; key: string; name: string; leadId: string | null }): Promise<boolean> {
  const added = await db.query<unknown[]>('INSERT INTO team (id, key, name, lead_id) VALUES ($1, $2, $3, $4) ON CONFLICT (key) DO NOTHING RETURNING id', [team.id, team.key, team.name, team.leadId]);
  return added.length > 0;
}

/** Changes name or lead; an undefined field stays, a null lead means none. */
export async function updateTeam(db: Queryable, id: string, change: { name?: string | undefined; leadId?: string | null | undefined }): Promise<void> {
  await db.query('UPDATE team SET name = coalesce($2, name), lead_id = CASE WHEN $3 THEN $4::uuid ELSE lead_id END WHERE id = $1', [id, change.name ?? null, change.leadId !== undefined, change.leadId ?? null]);
}

/** True when this changed something: the person was not in the team. */
export async function insertMember(db: Queryable, teamId: string, personId: string): Promise<boolean> {
  const added = await db.query<unknown[]>('INSERT INTO team_member (team_id, person_id) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING person_id', [teamId, personId]);
  return added.length > 0;
}

/** True when this changed something: the person was in the team. */
export async function deleteMember(db: Queryable, teamId: string, personId: string): Promise<boolean> {
  const [, count] = await db.query<[unknown, number]>('DELETE FROM team_member WHERE team_id = $1 AND person_id = $2', [teamId, personId]);
  return count > 0;
}
