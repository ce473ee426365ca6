import type { Pool } from 'pg';
import type { Directory, PersonFacts } from '#contracts/process';
import { leadOf, type Organisation } from '#domain/audience/reach';
import { calendarIdOf } from '#domain/calendar/book';

interface PersonRow {
  id: string;
  admin: boolean;
  roles: string[];
  teams: string[];
}
interface TeamFacts {
  key: string;
  lead: string | null;
}

/** Disabled people are left out of everything; a role counts only between its dates. */
const READ = {
  name: 'directory',
  text: `
    SELECT
      (SELECT coalesce(json_agg(p ORDER BY p.id), '[]') FROM (
        SELECT person.id, person.platform_role = 'admin' AS admin,
          ARRAY(SELECT role FROM person_role r WHERE r.person_id = person.id AND coalesce(r.from_at, 0) <= $1 AND (r.until_at IS NULL OR r.until_at > $1)) AS roles,
          ARRAY(SELECT team.key FROM team_member m JOIN team ON team.id = m.team_id WHERE m.person_id = person.id) AS teams
        FROM person WHERE disabled_at IS NULL OR disabled_at > $1) p) AS people,
      (SELECT coalesce(json_agg(t ORDER BY t.key), '[]') FROM (
        SELECT team.key, lead.id AS lead FROM team LEFT JOIN person lead ON lead.id = team.lead_id AND (lead.disabled_at IS NULL OR lead.disabled_at > $1)) t) AS teams`,
};
/** Layers of teams and people that there are; mostly few. */
const LAYERS = { name: 'directory-calendars', text: `SELECT DISTINCT id FROM calendar WHERE id LIKE 'team/%' OR id LIKE 'person/%'` };

/** The whole organisation as of `at` (epoch ms). One installation serves one organisation of some hundred people: read whole, in one trip. */
export async function readOrganisation(pool: Pool, at: number): Promise<Organisation> {
  const { rows } = await pool.query<{ people: PersonRow[]; teams: TeamFacts[] }>({ ...READ, values: [at] });
  const { people, teams } = rows[0]!;
  const holding = (role: string): string[] => people.filter((person) => person.roles.includes(role)).map(({ id }) => id);
  return {
    active: people.map(({ id }) => id),
    roles: Object.fromEntries([...new Set(people.flatMap((person) => person.roles))].sort().map((role) => [role, holding(role)])),
    teams: Object.fromEntries(teams.map(({ key, lead }) => [key, { lead, members: people.filter((person) => person.teams.includes(key)).map(({ id }) => id) }])),
    admins: people.filter((person) => person.admin).map(({ id }) => id),
  };
}

/** The part of the organisation that a run asks for. A role or team nobody knows answers with nobody. */
export async function readDirectory(pool: Pool, asked: { roles: readonly string[]; teams: readonly string[]; people: readonly string[] }, at: number): Promise<Directory> {
  const [organisation, layers] = await Promise.all([readOrganisation(pool, at), pool.query<{ id: string }>(LAYERS)]);
  const stated = new Set(layers.rows.map(({ id }) => id));
  const roles = Object.fromEntries(asked.roles.map((role) => [role, [...(organisation.roles[role] ?? [])]]));
  const teams = Object.fromEntries(asked.teams.map((team) => [team, { lead: organisation.teams[team]?.lead ?? null, members: [...(organisation.teams[team]?.members ?? [])] }]));
  const named = [...asked.people, ...organisation.admins, ...Object.values(roles).flat(), ...Object.values(teams).flatMap(({ lead, members }) => [...members, ...(lead ? [lead] : [])])];
  return { asOf: at, roles, teams, admins: [...organisation.admins], people: Object.fromEntries([...new Set(named)].sort().map((id) => [id, personFacts(id, organisation, stated)])) };
}

function personFacts(id: string, organisation: Organisation, layers: ReadonlySet<string>): PersonFacts {
  const teams = Object.keys(organisation.teams).filter((key) => organisation.teams[key]!.members.includes(id)).sort();
  return { calendarId: calendarIdOf(teams, id, layers), lead: leadOf(id, organisation), cover: null };
}
