import type { Pool } from 'pg';
import type { ClockState } from '#contracts/clock';
import type { Text } from '#contracts/text';

export interface PersonRow {
  personId: string;
  name: string;
  teams: string[];
  /** Whether the reader sees their work. */
  seen: boolean;
  deputyId: string | null;
}
/** An open task that a person is to do. */
export interface WorkRow {
  personId: string;
  id: string;
  runId: string;
  runTitle: string;
  title: Text;
  version: number;
  assignee: string | null;
  among: number;
  allowed: ClockState['policy']['due'] | null;
  dueAt: number | null;
  atRiskAt: number | null;
  breachedAt: number | null;
  paused: boolean;
}
export interface AwayRow {
  id: string;
  personId: string;
  from: number;
  until: number;
  deputyId: string | null;
}

const LED = 'EXISTS (SELECT 1 FROM team JOIN team_member m ON m.team_id = team.id WHERE team.lead_id = $2::uuid AND m.person_id = person.id)';
const MATE = 'EXISTS (SELECT 1 FROM team_member mine JOIN team_member theirs ON theirs.team_id = mine.team_id WHERE mine.person_id = $2::uuid AND theirs.person_id = person.id)';
const TEAMS = 'ARRAY(SELECT team.key FROM team_member m JOIN team ON team.id = m.team_id WHERE m.person_id = person.id ORDER BY team.key)';
const SEEN = `($1::boolean OR person.id = $2::uuid OR ${LED})`;
const PEOPLE = `
  SELECT person.id AS "personId", person.name, ${TEAMS} AS teams, ${SEEN} AS seen, deputy.deputy_id AS "deputyId"
  FROM person LEFT JOIN default_deputy deputy ON deputy.person_id = person.id
  WHERE (person.disabled_at IS NULL OR person.disabled_at > $3::bigint) AND (${SEEN} OR ${MATE})
    AND ($4::text IS NULL OR $4 = ANY (${TEAMS})) AND ($5::text IS NULL OR (person.name, person.id) > ($5, $6::uuid)) AND ($7::uuid IS NULL OR person.id = $7)
  ORDER BY person.name, person.id LIMIT $8`;
/** Tasks with a due time sort by it; a stopped clock keeps it for when it goes on. */
const WORK = `
  SELECT acting.person_id AS "personId", task.id, task.run_id AS "runId", run.title AS "runTitle", task.version, task.assignee,
    CASE WHEN task.subject ? 'note' THEN jsonb_build_object('zh-CN', task.subject ->> 'note', 'en', task.subject ->> 'note') ELSE task.title END AS title,
    CASE WHEN task.assignee IS NULL THEN cardinality(task.candidates) ELSE 1 END AS among,
    task.clock -> 'policy' -> 'due' AS allowed, task.due_at AS "dueAt", (task.clock ->> 'atRiskAt')::bigint AS "atRiskAt",
    CASE WHEN NOT (task.clock ->> 'breachAnnulled')::boolean THEN (task.clock ->> 'breachedAt')::bigint END AS "breachedAt",
    coalesce(jsonb_typeof(task.clock -> 'paused') = 'object', false) AS paused
  FROM inbox acting JOIN task ON task.id = acting.task_id JOIN run ON run.id = task.run_id
  WHERE acting.person_id = ANY ($1::uuid[]) AND acting.part = 'do' ORDER BY task.breach_at, task.id`;
const AWAY = `SELECT id, person_id AS "personId", from_at AS "from", until_at AS until, deputy_id AS "deputyId" FROM absence
  WHERE person_id = ANY ($1::uuid[]) AND cancelled_at IS NULL AND until_at > $2 AND from_at < $3 ORDER BY from_at`;

/** Reads people, their open work and when they are away. */
export class WorkloadQueries {
  constructor(private readonly pool: Pool) {}

  /** People by name: those whose work `reader` sees, and by name only those in a team with them. */
  async people(sees: { everybody: boolean; reader: string; now: number }, only: { team: string | null; person: string | null }, after: readonly [string, string] | null, limit: number): Promise<PersonRow[]> {
    const values = [sees.everybody, sees.reader, sees.now, only.team, after?.[0] ?? null, after?.[1] ?? null, only.person, limit];
    return (await this.pool.query<PersonRow>({ name: 'workload-people', text: PEOPLE, values })).rows;
  }

  async work(people: readonly string[]): Promise<WorkRow[]> {
    return (await this.pool.query<WorkRow>({ name: 'workload-work', text: WORK, values: [people] })).rows;
  }

  /** Absences that touch [from, until). */
  async away(people: readonly string[], from: number, until: number): Promise<AwayRow[]> {
    return (await this.pool.query<AwayRow>({ name: 'workload-away', text: AWAY, values: [people, from, until] })).rows;
  }
}
