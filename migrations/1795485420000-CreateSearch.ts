import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The search box's index: one row for each person, run, task, piece and case, written by triggers when one appears or is renamed. So a task that
 * moves on costs nothing here; a generated column would be computed anew at every change of its row (docs/adr, "One search box").
 * Letters, characters and capitals as in libs/domain/search/words.ts.
 */
export class CreateSearch1795485420000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLE);
    await runner.query(WORDS);
    for (const source of SOURCES) await runner.query(triggerOf(source));
    for (const { table, kind, row } of SOURCES) await runner.query(`INSERT INTO search_entry (kind, id, run_id, at, words) SELECT '${kind}', ${row('t')} FROM ${table} t`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { table } of SOURCES) await runner.query(`DROP TRIGGER searchable ON ${table}; DROP FUNCTION callsheet_search_${table}`);
    await runner.query('DROP TABLE search_entry; DROP FUNCTION callsheet_words');
  }
}

const KINDS = ['person', 'run', 'task', 'piece', 'case'];
const TABLE = `
  CREATE TABLE search_entry (
    kind text NOT NULL CHECK (kind IN (${KINDS.map((kind) => `'${kind}'`).join(', ')})),
    id uuid NOT NULL,
    run_id uuid,
    at bigint NOT NULL,
    words tsvector NOT NULL,
    PRIMARY KEY (kind, id)
  );
  ${KINDS.map((kind) => `CREATE INDEX search_entry_${kind} ON search_entry USING gin (words) WHERE kind = '${kind}';`).join('\n  ')}
`;

const CJK = '\\u3040-\\u30ff\\u3400-\\u9fff\\uac00-\\ud7af\\uf900-\\ufaff';
const LETTERS = '0-9a-z\\u00aa-\\u02ff\\u0370-\\u1fff';
const CAPITALS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩΪΫАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯЀЁЂЃЄЅІЇЈЉЊЋЌЍЎЏ';
const SMALLS = 'abcdefghijklmnopqrstuvwxyzàáâãäåæçèéêëìíîïðñòóôõöøùúûüýþαβγδεζηθικλμνξοπρστυφχψωϊϋабвгдежзийклмнопрстуфхцчшщъыьэюяѐёђѓєѕіїјљњћќѝўџ';
/**
 * A text as a tsvector: words of letters and digits as they are, runs of characters as their pairs and the last one alone, each at its place. Built
 * by hand: PostgreSQL's own parser takes a run of Chinese for one word, and what it takes for letters depends on the database's locale.
 */
const WORDS = `
  CREATE FUNCTION callsheet_words(given text) RETURNS tsvector LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT coalesce(string_agg('''' || CASE WHEN cjk THEN substr(word, i, 2) ELSE word END || ''':' || least(start + i, 16383), ' '), '')::tsvector
    FROM (
      SELECT word, cjk, size, sum(size) OVER (ORDER BY n) - size AS start FROM (
        SELECT CASE WHEN cjk THEN whole ELSE left(whole, 200) END AS word, cjk, CASE WHEN cjk THEN char_length(whole) ELSE 1 END AS size, n
        FROM (SELECT t[1] AS whole, t[1] ~ '^[${CJK}]' AS cjk, n FROM regexp_matches(translate(left(given, 20000), '${CAPITALS}', '${SMALLS}'), '[${LETTERS}]+|[${CJK}]+', 'g') WITH ORDINALITY AS found(t, n)) matches
      ) words
    ) runs, generate_series(1, size) AS i
  $$`;

interface Source {
  table: string;
  kind: string;
  /** Columns by which it is found: a change of them indexes it anew. */
  named: string[];
  /** id, run, time and words of a row. */
  row: (of: string) => string;
}
/** Names weigh most, then what describes them. */
const words = (titles: string[], texts: string[]): string => {
  const part = (values: string[], weight: string): string => `setweight(callsheet_words(concat_ws(' ', ${values.join(', ')})), '${weight}')`;
  return texts.length === 0 ? part(titles, 'A') : `${part(titles, 'A')} || ${part(texts, 'C')}`;
};
const SOURCES: Source[] = [
  { table: 'person', kind: 'person', named: ['name'], row: (of) => `${of}.id, NULL, 0, ${words([`${of}.name`], [])}` },
  { table: 'run', kind: 'run', named: ['title'], row: (of) => `${of}.id, ${of}.id, ${of}.started_at, ${words([`${of}.title`], [])}` },
  {
    table: 'task', kind: 'task', named: ['title', 'description', 'subject'],
    row: (of) => `${of}.id, ${of}.run_id, ${of}.opened_at, ${words([`${of}.title ->> 'zh-CN'`, `${of}.title ->> 'en'`, `${of}.subject ->> 'note'`], [`${of}.description ->> 'zh-CN'`, `${of}.description ->> 'en'`])}`,
  },
  { table: 'piece', kind: 'piece', named: ['title', 'account'], row: (of) => `${of}.id, ${of}.run_id, 0, ${words([`${of}.title`], [`${of}.account`, `${of}.format`])}` },
  { table: 'case_entry', kind: 'case', named: ['title', 'worked', 'did_not'], row: (of) => `${of}.id, ${of}.run_id, ${of}.kept_at, ${words([`${of}.title`], [`${of}.worked`, `${of}.did_not`])}` },
];

const triggerOf = ({ table, kind, named, row }: Source): string => `
  CREATE FUNCTION callsheet_search_${table}() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF TG_OP = 'UPDATE' AND ${named.map((column) => `NEW.${column} IS NOT DISTINCT FROM OLD.${column}`).join(' AND ')} THEN RETURN NULL; END IF;
    INSERT INTO search_entry (kind, id, run_id, at, words) SELECT '${kind}', ${row('NEW')}
    ON CONFLICT (kind, id) DO UPDATE SET run_id = excluded.run_id, at = excluded.at, words = excluded.words;
    RETURN NULL;
  END $$;
  CREATE TRIGGER searchable AFTER INSERT OR UPDATE OF ${named.join(', ')} ON ${table} FOR EACH ROW EXECUTE FUNCTION callsheet_search_${table}();
`;
