import type { Pool } from 'pg';
import { COLUMNS } from '#persistence/rows/to-row';
import { BoardQueries, type Asked } from '../../apps/api/src/boards/board-queries.ts';
import { quantiles, type Quantiles } from './figures.ts';

/** What the boards promise to answer over (issue 5). */
export const BOARD_TASKS = 10_000;
const TASKS_PER_RUN = 20;
const DAY_MS = 86_400_000;
const PERIOD_DAYS = 56;
const ROUNDS = 30;

export interface BoardsFigure {
  tasks: number;
  /** As the API sees it: query, transfer and parsing. */
  exceptionsMs: Quantiles;
  flowMs: Quantiles;
  peopleMs: Quantiles;
  listMs: Quantiles;
}

function copies(table: 'run' | 'task', changed: Record<string, string>): string {
  const columns = COLUMNS[table];
  return `INSERT INTO ${table} (${columns.join(', ')}) SELECT ${columns.map((column) => changed[column] ?? `t.${column}`).join(', ')} FROM ${table} t, generate_series(1, $1::integer) AS i WHERE t.id = $2`;
}
const run = (number: string): string => `md5('board-run/' || (${number}))::uuid`;
const closed = `($3::bigint - (hashint4(i) & 2147483647)::bigint % (${PERIOD_DAYS}::bigint * ${DAY_MS}) - 1)`;
const RUNS = copies('run', { id: run('i'), root_id: run('i'), state: `'completed'`, started_at: `${closed} - ${5 * DAY_MS}`, closed_at: closed });
const TASKS = copies('task', { id: `md5('board/' || i)::uuid`, run_id: run(`1 + (i - 1) / ${TASKS_PER_RUN}`), closed_at: closed });

/** Stores tasks that were closed over the last eight weeks, copied from one that was played, and measures what the boards ask. */
export async function measureBoards(owner: Pool, pool: Pool): Promise<BoardsFigure> {
  const now = Date.now();
  await storeClosedTasks(owner, now);
  const { rows } = await pool.query<{ id: string }>('SELECT id FROM person ORDER BY id LIMIT 1');
  const asked: Asked = { now, from: now - PERIOD_DAYS * DAY_MS, until: now, playbook: null, allWork: true, allPeople: true, reader: rows[0]!.id, person: null };
  const weeks = Array.from({ length: PERIOD_DAYS / 7 }, (_, index) => asked.from + index * 7 * DAY_MS);
  const queries = new BoardQueries(pool);
  return {
    tasks: BOARD_TASKS,
    exceptionsMs: await timed(() => queries.exceptions(asked)),
    flowMs: await timed(() => queries.flow(asked, weeks)),
    peopleMs: await timed(() => queries.people(asked, null, 51)),
    listMs: await timed(() => queries.items('on-time', 'all', asked, null, 51)),
  };
}

async function storeClosedTasks(owner: Pool, now: number): Promise<void> {
  const { rows } = await owner.query<{ id: string; runId: string }>(`SELECT id, run_id AS "runId" FROM task WHERE state = 'done' LIMIT 1`);
  const [model] = rows;
  if (!model) throw new Error('no run was played whose task could be copied');
  await owner.query(RUNS, [BOARD_TASKS / TASKS_PER_RUN, model.runId, now]);
  await owner.query(TASKS, [BOARD_TASKS, model.id, now]);
  await owner.query('ANALYZE run, task, piece, run_event, inbox, delivery');
}

async function timed(ask: () => Promise<unknown>): Promise<Quantiles> {
  const samples: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const began = performance.now();
    await ask();
    samples.push(performance.now() - began);
  }
  return quantiles(samples);
}
