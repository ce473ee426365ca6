import type { Pool } from 'pg';
import type { ExceptionKey, FigureItem, FigureItemQuery, FigureKey, FlowKey } from '#contracts/api/boards';
import { NEVER } from '#persistence/rows/to-row';
import { EXCEPTION_SQL, FIGURE_SQL, FLOW_SQL, PARAMETERS, PEOPLE_SQL, type FigureSql } from './figures.ts';

/** Who asks about what; see `FigureSql` for the parameters that this becomes. */
export interface Asked {
  now: number;
  from: number;
  until: number;
  playbook: string | null;
  /** Whether the reader sees all work, and the work of all people. */
  allWork: boolean;
  allPeople: boolean;
  reader: string;
  person: string | null;
}
const valuesOf = ({ now, from, until, playbook, allWork, reader, person, allPeople }: Asked): unknown[] => [now, from, until, playbook, allWork, reader, person, allPeople];

/** What a group of things comes to. `rated` counts those that have a value at all. */
interface Sums {
  of: number;
  rated: number;
  counted: number;
  mean: number | null;
  median: number | null;
}
export interface FlowRow extends Sums {
  figure: FlowKey;
  /** Which of the weeks asked for, from 0; null for the whole period. */
  week: number | null;
}
export interface PersonRow {
  personId: string;
  name: string;
  open: number;
  overdue: number;
  done: number;
  rated: number;
  onTime: number | null;
}
export type ItemRow = FigureItem & { sort: number };

const SUMS = `count(*)::integer AS of, count(value)::integer AS rated, (count(*) FILTER (WHERE value > 0))::integer AS counted, avg(value) AS mean, percentile_cont(0.5) WITHIN GROUP (ORDER BY value) AS median`;
const union = (figures: Record<string, FigureSql>): string => Object.entries(figures).map(([key, { rows }]) => `SELECT '${key}' AS figure, rows.* FROM (${rows}) rows`).join(' UNION ALL ');

const COUNTS = `WITH ${PARAMETERS} SELECT figure, count(*)::integer AS of FROM (${union(EXCEPTION_SQL)}) thing GROUP BY figure`;
/** `$9` are the beginnings of the weeks, ascending; the first lies at or before the period's. */
const FLOWS = `
  WITH ${PARAMETERS}, thing AS MATERIALIZED (SELECT figure, value, width_bucket(at, $9::bigint[]) - 1 AS week FROM (${union(FLOW_SQL)}) thing)
  SELECT figure, week, ${SUMS} FROM thing GROUP BY GROUPING SETS ((figure), (figure, week))`;
const perPerson = (figure: FigureSql): string => `SELECT person, count(*)::integer AS of, count(value)::integer AS rated, avg(value) AS mean FROM (${figure.rows}) rows GROUP BY person`;
const PERSONS = `
  WITH ${PARAMETERS}
  SELECT person.id AS "personId", person.name, coalesce(held.of, 0) AS open, coalesce(late.of, 0) AS overdue, coalesce(done.of, 0) AS done, coalesce(done.rated, 0) AS rated, done.mean AS "onTime"
  FROM person
    LEFT JOIN (${perPerson(PEOPLE_SQL['person-open'])}) held ON held.person = person.id::text
    LEFT JOIN (${perPerson(PEOPLE_SQL['person-overdue'])}) late ON late.person = person.id::text
    LEFT JOIN (${perPerson(PEOPLE_SQL['person-done'])}) done ON done.person = person.id::text
  WHERE (person.disabled_at IS NULL OR person.disabled_at > $1::bigint)
    AND ($8::boolean OR person.id = $6 OR EXISTS (SELECT 1 FROM team JOIN team_member m ON m.team_id = team.id WHERE team.lead_id = $6 AND m.person_id = person.id))
    AND ($9::text IS NULL OR (person.name, person.id) > ($9, $10::uuid))
  ORDER BY person.name, person.id LIMIT $11`;

