import type { SearchType } from '#contracts/api/search';
import type { Action } from '#domain/identity/matrix';
import { leadsThere, takesPart } from '../runs/access.ts';
import { seesTask } from '../tasks/task-queries.ts';

/** Where a type is found and who may see it: the same conditions as in its list. `$2` is the reader. */
export interface SearchSource {
  kind: string;
  table: string;
  /** Whoever may do this whatever the relation sees all of it. */
  read: Action;
  visible: string;
  /** Always holds for what is shown. */
  where?: string;
  state: string;
  /** Texts by name in which the words may be; the first are the title. */
  texts: Record<string, string>;
}

const same = (column: string): Record<string, string> => ({ title: column });

export const SOURCES: Record<SearchType, SearchSource> = {
  people: { kind: 'person', table: 'person', read: 'people.list', visible: 'true', where: 'person.disabled_at IS NULL', state: 'NULL', texts: same('person.name') },
  runs: { kind: 'run', table: 'run', read: 'run.read', visible: `(${takesPart('run.id', 2)} OR ${leadsThere('run.id', 2)})`, state: 'run.state', texts: same('run.title') },
  tasks: {
    kind: 'task', table: 'task', read: 'task.read', visible: seesTask(2), state: 'task.state',
    texts: { 'title.zh-CN': `task.title ->> 'zh-CN'`, 'title.en': `task.title ->> 'en'`, note: `task.subject ->> 'note'`, 'description.zh-CN': `task.description ->> 'zh-CN'`, 'description.en': `task.description ->> 'en'` },
  },
  pieces: {
    kind: 'piece', table: 'piece', read: 'piece.read', state: 'piece.state',
    visible: `(piece.owner = $2::uuid OR $2::uuid = ANY (piece.authors) OR ${takesPart('piece.run_id', 2)} OR ${leadsThere('piece.run_id', 2)})`,
    texts: { ...same('piece.title'), account: 'piece.account', format: 'piece.format' },
  },
  cases: { kind: 'case', table: 'case_entry', read: 'case.list', visible: 'true', state: 'NULL', texts: { ...same('case_entry.title'), worked: 'case_entry.worked', didNot: 'case_entry.did_not' } },
};

/** Best first, then newest; a page of matches that the reader may see. `$1` tsquery, `$2` reader, `$3`–`$5` where the page before ended, `$6` limit. */
export function searchSql({ kind, table, visible, where = 'true', state, texts }: SearchSource, everything: boolean): string {
  const fields = Object.entries(texts).map(([name, column]) => `'${name}', ${column}`).join(', ');
  const sight = everything ? '$2::uuid IS NOT NULL' : visible;
  return `
    WITH hit AS (
      SELECT s.id, s.run_id, s.at, ts_rank(s.words, $1::tsquery)::float8 AS rank FROM search_entry s JOIN ${table} ON ${table}.id = s.id
      WHERE s.kind = '${kind}' AND s.words @@ $1::tsquery AND ${where} AND ${sight})
    SELECT hit.id, hit.run_id AS "runId", hit.rank, hit.at, ${state} AS state, json_build_object(${fields}) AS texts
    FROM (SELECT * FROM hit WHERE $3::float8 IS NULL OR (-rank, -at, id) > (-$3::float8, -$4::bigint, $5::uuid) ORDER BY rank DESC, at DESC, id LIMIT $6) hit JOIN ${table} ON ${table}.id = hit.id
    ORDER BY hit.rank DESC, hit.at DESC, hit.id`;
}
