import type { Pool } from 'pg';
import type { Directory, PersonFacts } from '#contracts/process';
import { coverOf, type Absence, type Absences } from '#domain/absence/cover';
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
        SELECT team.key, lead.id AS lead FROM team LEFT JOIN person lead ON lead.id = team.lead_id AND (lead.disabled_at IS NULL OR lead.disabled_at > $1)) t) AS teams,
      (SELECT coalesce(json_agg(a), '[]') FROM (
        SELECT id, person_id AS person, from_at AS "from", until_at AS until, deputy_id AS deputy FROM absence WHERE cancelled_at IS NULL AND (from_at <= $1 OR $2) AND until_at > $1) a) AS absences,
      (SELECT coalesce(json_object_agg(person_id, deputy_id), '{}') FROM default_deputy) AS deputies`,
};
/** Layers of teams and people that there are; mostly few. */
const LAYERS = { name: 'directory-calendars', text: `SELECT DISTINCT id FROM calendar WHERE id LIKE 'team/%' OR id LIKE 'person/%'` };
interface WholeRow extends Omit<Absences, 'active'> {
  people: PersonRow[];
  teams: TeamFacts[];
}

/** The whole organisation as of `at` (epoch ms). One installation serves one organisation of some hundred people: read whole, in one trip. */
export async function readOrganisation(pool: Pool, at: number): Promise<Organisation> {
  return organisationOf(await readWhole(pool, at));
}

async function readWhole(pool: Pool, at: number, planned = false): Promise<WholeRow> {
  const { rows } = await pool.query<WholeRow>({ ...READ, values: [at, planned] });
  return rows[0]!;
}

function organisationOf({ people, teams }: WholeRow): Organisation {
  const holding = (role: string): string[] => people.filter((person) => person.roles.includes(role)).map(({ id }) => id);
  return {
    active: people.map(({ id }) => id),
    roles: Object.fromEntries([...new Set(people.flatMap((person) => person.roles))].sort().map((role) => [role, holding(role)])),
    teams: Object.fromEntries(teams.map(({ key, lead }) => [key, { lead, members: people.filter((person) => person.teams.includes(key)).map(({ id }) => id) }])),
    admins: people.filter((person) => person.admin).map(({ id }) => id),
  };
}

/** Absences in force at `at` or later, default deputies, and who works here: what `coverOf` asks for. */
export async function readAbsences(pool: Pool, at: number): Promise<Absences> {
  const { absences, deputies, people } = await readWhole(pool, at, true);
  return { absences, deputies, active: people.map(({ id }) => id) };
}

/** The part of the organisation that a run asks for. A role or team nobody knows answers with nobody. `supposed` is an absence that is not stored, to see what it would do. */
export async function readDirectory(pool: Pool, asked: { roles: readonly string[]; teams: readonly string[]; people: readonly string[] }, at: number, supposed?: Absence): Promise<Directory> {
  const [stored, layers] = await Promise.all([readWhole(pool, at), pool.query<{ id: string }>(LAYERS)]);
  const whole = supposed ? { ...stored, absences: [...stored.absences, supposed] } : stored;
  const organisation = organisationOf(whole);
  const roles = Object.fromEntries(asked.roles.map((role) => [role, [...(organisation.roles[role] ?? [])]]));
  const teams = Object.fromEntries(asked.teams.map((team) => [team, { lead: organisation.teams[team]?.lead ?? null, members: [...(organisation.teams[team]?.members ?? [])] }]));
  const named = [...asked.people, ...organisation.admins, ...Object.values(roles).flat(), ...Object.values(teams).flatMap(({ lead, members }) => [...members, ...(lead ? [lead] : [])])];
  const facts = factsOf(organisation, { ...whole, active: organisation.active }, new Set(layers.rows.map(({ id }) => id)), at);
  const people = new Map(named.map((id) => [id, facts(id)]));
  // A lead stands in for whoever has no deputy: whether they are there has to be known as well.
  for (const { lead } of [...people.values()]) if (lead !== null && !people.has(lead)) people.set(lead, facts(lead));
  return { asOf: at, roles, teams, admins: [...organisation.admins], people: Object.fromEntries([...people].sort(([a], [b]) => (a < b ? -1 : 1))) };
}

function factsOf(organisation: Organisation, absences: Absences, layers: ReadonlySet<string>, at: number): (id: string) => PersonFacts {
  return (id) => {
    const teams = Object.keys(organisation.teams).filter((key) => organisation.teams[key]!.members.includes(id)).sort();
    return { calendarId: calendarIdOf(teams, id, layers), lead: leadOf(id, organisation), ...(organisation.active.includes(id) ? {} : { gone: true }), cover: coverOf(id, at, absences) };
  };
}
