import type { Pool } from 'pg';
import { COLUMNS } from '#persistence/rows/to-row';
import { TaskQueries } from '../../apps/api/src/tasks/task-queries.ts';
import { quantiles, type Quantiles } from './figures.ts';

/** The API asks for one row more than a page of its default size, to know whether there is another. */
const PAGE = 51;
const PEOPLE = 1_000;
const TASKS_PER_RUN = 20;
const WARM_UP = 100;
const PAGES = 3_000;
/** Rows of one INSERT, so that no transaction of the load grows without bounds. */
const CHUNK = 50_000;

export interface InboxFigure {
  /** Open tasks stored. */
  rows: number;
  /** As the client sees it: query, transfer and parsing of the page. */
  roundTripMs: Quantiles;
  /** As PostgreSQL measures its own execution (EXPLAIN ANALYZE). */
  executionMs: Quantiles;
}

const idOf = (kind: string, number: string): string => `md5('${kind}/' || ${number})::uuid`;

/** Copies row $3 of a table under other ids, number $1 to $2, so that rows have the size that real ones have. */
function copies(table: 'run' | 'task', changed: Record<string, string>): string {
  const columns = COLUMNS[table];
  return `INSERT INTO ${table} (${columns.join(', ')}) SELECT ${columns.map((column) => changed[column] ?? `t.${column}`).join(', ')}
    FROM ${table} t, generate_series($1::integer, $2::integer) AS i WHERE t.id = $3`;
}
const RUNS = copies('run', { id: idOf('run', 'i'), root_id: idOf('run', 'i'), state: `'running'`, closed_at: 'NULL', outcome: 'NULL' });
const person = idOf('person', `(i::bigint * 7919 % ${PEOPLE})`);
const TASK_ROWS = copies('task', {
  id: idOf('task', 'i'), run_id: idOf('run', `(i / ${TASKS_PER_RUN})`), state: `'open'`, assignee: person, candidates: `'{}'`, closed_at: 'NULL', closed_by: 'NULL',
  breach_at: 't.due_at + (hashint4(i) & 2147483647)', due_at: 't.due_at + (hashint4(i) & 2147483647)',
});
const INBOX_ROWS = `INSERT INTO inbox (person_id, breach_at, task_id, run_id, claimable) SELECT assignee, breach_at, id, run_id, false
  FROM generate_series($1::integer, $2::integer) AS i JOIN task ON task.id = ${idOf('task', 'i')}`;

/** Stores open tasks number `from` up to `to` with their runs and inbox rows. The number of people stays, so each inbox grows with the whole. */
export async function storeOpenTasks(owner: Pool, from: number, to: number): Promise<void> {
  const client = await owner.connect();
  try {
    // Without triggers: what is measured here is the inbox, and indexing a million copies for the search box takes minutes.
    await client.query('SET synchronous_commit = off; SET session_replication_role = replica');
    const { rows } = await client.query<{ id: string; runId: string }>(`SELECT id, run_id AS "runId" FROM task WHERE state = 'done' LIMIT 1`);
    const model = rows[0];
    if (!model) throw new Error('no run was played whose task could be copied');
    for (let first = from; first < to; first += CHUNK) {
      const last = Math.min(first + CHUNK, to) - 1;
      await client.query(RUNS, [Math.ceil(first / TASKS_PER_RUN), Math.floor(last / TASKS_PER_RUN), model.runId]);
      await client.query(TASK_ROWS, [first, last, model.id]);
      await client.query(INBOX_ROWS, [first, last]);
    }
    await client.query('ANALYZE run, task, inbox');
    await client.query('CHECKPOINT');
  } finally {
    client.release();
  }
}

/** First pages of many people's own inbox, by the API's own query. */
export async function measureInbox(pool: Pool): Promise<InboxFigure> {
  const { rows } = await pool.query<{ open: number }>(`SELECT count(*)::integer AS open FROM task WHERE state IN ('open', 'claimed')`);
  const { rows: people } = await pool.query<{ id: string }>(`SELECT ${idOf('person', 'i')} AS id FROM generate_series(0, ${PEOPLE - 1}) AS i ORDER BY md5(i::text)`);
  const ids = people.map(({ id }) => id);
  const roundTrips = await timed(ids, (id) => firstPage(pool, id));
  const executions = await timed(ids, (id) => firstPage(explaining(pool), id));
  return { rows: rows[0]!.open, roundTripMs: quantiles(roundTrips.map(({ ms }) => ms)), executionMs: quantiles(executions.map(({ result }) => executionOf(result))) };
}

async function timed<T>(people: readonly string[], page: (person: string) => Promise<T>): Promise<Array<{ ms: number; result: T }>> {
  const samples: Array<{ ms: number; result: T }> = [];
  for (let i = 0; i < WARM_UP + PAGES; i += 1) {
    const began = performance.now();
    const result = await page(people[i % people.length]!);
    if (i >= WARM_UP) samples.push({ ms: performance.now() - began, result });
  }
  return samples;
}

const firstPage = (pool: Pool, id: string): Promise<unknown[]> => new TaskQueries(pool).page([id], { state: 'open', runId: undefined, snoozed: 'without', now: Date.now() }, null, PAGE);

/** The same pool, except that a statement answers how it was executed. */
function explaining(pool: Pool): Pool {
  const query = ({ text, values }: { text: string; values: unknown[] }): unknown =>
    pool.query({ name: 'bench-explain', text: `EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) ${text}`, values });
  return { query } as unknown as Pool;
}

const executionOf = (rows: unknown[]): number => (rows[0] as { 'QUERY PLAN': Array<{ 'Execution Time': number }> })['QUERY PLAN'][0]!['Execution Time'];