/** A thing's own words, by kind. */
const WORDS: Record<FigureSql['kind'], { join: string; title: string }> = {
  task: { join: 'JOIN task thing ON thing.id = page.id', title: `CASE WHEN thing.subject ? 'note' THEN jsonb_build_object('zh-CN', thing.subject ->> 'note', 'en', thing.subject ->> 'note') ELSE thing.title END` },
  piece: { join: 'JOIN piece thing ON thing.id = page.id', title: `jsonb_build_object('zh-CN', thing.title, 'en', thing.title)` },
  run: { join: 'JOIN run thing ON thing.id = page.id', title: `jsonb_build_object('zh-CN', thing.title, 'en', thing.title)` },
  delivery: {
    join: 'JOIN delivery thing ON thing.id = page.id LEFT JOIN notification ON notification.id = thing.notification_id LEFT JOIN letter ON letter.id = thing.letter_id',
    title: `jsonb_build_object('zh-CN', coalesce(notification.kind, letter.kind), 'en', coalesce(notification.kind, letter.kind))`,
  },
};
/** What is due comes nearest first, what is done latest first. */
const forward = (figure: FigureKey): boolean => figure in EXCEPTION_SQL || figure === 'person-open' || figure === 'person-overdue';
const WHICH: Record<FigureItemQuery['which'], string> = { all: 'true', counted: 'value > 0', rest: 'value = 0' };

function pageOf(figure: FigureKey, which: FigureItemQuery['which']): string {
  const { kind, rows } = FIGURE_SQL[figure];
  const [order, past] = forward(figure) ? ['ASC', '>'] : ['DESC', '<'];
  const { join, title } = WORDS[kind];
  return `
    WITH ${PARAMETERS}, page AS (
      SELECT * FROM (${rows}) rows WHERE ${WHICH[which]} AND ($9::bigint IS NULL OR (at, id) ${past} ($9, $10::uuid)) ORDER BY at ${order}, id ${order} LIMIT $11)
    SELECT '${kind}' AS kind, page.id, page.run_id AS "runId", run.title AS "runTitle", ${title} AS title, page.person, nullif(page.at, ${NEVER}) AS at, page.value, page.at AS sort
    FROM page ${join} LEFT JOIN run ON run.id = page.run_id ORDER BY page.at ${order}, page.id ${order}`;
}

/** Reads figures and their lists from the read tables. */
export class BoardQueries {
  constructor(private readonly pool: Pool) {}

  /** How many there are of each exception; one with none is left out. */
  async exceptions(asked: Asked): Promise<Array<{ figure: ExceptionKey; of: number }>> {
    return (await this.pool.query<{ figure: ExceptionKey; of: number }>({ name: 'board-exceptions', text: COUNTS, values: valuesOf(asked) })).rows;
  }

  /** Each flow figure over the period and in each of its weeks, as far as there is something; `weeks` are where they begin (epoch ms). */
  async flow(asked: Asked, weeks: readonly number[]): Promise<FlowRow[]> {
    return (await this.pool.query<FlowRow>({ name: 'board-flow', text: FLOWS, values: [...valuesOf(asked), weeks] })).rows;
  }

  /** People by name, after the cursor, with their figures. */
  async people(asked: Asked, after: readonly [string, string] | null, limit: number): Promise<PersonRow[]> {
    return (await this.pool.query<PersonRow>({ name: 'board-people', text: PERSONS, values: [...valuesOf(asked), after?.[0] ?? null, after?.[1] ?? null, limit] })).rows;
  }

  /** The things that a figure is over, or only those that count towards it, or the rest. */
  async items(figure: FigureKey, which: FigureItemQuery['which'], asked: Asked, after: readonly [number, string] | null, limit: number): Promise<ItemRow[]> {
    const values = [...valuesOf(asked), after?.[0] ?? null, after?.[1] ?? null, limit];
    return (await this.pool.query<ItemRow>({ name: `board-items-${figure}-${which}`, text: pageOf(figure, which), values })).rows;
  }
}
